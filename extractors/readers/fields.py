"""From the fields of an article, as any format gives them, to the Article: types checked, text NFC, an id."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping

from extractors.readers.dates import parse_date
from graph.errors import ArticleError
from graph.model import Article

# A first line longer than this is a paragraph, not a headline: the longest headlines run to some 60 characters.
LONGEST_HEADLINE = 120

_LINE_BREAK = re.compile("\r\n|[\r\u2028\u2029]")
# Control characters mean nothing in an article and break XML; one space each. Halves of surrogate pairs and
# noncharacters cannot be written as UTF-8 or XML at all.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_HEADING = re.compile(r"#{1,6}\s+")
_KINDS = {bool: "참·거짓", int: "수", float: "수", list: "목록", dict: "객체"}


def normal_text(text: str) -> str:
    r"""Return the text as it is stored: NFC, lines broken by \n, no byte order mark, no control characters.

    >>> normal_text("\ufeff창원시\r\n드론\x00특구")
    '창원시\n드론 특구'
    """
    text = _LINE_BREAK.sub("\n", text.lstrip("\ufeff"))
    text = _UNWRITABLE.sub("\ufffd", _CONTROL.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def normal_line(text: str) -> str:
    """Return a text as one line, single spaces between its words.

    >>> normal_line(" 창원시,\\n드론  특구 ")
    '창원시, 드론 특구'
    """
    return " ".join(normal_text(text).split())


def hash_id(value: str) -> str:
    """Return the id of an article that brings none: 16 hex digits of the hash of its address, or else of its text.

    >>> hash_id("https://news.example.kr/20250107")
    'cd7cb90bf47ed511'
    """
    return hashlib.sha256(value.encode()).hexdigest()[:16]


def headline(text: str) -> str:
    """Return the first line that says something, if it is short enough for a headline, else "".

    >>> headline("\\n# 창원시, 드론 특구 지정\\n\\n창원시가 …")
    '창원시, 드론 특구 지정'
    """
    first = _HEADING.sub("", normal_line(text.lstrip().partition("\n")[0]), count=1)
    return first if len(first) <= LONGEST_HEADLINE else ""


def make_article(fields: Mapping[str, object], body: str) -> Article:
    """Return the article of a body and its fields id, title, press, date, url or source_urls; others are ignored.

    The text is the body where its first line is the title, else title, blank line, body.
    Raises ArticleError, naming the field, its value and what was expected.

    >>> make_article({"title": "창원시, 드론 특구", "date": "2025.1.7"}, "창원시가 나섰다.").text
    '창원시, 드론 특구\\n\\n창원시가 나섰다.'
    """
    if not (body := normal_text(body)).strip():
        raise ArticleError("빈 글: 글의 본문이 있어야 함")
    title, url = _line(fields, "title"), _url(fields)
    text = body if not title or headline(body) == title else f"{title}\n\n{body}"
    return Article(
        id=_id(fields) or hash_id(url or text),
        title=title or headline(body),
        press=_line(fields, "press"),
        date=parse_date(fields.get("date")),
        url=url,
        text=text,
    )


def _line(fields: Mapping[str, object], key: str) -> str:
    value = fields.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(key, value, "글자여야")
    return normal_line(value)


def _id(fields: Mapping[str, object]) -> str:
    value = fields.get("id")
    return str(value) if type(value) is int else _line(fields, "id")


def _url(fields: Mapping[str, object]) -> str:
    urls = fields.get("source_urls")
    if _line(fields, "url") or urls is None:
        return _line(fields, "url")
    if not isinstance(urls, list) or not all(isinstance(url, str) for url in urls):
        raise _wrong("source_urls", urls, "글자의 목록이어야")
    return normal_line(urls[0]) if urls else ""


def _wrong(key: str, value: object, expected: str) -> ArticleError:
    return ArticleError(f"{key}: {_KINDS.get(type(value), '다른 것')} {str(value)[:60]}: {expected} 함")
