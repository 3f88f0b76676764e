"""Values in the text: sums of money in won, areas in square metres, and dates resolved against the article's day."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

# A number as news writes it: 1조 4,799억, 1천500억, 2억5000만. What stands before 만, 억 or 조 is below ten thousand.
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_SMALL = rf"(?:(?:{_DIGITS}\s?[천백십]\s?)+(?:{_DIGITS}\s?)?|{_DIGITS}\s?)"
_STARTS = r"(?<!\d)(?<!\d[.,])(?=\d)"
_MONEY = re.compile(rf"{_STARTS}(?:{_SMALL}조\s?)?+(?:{_SMALL}억\s?)?+(?:{_SMALL}만\s?)?+(?:{_SMALL}(?=원))?+원?")
_PART = re.compile(rf"({_DIGITS})\s?([천백십]?)\s?([조억만]?)")
_WORTH = {
    "": 1,
    "십": 10,
    "백": 100,
    "천": 1000,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
}
# A price of some thousands is no sum of policy; from 억 on a number is one without 원, but for 2억 달러 and 1억여 명.
_COUNTED, _LARGE = re.compile(r"[만억조]"), re.compile(r"[억조]")
_OTHER_UNIT = re.compile(r"[가-힣]*\s?(?:달러|엔|유로|위안|톤|명|㎡)")

# 평 is also how 평가 and 평생 begin; a price is for 3.3㎡당.
_AREA = re.compile(
    rf"{_STARTS}(?P<number>(?:{_SMALL}만\s?)?+(?:{_SMALL})?+)"
    r"(?P<unit>㎡|m²|제곱미터|㎢|헥타르|ha(?![A-Za-z])|평(?=[은을이의에과도만여대]|으로|까지|규모|가량|정도|[^가-힣]|$))(?!\s?당)"
)
_SQUARE_METRES = {
    "㎡": 1.0,
    "m²": 1.0,
    "제곱미터": 1.0,
    "평": 3.305785,
    "㎢": 1e6,
    "ha": 1e4,
    "헥타르": 1e4,
}


@dataclass(frozen=True, slots=True)
class Value:
    """A number where the text gives it, in won or square metres."""

    start: int
    end: int
    number: int


def find_money(text: str, start: int = 0, end: int | None = None) -> Iterator[Value]:
    """Yield the sums of a text, in won.

    >>> [value.number for value in find_money("총사업비 1조 4,799억 원, 국비 1천245억·도비 105억, 외자 500만 달러")]
    [1479900000000, 124500000000, 10500000000]
    """
    for match in _MONEY.finditer(text, start, len(text) if end is None else end):
        words = match.group().rstrip()
        stop = match.start() + len(words)
        says_won = words.endswith("원") or (_LARGE.search(words) and not _OTHER_UNIT.match(text, stop))
        if says_won and _COUNTED.search(words):
            yield Value(match.start(), stop, round(_number(words)))


def find_areas(text: str, start: int = 0, end: int | None = None) -> Iterator[Value]:
    """Yield the areas of a text, in square metres.

    >>> [value.number for value in find_areas("339만㎡, 46만 평, 33만5천㎡")]
    [3390000, 1520661, 335000]
    """
    for match in _AREA.finditer(text, start, len(text) if end is None else end):
        number = _number(match["number"]) * _SQUARE_METRES[match["unit"]]
        yield Value(match.start(), match.end(), round(number))


def _number(words: str) -> float:
    total = below = 0.0
    for digits, small, large in _PART.findall(words):
        below += float(digits.replace(",", "")) * _WORTH[small]
        if large:
            total, below = total + below * _WORTH[large], 0.0
    return total + below


_RELATIVE_YEARS = {
    "재작년": -2,
    "지난해": -1,
    "작년": -1,
    "올해": 0,
    "금년": 0,
    "내년": 1,
    "내후년": 2,
}
_LATER_YEARS = {"그해": 0, "이듬해": 1}
_MONTHS = {"지난달": -1, "이달": 0, "다음달": 1, "다음 달": 1, "내달": 1}
_BOUNDS = {"까지": "end", "부터": "start"}
_YEAR = re.compile(rf"(?<!\d)\d{{4}}(?=년)|(?<![가-힣])(?:{'|'.join((*_RELATIVE_YEARS, *_LATER_YEARS))})")
_MONTH_DAY = r"(?:\s?\d{1,2}월(?:\s?\d{1,2}일)?)"
# The ways to give a date, the first that matches is taken: 2024년 3월 2일 and 지난해 3월, 오는 3월, 지난달 25일,
# 3월 2일, 지난 25일 and 25일, 이날. A number of days is no date (10일 만에), nor is what comes every month.
_DATE = re.compile(
    rf"(?:(?P<year>(?:{_YEAR.pattern})년?{_MONTH_DAY}?)"
    r"|(?P<near_month>(?:지난|오는|이번)\s\d{1,2}월(?:\s?\d{1,2}일)?)"
    rf"|(?P<named_month>(?<![가-힣])(?:{'|'.join(_MONTHS)})(?:\s\d{{1,2}}일)?)"
    r"|(?P<month_day>(?<![\d.])\d{1,2}월\s?\d{1,2}일)"
    r"|(?P<near_day>(?:(?:지난|오는)\s)?(?<![\d.월년])(?<!매월 )(?<!매달 )(?<!같은 달 )\d{1,2}일"
    r"(?=[\s,은에의까부]|$)(?!\s?(?:동안|만에|이내|이상|연속|넘게)))"
    r"|(?P<today>(?<![가-힣])이날))"
    r"(?:\s?(?:상반기|하반기|연말|초순|중순|하순|초|중|말))?(?P<bound>까지|부터)?"
)


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date where the text gives it: ISO to the grain that is said (year, month or day).

    `bound` is "end" for 2028년까지, "start" for 2024년부터, else "".
    """

    start: int
    end: int
    iso: str
    bound: str


def find_dates(text: str, today: str, start: int = 0, end: int | None = None) -> Iterator[DateValue]:
    """Yield the dates of a text; `today` is the article's day (`YYYY-MM-DD`), without which only full years resolve.

    A bare day or month is the last one before the article, or with 오는 the next one.

    >>> [found.iso for found in find_dates("지난해 3월, 지난 25일, 2028년까지", "2025-01-07")]
    ['2024-03', '2024-12-25', '2028']
    """
    day = date.fromisoformat(today) if today else None
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        iso = _resolve(match, day)
        if iso:
            yield DateValue(match.start(), match.end(), iso, _BOUNDS.get(match["bound"] or "", ""))


def _resolve(match: re.Match[str], today: date | None) -> str:
    numbers = [int(number) for number in re.findall(r"\d+", match.group())]
    if match["year"]:
        year = _year(match.string, match.start(), today)
        return _iso(year, *numbers[match["year"][0].isdigit() :]) if year else ""
    if today is None:
        return ""
    if match["named_month"]:
        return _iso(
            *_shift(today, _MONTHS[re.sub(r"\s?\d.*", "", match["named_month"])]),
            *numbers,
        )
    if match["near_day"]:
        return _nearest_day(numbers[0], today, ahead=match["near_day"].startswith("오는"))
    if match["today"]:
        return today.isoformat()
    ahead = match.group().startswith("오는")
    return _iso(_nearest_year(numbers[0], today, ahead=ahead), *numbers)


def _year(text: str, at: int, today: date | None) -> int | None:
    """Return the year that the words at a position name; 그해 and 이듬해 count from the year named before them."""
    match = _YEAR.match(text, at)
    if match is None:
        return None
    word = match.group()
    if word in _LATER_YEARS:
        before = [earlier.start() for earlier in _YEAR.finditer(text, 0, at)]
        base = _year(text, before[-1], today) if before else None
        return base + _LATER_YEARS[word] if base else None
    if word in _RELATIVE_YEARS:
        return today.year + _RELATIVE_YEARS[word] if today else None
    return int(word)


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return a date to the finest grain that the calendar has (2월 30일 is just 2월)."""
    if month is None or not 1 <= month <= 12:
        return f"{year:04}"
    if day is None or not 1 <= day <= monthrange(year, month)[1]:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}"


def _shift(today: date, months: int) -> tuple[int, int]:
    years, month = divmod(today.month - 1 + months, 12)
    return today.year + years, month + 1


def _nearest_year(month: int, today: date, *, ahead: bool) -> int:
    return today.year + (month < today.month) if ahead else today.year - (month > today.month)


def _nearest_day(number: int, today: date, *, ahead: bool) -> str:
    """Return the next or the latest day of that number; two months always hold one, if any month does."""
    days = (today + timedelta(days=distance if ahead else -distance) for distance in range(62))
    return next((day.isoformat() for day in days if day.day == number), "")
