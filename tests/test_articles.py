import json
import os
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.articles import MOST_BYTES, Duplicate, Skipped, read_articles
from graph.model import Article

TITLE = "거제시, 자율운항 실증센터 유치"
BODY = "거제시가 장목면에 자율운항 선박 실증센터를 세운다고 7일 밝혔다."
PAGE = f"{TITLE}\n남해뉴스 | 입력 2025.01.07 01:00\n\n{BODY}\n"
FRONT_MATTER = f"---\ntitle: {TITLE}\npress: 남해뉴스\ndate: 2025-01-07\n---\n\n{BODY}\n"


def line(**fields):
    return json.dumps({"text": BODY} | fields, ensure_ascii=False)


def test_files_and_folders_are_read_in_the_order_of_their_paths(tmp_path):
    (tmp_path / "나" / ".숨김").mkdir(parents=True)
    (tmp_path / "나" / "a.md").write_text(FRONT_MATTER, encoding="utf-8")
    (tmp_path / "나" / "b.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "나" / "C.JSONL").write_text(
        line(id="하나") + "\n\n" + line(id="둘", text="드론") + "\n", encoding="utf-8"
    )
    (tmp_path / "나" / "d.csv").write_text("가,나", encoding="utf-8")
    (tmp_path / "나" / ".e.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "나" / ".숨김" / "f.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "가.txt").write_text(f"{PAGE}끝.", encoding="utf-8")
    found = list(read_articles([tmp_path / "나", tmp_path / "가.txt", tmp_path / "나" / "a.md", tmp_path / "나"]))
    assert [article.text for article in found] == [f"{PAGE}끝.", BODY, "드론", f"{TITLE}\n\n{BODY}\n", PAGE]


@pytest.mark.parametrize("content", [PAGE, FRONT_MATTER, line(title=TITLE)])
def test_a_file_with_another_ending_is_read_by_its_content(tmp_path, content):
    (tmp_path / "기사.dat").write_text(content, encoding="utf-8")
    (article,) = read_articles([tmp_path / "기사.dat"])
    assert article.title == TITLE


@pytest.mark.parametrize("content", [PAGE, FRONT_MATTER, line(title=TITLE, date="2025.1.7") + "\n"])
def test_the_encoding_makes_no_difference(tmp_path, content):
    forms = {
        "utf8": content.encode(),
        "bom": content.encode("utf-8-sig"),
        "cp949": content.encode("cp949"),
        "nfd": unicodedata.normalize("NFD", content).encode(),
        "crlf": content.replace("\n", "\r\n").encode(),
    }
    for name, data in forms.items():
        (tmp_path / name).write_bytes(data)
    articles = {article for name in forms for article in read_articles([tmp_path / name])}
    assert len(articles) == 1
    assert articles.pop().date == "2025-01-07"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("빈.txt", b"", "빈 파일"),
        ("공백.md", b"\xef\xbb\xbf \r\n", "빈 파일"),
        ("빈.jsonl", b"\n\n", "빈 파일"),
        ("그림.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "이진 파일"),
        ("압축.jsonl", b"\x1f\x8b\x00\x08\n\x00\n\x00\n", "이진 파일"),
        ("utf16.txt", PAGE.encode("utf-16"), "UTF-16"),
        ("utf16.jsonl", line().encode("utf-16-le"), "UTF-16"),
        ("잘린.txt", PAGE.encode()[:-3], "끊김: 온전한 UTF-8여야 함"),
        ("섞인.txt", PAGE.encode() + b"\xff\xfe\xff", "UTF-8도"),
        ("긴.txt", PAGE.encode() * 100_000, "1,000,000바이트보다 긺"),
        ("배열.json", b'{\n  "text": "a"\n}', "한 줄에 객체 하나씩(JSON Lines)이어야 함"),
        ("배열.jsonl", b'\xef\xbb\xbf[\n{"text": "a"}\n]', "한 줄에 객체 하나씩(JSON Lines)이어야 함"),
        ("열린.md", f"---\ntitle: {TITLE}\n{BODY}".encode(), "머리말이 닫히지 않음"),
    ],
)
def test_a_bad_file_is_one_line(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "하.md").write_text(FRONT_MATTER, encoding="utf-8")
    skipped, article = read_articles([tmp_path / name, tmp_path / "하.md"])
    assert skipped.source == (tmp_path / name).as_posix()
    assert reason in skipped.reason
    assert "\n" not in skipped.reason
    assert article.title == TITLE


def test_a_bad_line_is_named_and_the_others_are_read(tmp_path):
    good = [line(id=number, text=f"기사 {number}") for number in range(1, 10)]
    good[6] = '{"id": 7, "text": "기사'
    good[8] = line(text="가" * MOST_BYTES)
    (tmp_path / "기사.jsonl").write_text("\n".join([*good, line(id=10)]), encoding="utf-8")
    found = list(read_articles([tmp_path / "기사.jsonl"]))
    assert [article.id for article in found if isinstance(article, Article)] == [
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "8",
        "10",
    ]
    path = (tmp_path / "기사.jsonl").as_posix()
    assert [skipped.source for skipped in found if isinstance(skipped, Skipped)] == [f"{path}:7", f"{path}:9"]
    assert found[6].reason.startswith("끊긴 JSON")
    assert found[8].reason.startswith("1,000,000바이트보다 긺")


def test_sources_that_cannot_be_opened(tmp_path, monkeypatch):
    (tmp_path / "빈 폴더").mkdir()
    (tmp_path / "막힌.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "끊긴.txt").symlink_to(tmp_path / "없는.txt")
    (tmp_path / "돌고도는").symlink_to(tmp_path / "돌고도는")
    os.mkfifo(tmp_path / "관.txt")
    opened = Path.open

    def refuse(path, *args, **options):
        if path.name == "막힌.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    sources = [tmp_path, tmp_path / "빈 폴더", tmp_path / "없는 폴더", tmp_path / "돌고도는", tmp_path / "관.txt"]
    found = {skipped.source.rpartition("/")[2]: skipped.reason for skipped in read_articles(sources)}
    assert found == {
        "관.txt": "파일로 이어지지 않는 링크나 장치: 파일이어야 함",
        "끊긴.txt": "파일로 이어지지 않는 링크나 장치: 파일이어야 함",
        "돌고도는": "그런 파일이나 폴더가 없음",
        "막힌.txt": "열 수 없음: Permission denied",
        "빈 폴더": "폴더에 글이 없음: .txt, .md, .jsonl로 끝나는 파일이 있어야 함",
        "없는 폴더": "그런 파일이나 폴더가 없음",
    }


def test_a_copy_is_read_once(tmp_path):
    (tmp_path / "a.jsonl").write_text(f"{line(id=1)}\n{line(id=2, text='드론')}\n{line(id=1)}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "c.txt").write_text(PAGE, encoding="utf-8")
    found = list(read_articles([tmp_path]))
    assert [article.text for article in found if isinstance(article, Article)] == [BODY, "드론", PAGE]
    copies = [copy for copy in found if isinstance(copy, Duplicate)]
    assert [copy.source.rpartition("/")[2] for copy in copies] == ["a.jsonl:3", "c.txt"]
    assert copies[0].id == "1"


def test_two_texts_with_one_id_are_named_both(tmp_path):
    (tmp_path / "a.jsonl").write_text(line(id="같음", text="드론 단지"), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(line(id="같음", text="수소 단지"), encoding="utf-8")
    found = list(read_articles([tmp_path]))
    (article,) = (one for one in found if isinstance(one, Article))
    (skipped,) = (one for one in found if isinstance(one, Skipped))
    read, refused = ("a.jsonl:1", "b.jsonl:1") if article.text == "드론 단지" else ("b.jsonl:1", "a.jsonl:1")
    assert skipped.source == f"{tmp_path.as_posix()}/{refused}"
    assert f"id '같음': 본문이 다른 {tmp_path.as_posix()}/{read}의 id와 같음: 글마다 다른 id여야 함" in skipped.reason


ROWS = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from("가나"), "text": st.sampled_from(["드론", "수소"])},
        optional={"press": st.sampled_from(["ㄱ", "ㄴ"])},
    ),
    max_size=6,
).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows)))


@settings(max_examples=60)
@given(ROWS)
def test_the_articles_do_not_depend_on_order_or_names(orders):
    results = []
    for rows in orders:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, f"{number}.jsonl") for number in range(len(rows))]
            for path, row in zip(paths, rows, strict=True):
                path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
            there, back = list(read_articles(paths)), list(read_articles(reversed(paths)))
        assert there == back
        results.append((sorted(map(repr, (one for one in there if isinstance(one, Article)))), len(there)))
    assert results[0] == results[1]


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.jsonl", "a"]))
@example(b"---\n---\n", "a.md")
@example(b'{"text": "\\ud800", "id": "\\udfff"}', "a.jsonl")
@example(b'{"text": "a", "id": ' + b"9" * 5000 + b"}", "a.jsonl")
@example(b'{"text": "a", "id": ' + b"9" * 4000 + b"}", "a.jsonl")
@example(b"---\n\x01: [\n---\n", "a.txt")
def test_hostile_bytes_never_raise(data, name):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(data)
        for found in read_articles([Path(folder, name)]):
            assert isinstance(found, Article | Skipped | Duplicate)
            if isinstance(found, Article):
                assert found.text.strip()
                assert unicodedata.is_normalized("NFC", found.text)
                assert found.text_sha256
