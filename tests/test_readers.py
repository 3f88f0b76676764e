import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.dates import parse_date
from extractors.readers.encoding import decode
from extractors.readers.fields import hash_id, make_article, normal_text
from extractors.readers.frontmatter import has_frontmatter, parse_frontmatter
from extractors.readers.jsonl import parse_json
from extractors.readers.page import parse_page
from graph.errors import ArticleError

TITLE = "거제시, 자율운항 실증센터 유치"
BODY = "거제시가 장목면에 자율운항 선박 실증센터를 세운다고 7일 밝혔다."


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-01-07", "2025-01-07"),
        ("2025.01.07 01:00", "2025-01-07"),
        ("2025. 1. 7.", "2025-01-07"),
        ("2025. 1. 7.(화) 오전 9:30", "2025-01-07"),
        ("2025/1/7", "2025-01-07"),
        ("2025년 1월 7일", "2025-01-07"),
        ("2025년01월07일 16:51", "2025-01-07"),
        ("2025.08.24. 오후 6:12", "2025-08-24"),
        ("20250107", "2025-01-07"),
        ("20250107010000", "2025-01-07"),
        (20250107, "2025-01-07"),
        ("2025-01-07T01:00:00+09:00", "2025-01-07"),
        ("2025-01-06T16:00:00Z", "2025-01-07"),
        ("2025-01-07 01:00:00.5", "2025-01-07"),
        ("2024-02-29", "2024-02-29"),
        ("", ""),
        ("  ", ""),
        (None, ""),
    ],
)
def test_a_date_is_a_day(written, day):
    assert parse_date(written) == day


@pytest.mark.parametrize(
    "written",
    [
        "01/07/2025",
        "7.1.2025",
        "2025-13-01",
        "2025-02-30",
        "어제",
        "2025",
        "25.01.07",
        "2025-01-071",
        7,
        True,
        2025.5,
        [],
    ],
)
def test_a_date_is_never_guessed(written):
    with pytest.raises(ArticleError, match="YYYY-MM-DD여야 함") as error:
        parse_date(written)
    assert str(written) in str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_encodings_are_told_apart(encoding):
    assert decode(f"{TITLE}\n\n{BODY} 똠방각하".encode(encoding)) == f"{TITLE}\n\n{BODY} 똠방각하"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (BODY.encode("utf-16"), "UTF-16"),
        (f"{BODY}\n".encode("utf-16-le"), "UTF-16"),
        (f"{BODY}\n".encode("utf-16-be"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "이진 파일"),
        (BODY.encode()[:-2], "UTF-8"),
        (BODY.encode()[:31], "바이트 29에서 끊김"),
        (f"{BODY}가".encode("cp949")[:-1], "온전한 CP949"),
        (BODY.encode()[:13] + b"\xff" + BODY.encode()[13:], "UTF-8도(바이트 13에서 어긋남) CP949도 아님"),
        (BODY.encode()[1:], "UTF-8도"),
        ("巨済市が自律運航の実証センターを誘致".encode("shift_jis"), "UTF-8도"),
        ("Ångström für Genève".encode("latin-1"), "UTF-8도"),
    ],
)
def test_other_bytes_are_named(data, reason):
    with pytest.raises(ArticleError) as error:
        decode(data)
    assert reason in str(error.value)
    assert str(error.value).endswith("야 함")


def test_normal_text_keeps_one_character_for_each_control_character():
    assert normal_text("\ufeff가\x00나\x0b다\x85라\ud800마\r바\u2028사\t\r\n") == "가 나 다 라\ufffd마\n바\n사\t\n"


@given(st.text(st.characters()))
def test_normal_text_is_nfc_and_stays_as_it_is(text):
    normal = normal_text(text)
    assert unicodedata.is_normalized("NFC", normal)
    assert normal_text(normal) == normal
    assert normal.encode().decode() == normal


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (BODY, f"{TITLE}\n\n{BODY}"),
        (f"{TITLE}\n\n{BODY}\n", f"{TITLE}\n\n{BODY}\n"),
        (f"\n{TITLE}\n{BODY}", f"\n{TITLE}\n{BODY}"),
        (f"# {TITLE}\n\n{BODY}", f"# {TITLE}\n\n{BODY}"),
        (f"{TITLE}를 반겼다.", f"{TITLE}\n\n{TITLE}를 반겼다."),
        (f"{BODY}\n\n", f"{TITLE}\n\n{BODY}\n\n"),
    ],
)
def test_the_text_begins_with_the_title_once(body, text):
    assert make_article({"title": TITLE}, body).text == text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"id": "가-1"}, "가-1"),
        ({"id": 7}, "7"),
        ({"id": "", "url": "https://a.example/1"}, hash_id("https://a.example/1")),
        ({"url": "https://a.example/1"}, hash_id("https://a.example/1")),
        ({"source_urls": ["https://a.example/2", "https://b.example"]}, hash_id("https://a.example/2")),
        ({"source_urls": []}, hash_id(BODY)),
        ({}, hash_id(BODY)),
    ],
)
def test_an_id_is_given_or_else_a_hash(fields, expected):
    assert make_article(fields, BODY).id == expected


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "가"', "끊긴 JSON"),
        ('{"title": "가', "끊긴 JSON"),
        ('{"title" "가"}', "틀린 JSON"),
        ("[" * 100_000, "읽을 수 없는 JSON"),
        ("[1, 2]", "JSON 객체가 아님"),
        ("7", "JSON 객체가 아님"),
        ('{"title": "가"}', '열쇠 "text"가 없음'),
        ('{"text": null}', "text: null: 글자여야 함"),
        ('{"text": ["가"]}', 'text: ["가"]: 글자여야 함'),
        ('{"text": " \\n"}', "빈 글"),
        ('{"text": "가", "title": 3}', "title: 수 3: 글자여야 함"),
        ('{"text": "가", "press": {"a": 1}}', "press: 객체"),
        ('{"text": "가", "id": true}', "id: 참·거짓"),
        ('{"text": "가", "id": 1.5}', "id: 수 1.5"),
        ('{"text": "가", "url": ["https://a.example"]}', "url: 목록"),
        ('{"text": "가", "source_urls": "https://a.example"}', "source_urls: 다른 것"),
        ('{"text": "가", "date": "7/1/25"}', "date: '7/1/25': YYYY-MM-DD여야 함"),
    ],
)
def test_a_bad_line_says_what_was_expected(line, reason):
    with pytest.raises(ArticleError) as error:
        parse_json(line)
    assert reason in str(error.value)


def test_a_line_with_all_keys():
    row = {
        "id": "a1",
        "title": TITLE,
        "press": "남해뉴스",
        "date": "20250107",
        "url": "https://a.example/1",
        "text": BODY,
    }
    article = parse_json(json.dumps(row | {"genre": "brief"}))
    assert (article.id, article.title, article.press, article.date, article.url) == (
        ("a1", TITLE, "남해뉴스", "2025-01-07", "https://a.example/1")
    )
    assert article.text == f"{TITLE}\n\n{BODY}"


def test_a_front_matter_keeps_what_was_written():
    article = parse_frontmatter(
        f"---\nid: 0123\ntitle: '{TITLE}'\npress: no\ndate: 2025-01-07\nurl:\n"
        f"source_urls:\n- https://a.example/1\n- https://a.example/2\ntags: [가, 나]\n---\n\n{BODY}\n\n---\n끝\n"
    )
    assert (article.id, article.title, article.press, article.date) == ("0123", TITLE, "no", "2025-01-07")
    assert article.url == "https://a.example/1"
    assert article.text == f"{TITLE}\n\n{BODY}\n\n---\n끝\n"


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("title: 가\n", "닫히지 않음"),
        ("title: [가\n---\n", "YAML이 아님"),
        ("title: 가\n  press: 나\n---\n", "3번째 줄"),
        ("그냥 글\n---\n", "`title: …` 꼴의 줄이어야 함"),
        ("---\n", "`title: …` 꼴의 줄이어야 함"),
        ("title: [가]\n---\n", "title: 목록"),
        ("date: 내일\n---\n", "date: '내일'"),
        (f"title: {'가' * 10_001}\n---\n", "10,000자 이하"),
        (f"title: {'[' * 2_000}\n---\n", "YAML이 아님"),
        ("title: &a [*a]\n---\n", "YAML이 아님"),
    ],
)
def test_a_bad_front_matter_says_what_was_expected(head, reason):
    with pytest.raises(ArticleError) as error:
        parse_frontmatter(f"---\n{head}{BODY}")
    assert reason in str(error.value)


def test_a_line_of_hyphens_further_down_is_no_front_matter():
    assert not has_frontmatter(f"{BODY}\n---\n{BODY}\n---\n")


@pytest.mark.parametrize(
    ("page", "title", "press", "date", "url"),
    [
        (
            f"남해경제 포토\n\n한바다\n\nbada@namhae.example\n\n한바다기자 기사모음\n\n{TITLE} “조선업의 미래”\n\n"
            f"남해경제   | 입력 2025.01.07 01:00\n\n{BODY}\n\n{TITLE} “조선업\n\n배너",
            f"{TITLE} “조선업의 미래”",
            "남해경제",
            "2025-01-07",
            "",
        ),
        (
            f"전체기사 최신뉴스\n\n{TITLE}\n\n기사입력 : 2023년07월20일 16:51\n\n최종수정 : 2023년07월21일 09:00\n\n"
            f"[거제=뉴스핌] 한바다 기자 = {BODY}\n",
            TITLE,
            "뉴스핌",
            "2023-07-20",
            "",
        ),
        (
            f"{TITLE} < 경제 < 기사본문 - 남해도민신문\n홈\n{TITLE}\n기자명 한바다 기자\n승인 2024.07.11 18:05\n"
            f"댓글 0\n\n{BODY}\n"
            "저작권자 © 남해도민신문 무단전재 및 재배포 금지\n발행인 : 이산들\n등록일 : 2011. 05. 26\n",
            TITLE,
            "남해도민신문",
            "2024-07-11",
            "",
        ),
        (
            f"{TITLE}\n한바다 2023. 1. 14. 21:35\n음성재생 설정\n\n[KBS 창원]{BODY}\n\n"
            "Copyright © KBS. All rights reserved.\n원문: https://news.example.kr/view/20230114001\n",
            TITLE,
            "KBS",
            "2023-01-14",
            "https://news.example.kr/view/20230114001",
        ),
        (
            f"{TITLE} | 연합뉴스\n송고시간2025-01-07 10:20\n공유\n{TITLE}\n(거제=연합뉴스) 한바다 기자 = {BODY}\n"
            "<저작권자(c) 연합뉴스,\n무단 전재-재배포 금지>\n2025/01/08 10:20 송고\nhttps://www.example.kr/\n",
            TITLE,
            "연합뉴스",
            "2025-01-07",
            "",
        ),
        (
            f"{TITLE}\n수정 2024-08-28 07:40\n등록 2024-08-27 20:11\n\n{BODY}\n",
            TITLE,
            "",
            "2024-08-27",
            "",
        ),
        (f"{TITLE}\n2018-12-20 10:31 송고 | 2018-12-21 11:32 최종수정\n\n{BODY}", TITLE, "", "2018-12-20", ""),
        (f"{TITLE}\n입력 2025.13.40\n\n{BODY}", TITLE, "", "", ""),
        (f"# {TITLE}\n\n{BODY} 2026년 3월 2일 문을 연다.", TITLE, "", "", ""),
    ],
)
def test_a_saved_page(page, title, press, date, url):
    article = parse_page(page)
    assert (article.title, article.press, article.date, article.url) == (title, press, date, url)
    assert article.text == page
    assert article.id == hash_id(url or page)
