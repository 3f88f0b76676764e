"""Articles in: files and folders are read one article at a time, and what cannot be read says why."""

import codecs
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from itertools import count
from pathlib import Path

from extractors.readers.encoding import decode
from extractors.readers.fields import normal_text
from extractors.readers.frontmatter import has_frontmatter, parse_frontmatter
from extractors.readers.jsonl import parse_json
from extractors.readers.page import parse_page
from graph.errors import ArticleError
from graph.model import Article

SUFFIXES = (".jsonl", ".md", ".txt")
# A million bytes are some 300,000 Hangul syllables, a hundred times a long article: more is a dump of many articles
# or no article at all, and would hold up the tokenizer for minutes. In JSON Lines the limit holds for each line.
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that cannot be read: `source` is "file", "file:line" or "folder", `reason` says why in Korean."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A copy of an article that is read elsewhere: the same id and the same text."""

    source: str
    id: str


@dataclass(frozen=True, slots=True)
class _Found:
    source: str
    article: Article

    @property
    def rank(self) -> tuple[str, ...]:
        article = self.article
        return (article.text_sha256, article.title, article.press, article.date, article.url, self.source)


def read_articles(sources: Iterable[Path]) -> Iterator[Article | Skipped | Duplicate]:
    """Yield the articles of files and folders, in the order of their paths, whatever the order of `sources`.

    Everything is read twice, so that memory holds ids only: first to settle which article has an id that several
    claim (that with the smallest hash of its text, which depends neither on names nor on order), then to yield.

    >>> list(read_articles([Path("없는 폴더")]))
    [Skipped(source='없는 폴더', reason='그런 파일이나 폴더가 없음')]
    """
    places = _places(sources)
    chosen: dict[str, tuple[str, ...]] = {}
    for found in _read(places):
        if isinstance(found, _Found):
            chosen[found.article.id] = min(found.rank, chosen.get(found.article.id, found.rank))
    for found in _read(places):
        yield _judge(found, chosen) if isinstance(found, _Found) else found


def _judge(found: _Found, chosen: dict[str, tuple[str, ...]]) -> Article | Skipped | Duplicate:
    text_sha256, *_, source = first = chosen.setdefault(found.article.id, found.rank)
    if found.rank == first:
        return found.article
    if found.article.text_sha256 == text_sha256:
        return Duplicate(found.source, found.article.id)
    return Skipped(found.source, f"id {found.article.id!r}: 본문이 다른 {source}의 id와 같음: 글마다 다른 id여야 함")


def _read(places: Iterable[Path | Skipped]) -> Iterator[_Found | Skipped]:
    for place in places:
        if isinstance(place, Skipped):
            yield place
        else:
            yield from _read_file(place)


def _places(sources: Iterable[Path]) -> list[Path | Skipped]:
    """Return every file once, and what is wrong with the sources themselves, by the order of their names."""
    found: dict[str, Path | Skipped] = {}
    for source in sorted(map(Path, sources)):
        for place in _expand(source):
            key = place.source if isinstance(place, Skipped) else os.path.realpath(place)
            found.setdefault(key, place)
    return sorted(found.values(), key=lambda place: place.source if isinstance(place, Skipped) else _name(place))


def _expand(source: Path) -> Iterator[Path | Skipped]:
    try:
        if source.is_file():
            yield source
        elif source.is_dir():
            yield from _files_of(source)
        elif source.exists():
            yield Skipped(_name(source), "파일도 폴더도 아님: 둘 가운데 하나여야 함")
        else:
            yield Skipped(_name(source), "그런 파일이나 폴더가 없음")
    except (OSError, ValueError) as error:
        yield Skipped(_name(source), f"열 수 없음: {_reason(error)}")


def _files_of(folder: Path) -> Iterator[Path | Skipped]:
    closed: list[OSError] = []
    files = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(parent, name) for name in names if name.lower().endswith(SUFFIXES) and not name.startswith(".")]
    yield from files
    yield from (Skipped(_name(Path(error.filename)), f"열 수 없음: {_reason(error)}") for error in closed)
    if not files and not closed:
        yield Skipped(_name(folder), "폴더에 글이 없음: .txt, .md, .jsonl로 끝나는 파일이 있어야 함")


def _read_file(path: Path) -> Iterator[_Found | Skipped]:
    if not path.is_file():
        yield Skipped(_name(path), "파일로 이어지지 않는 링크나 장치: 파일이어야 함")
        return
    try:
        with path.open("rb") as file:
            known = path.suffix.lower() in SUFFIXES
            if path.suffix.lower() == ".jsonl" or (not known and _bare(file.peek(80)).startswith(b"{")):
                yield from _read_lines(file, _name(path))
            else:
                yield _parse(file.read(MOST_BYTES + 1), _name(path), _parse_text)
    except OSError as error:
        yield Skipped(_name(path), f"열 수 없음: {_reason(error)}")


def _read_lines(file: BufferedReader, source: str) -> Iterator[_Found | Skipped]:
    empty = True
    for number in count(1):
        if not (line := file.readline(MOST_BYTES + 1)):
            break
        if len(line) > MOST_BYTES:
            _pass_over_line(file, line)
        if not _bare(line):
            continue
        if empty and (reason := _no_json_lines(line)):
            yield Skipped(source, reason)
            return
        empty = False
        yield _parse(line, f"{source}:{number}", parse_json)
    if empty:
        yield Skipped(source, "빈 파일: 한 줄에 JSON 객체 하나씩 있어야 함")


def _no_json_lines(line: bytes) -> str:
    """Say why a file is no JSON Lines at all, judged by its first line, so that not every line of it is reported."""
    if _bare(line) in (b"{", b"["):
        return "여러 줄에 걸친 JSON: 한 줄에 객체 하나씩(JSON Lines)이어야 함"
    if b"\0" in line:
        return _reason_of(line)
    return ""


def _reason_of(data: bytes) -> str:
    try:
        decode(data)
    except ArticleError as error:
        return str(error)
    return ""


def _pass_over_line(file: BufferedReader, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(MOST_BYTES)


def _bare(data: bytes) -> bytes:
    return data.removeprefix(codecs.BOM_UTF8).strip()


def _parse(data: bytes, source: str, parse: Callable[[str], Article]) -> _Found | Skipped:
    if len(data) > MOST_BYTES:
        return Skipped(source, f"{MOST_BYTES:,}바이트보다 긺: 글 하나의 본문이어야 함")
    if not _bare(data):
        return Skipped(source, "빈 파일: 글의 본문이 있어야 함")
    try:
        return _Found(source, parse(decode(data)))
    except ArticleError as error:
        return Skipped(source, str(error))


def _parse_text(text: str) -> Article:
    text = normal_text(text)
    return parse_frontmatter(text) if has_frontmatter(text) else parse_page(text)


def _name(path: Path) -> str:
    """Return a path as it is written in reports: with slashes, NFC, in characters that UTF-8 has."""
    return unicodedata.normalize("NFC", path.as_posix().encode("utf-8", "backslashreplace").decode())


def _reason(error: OSError | ValueError) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
