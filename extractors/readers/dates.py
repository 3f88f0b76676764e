"""Dates of publication: the many ways in which they are written, as `YYYY-MM-DD`.

The year always comes first; a date such as 01/07/2025 is refused, since its day and month would be a guess.
"""

import re
from datetime import date, datetime, timedelta, timezone

from graph.errors import ArticleError

# A day, year first, as Korean pages write it: 2025.01.07, 2025. 1. 7., 2025-01-07, 2025년 1월 7일.
DAY = r"(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}(?!\d)\s?[일.]?"
# What may follow the day: a weekday in brackets and a time, with 오전/오후, seconds or a zone.
CLOCK = r"(?:\s?\([월화수목금토일]\))?(?:[\sT]*(?:오전|오후|[AP]M)?\s?\d{1,2}[:시]\s?\d{2}(?:[:분]\s?\d{0,2})?초?)?"

_WRITTEN = re.compile(rf"{DAY}{CLOCK}(?:\.\d+)?\s?(?:Z|[-+]\d\d:?\d\d)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{4}|\d{6})?")
_ZONED = re.compile(r"(?:19|20)\d\d-.*\d:\d\d.*(?:Z|[-+]\d\d:?\d\d)")
_NUMBER = re.compile(r"\d+")
_KOREA = timezone(timedelta(hours=9))


def parse_date(value: object) -> str:
    """Return a day as `YYYY-MM-DD`, "" where there is none; a moment with a time zone is the day it was in Korea.

    Raises ArticleError with the value and what was expected.

    >>> [parse_date(value) for value in ("2025.01.07 01:00", "2025년 1월 7일", 20250107, "2025-01-06T16:00:00Z", None)]
    ['2025-01-07', '2025-01-07', '2025-01-07', '2025-01-07', '']
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ArticleError(f"date: {value!r}: YYYY-MM-DD여야 함")
    text = str(value).strip()
    try:
        return _day(text) if text else ""
    except ValueError as error:
        raise ArticleError(f"date: {text[:60]!r}: YYYY-MM-DD여야 함") from error


def _day(text: str) -> str:
    if _ZONED.fullmatch(text):
        return datetime.fromisoformat(text).astimezone(_KOREA).date().isoformat()
    if compact := _COMPACT.fullmatch(text):
        numbers = list(compact.groups())
    elif _WRITTEN.fullmatch(text):
        numbers = _NUMBER.findall(text)[:3]
    else:
        raise ValueError(text)
    return date(*map(int, numbers)).isoformat()
