"""Values in the text: sums of money in won, areas in square metres, and dates resolved against the article's day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SMALL = {"": 1, "십": 10, "백": 100, "천": 1000}
_UNITS = {"조": 10**12, "억": 10**8, "만": 10**4}
_MONEY = re.compile(rf"(?:{_NUMBER}\s?[천백십]?\s?[조억만]\s?)+(?:{_NUMBER}\s?)?원|(?:{_NUMBER}\s?[천백십]?\s?[조억]\s?)+(?![가-힣]*\s?(?:달러|엔|유로|톤|명|㎡))")
_PART = re.compile(rf"({_NUMBER})\s?([천백십]?)\s?([조억만]?)")
_AREA = re.compile(rf"({_NUMBER})\s?(만)?\s?(㎡|m²|제곱미터|평|㎢|ha|헥타르)")
_SQUARE_METRES = {"㎡": 1.0, "m²": 1.0, "제곱미터": 1.0, "평": 3.305785, "㎢": 1e6, "ha": 1e4, "헥타르": 1e4}


@dataclass(frozen=True, slots=True)
class Value:
    """A number where the text gives it."""

    start: int
    end: int
    number: float


def find_money(text: str, start: int = 0, end: int | None = None) -> Iterator[Value]:
    """Yield the sums of a text, in won.

    >>> [int(value.number) for value in find_money("총사업비 1조 4,799억 원, 국비 245억·도비 105억")]
    [1479900000000, 24500000000, 10500000000]
    """
    for match in _MONEY.finditer(text, start, len(text) if end is None else end):
        total = 0.0
        for number, small, unit in _PART.findall(match.group()):
            total += float(number.replace(",", "")) * _SMALL[small] * _UNITS.get(unit, 1)
        yield Value(match.start(), match.end(), round(total))


def find_areas(text: str, start: int = 0, end: int | None = None) -> Iterator[Value]:
    """Yield the areas of a text, in square metres.

    >>> [value.number for value in find_areas("339만㎡, 46만 평")]
    [3390000, 1520661]
    """
    for match in _AREA.finditer(text, start, len(text) if end is None else end):
        number = float(match.group(1).replace(",", "")) * (10**4 if match.group(2) else 1)
        yield Value(match.start(), match.end(), round(number * _SQUARE_METRES[match.group(3)]))


@dataclass(frozen=True, slots=True)
class When:
    """A date where the text gives it: ISO to the grain that is said (year, month or day).

    `bound` is "end" for 2028년까지, "start" for 2024년부터, else "".
    """

    start: int
    end: int
    iso: str
    bound: str


_YEAR = r"(?P<year>\d{4})년|(?P<rel>지난해|작년|올해|금년|내년|내후년|재작년|그해|이듬해)"
_DATE = re.compile(
    rf"(?:(?:{_YEAR})(?:\s(?P<m1>\d{{1,2}})월(?:\s(?P<d1>\d{{1,2}})일)?)?"
    r"|(?P<last>지난|오는|내년|이번)\s(?P<m2>\d{1,2})월(?:\s(?P<d2>\d{1,2})일)?"
    r"|(?P<month>지난달|이달|다음\s?달|내달)(?:\s(?P<d3>\d{1,2})일)?"
    r"|(?<![\d.])(?P<m4>\d{1,2})월\s(?P<d4>\d{1,2})일"
    r"|(?:(?P<past>지난)\s)?(?<![\d.월년])(?P<d5>\d{1,2})일(?=[\s,은에의까부]|$)"
    r"|(?P<today>이날))"
    r"(?:\s?(?:상반기|하반기|초|말|중|연말|하순|중순|초순))?(?P<bound>까지|부터)?"
)
_RELATIVE = {"재작년": -2, "지난해": -1, "작년": -1, "올해": 0, "금년": 0, "내년": 1, "내후년": 2, "그해": 0, "이듬해": 1}


def find_dates(text: str, today: str, start: int = 0, end: int | None = None) -> Iterator[When]:
    """Yield the dates of a text; `today` is the article's day (`YYYY-MM-DD`), without which only full years are resolved.

    A bare day or month is the last one before the article, or with 오는 the next one.

    >>> [when.iso for when in find_dates("지난해 3월, 지난 25일, 2028년까지", "2025-01-07")]
    ['2024-03', '2024-12-25', '2028']
    """
    day = date.fromisoformat(today) if today else None
    year = day.year if day else 0
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        found = match.groupdict()
        iso = _iso(found, day, year)
        if found["year"]:
            year = int(found["year"])
        elif found["rel"] in ("그해", "이듬해"):
            year += _RELATIVE[found["rel"]]
        if iso:
            bound = {"까지": "end", "부터": "start"}.get(found["bound"] or "", "")
            yield When(match.start(), match.end(), iso, bound)


def _iso(found: dict[str, str | None], day: date | None, year: int) -> str:
    if found["year"]:
        return _join(int(found["year"]), found["m1"], found["d1"])
    if day is None:
        return ""
    if found["rel"]:
        base = year if found["rel"] in ("그해", "이듬해") else day.year
        return _join(base + _RELATIVE[found["rel"]], found["m1"], found["d1"])
    if found["m2"]:
        return _join(_year_of(int(found["m2"]), day, ahead=found["last"] == "오는"), found["m2"], found["d2"])
    if found["month"]:
        shift = {"지난달": -1, "이달": 0}.get(found["month"], 1)
        first = date(day.year + (day.month - 1 + shift) // 12, (day.month - 1 + shift) % 12 + 1, 1)
        return _join(first.year, str(first.month), found["d3"])
    if found["m4"]:
        return _join(_year_of(int(found["m4"]), day, ahead=False), found["m4"], found["d4"])
    if found["d5"]:
        return _last_day(int(found["d5"]), day)
    return day.isoformat()


def _join(year: int, month: str | None, day: str | None) -> str:
    if month is None or not 1 <= int(month) <= 12:
        return f"{year}"
    if day is None or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def _year_of(month: int, day: date, *, ahead: bool) -> int:
    if ahead:
        return day.year + (month < day.month)
    return day.year - (month > day.month)


def _last_day(number: int, day: date) -> str:
    """Return the latest day of that number that is not after the article's."""
    for back in range(62):
        then = day - timedelta(days=back)
        if then.day == number:
            return then.isoformat()
    return ""
