"""Saved pages as plain text: title, press, date and address found in what stands around the article."""

import re
from collections.abc import Iterable, Iterator

from extractors.furniture import title_span
from extractors.furniture_patterns import FOOTER, LEAD_IN, PRESS, SMALL_PRINT
from extractors.readers.dates import CLOCK, DAY, parse_date
from extractors.readers.fields import hash_id, headline, normal_line, normal_text
from graph.errors import ArticleError
from graph.model import Article

# A line with the date of publication holds little else; longer lines are captions or sentences with a date in them.
LONGEST_DATE_LINE = 100

_DATE = re.compile(DAY)
_PUBLISHED = re.compile(
    rf"(?:입력|등록|승인|송고|작성|게재|게시|발행|배포|보도|출고)\w{{0,2}}\s*[:：|]?\s*{DAY}|{DAY}{CLOCK}\s?송고"
)
_MODIFIED = re.compile(r"수정|업데이트|최종|편집")
_NAMED = (
    re.compile(rf"^({PRESS})\s*[|ㅣ]"),
    re.compile(r"^([\w·]+)\s*[|ㅣ]\s*(?:기사)?(?:입력|등록|승인|송고)"),
    re.compile(rf"^[\[(【<]\s?[가-힣·,\s]{{2,20}}=\s?({PRESS})\s?[\])】>]"),
    re.compile(rf"^[\[(【]\s?({PRESS})(?:\s[가-힣]{{2,4}})?\s?[\])】]"),
    re.compile(r"(?:저작권자|copyright|[\[<(])?\s?(?:ⓒ|©|\(c\))\s?(?:20\d\d\s)?(?!무단|all)(\w+)", re.IGNORECASE),
    re.compile(rf"(?:저작권자\s|기사\s?(?:등록|제공)\s?:\s?)({PRESS})"),
    re.compile(rf"^({PRESS})\s[가-힣]{{2,4}}\s?(?:[가-힣]{{2,4}}\s)?기자"),
    re.compile(rf"\s[-|<–ㅣ:]\s({PRESS})$"),
)
# The address of one article holds its number or its name; that of a site or a section does not.
_ADDRESS = re.compile(r"(?:^|\s|[:：(<])(https?://[^\s/]+/[^\s<>\"]*(?:\d{4,}|\.html?)[^\s<>\"]*?)[)>.,]*(?=\s|$)")
_ADDRESS_LABEL = re.compile(r"원문|출처|주소|링크|URL|source", re.IGNORECASE)


def parse_page(text: str) -> Article:
    """Return the article of a saved page; its text is the whole page, so that offsets count in the file as it is.

    Raises ArticleError where there is no text.

    >>> article = parse_page("창원시, 드론 특구 지정\\n경남뉴스 | 입력 2025.01.07 01:00\\n\\n창원시가 나섰다.\\n")
    >>> article.title, article.press, article.date
    ('창원시, 드론 특구 지정', '경남뉴스', '2025-01-07')
    """
    if not (text := normal_text(text)).strip():
        raise ArticleError("빈 글: 글의 본문이 있어야 함")
    lines = [line for raw in text.split("\n") if (line := raw.strip())]
    url = _address(lines)
    return Article(hash_id(url or text), _title(text), _press(lines), _published(lines), url, text)


def _title(text: str) -> str:
    start, end = title_span(text)
    return headline(normal_line(text[start:end]))


def _published(lines: Iterable[str]) -> str:
    """Return the day of first publication: a labelled one, else one that fills its line, else that of a revision."""
    short = (line for line in lines if len(line) <= LONGEST_DATE_LINE)
    dated = [line for line in short if _DATE.search(line) and not FOOTER.search(line)]
    labelled = (line for line in dated if _PUBLISHED.search(line))
    alone = (line for line in dated if SMALL_PRINT.fullmatch(line) and not _MODIFIED.search(line))
    revised = (line for line in dated if SMALL_PRINT.fullmatch(line))
    return next((min(days) for ranked in (labelled, alone, revised) for line in ranked if (days := [*_days(line)])), "")


def _days(line: str) -> Iterator[str]:
    for found in _DATE.finditer(line):
        try:
            yield parse_date(found.group())
        except ArticleError:
            continue  # 2025.13.40 is no day: the next one on the line may be


def _press(lines: Iterable[str]) -> str:
    lines = [line for line in lines if len(line) <= LONGEST_DATE_LINE or LEAD_IN.match(line)]
    return next((found[1] for named in _NAMED for line in lines if (found := named.search(line))), "")


def _address(lines: Iterable[str]) -> str:
    """Return the address that the page gives as its own: alone on its line, or behind a label."""
    for line in lines:
        found = _ADDRESS.search(line)
        if found and (found[1] == line or _ADDRESS_LABEL.search(line[: found.start(1)])):
            return found[1]
    return ""
