"""Values in the text: sums of money in won, areas in square metres, and dates resolved against the article's day."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# A number as news writes it: 1조 4,799억, 1천500억, 2억5000만. What stands before 만, 억 or 조 is below ten thousand.
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_SMALL = rf"(?:(?:{_DIGITS}\s?[천백십]\s?)+(?:{_DIGITS}\s?)?|{_DIGITS}\s?)"
_STARTS = r"(?<!\d)(?<!\d[.,])(?=\d)"
_MONEY = re.compile(
    rf"{_STARTS}(?:{_SMALL}여?조\s?)?+(?:{_SMALL}여?억\s?)?+(?:{_SMALL}여?\s?만\s?)?+(?:{_SMALL}(?=원))?+원?"
)
_PART = re.compile(rf"({_DIGITS})\s?([천백십]?)여?\s?([조억만]?)")
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
    rf"{_STARTS}(?P<number>(?:{_SMALL}여?\s?만\s?)?+(?:{_SMALL})?+)(?:여\s?)?"
    r"(?P<unit>㎡|m²|제곱미터|㎢|헥타르|㏊|ha(?![A-Za-z])|평(?=[은을이의에과도만여대]|으로|까지|규모|가량|정도|[^가-힣]|$))(?!\s?당)"
)
_SQUARE_METRES = {
    "㎡": 1.0,
    "m²": 1.0,
    "제곱미터": 1.0,
    "평": 3.305785,
    "㎢": 1e6,
    "ha": 1e4,
    "㏊": 1e4,
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
    "올": 0,
    "금년": 0,
    "내년": 1,
    "내후년": 2,
}
_LATER_YEARS = {"그해": 0, "같은 해": 0, "이듬해": 1}
_MONTHS = {"지난달": -1, "이달": 0, "다음달": 1, "다음 달": 1, "내달": 1}
_BOUNDS = {"까지": "end", "부터": "start"}
# 2020~2024년 and (2026∼2030) are periods.
_TO = "~∼～–-"
_YEARS = rf"(?<!\d)\d{{4}}(?=년|\s?[{_TO}]\s?\d{{4}}(?:년|\)))|(?<=[{_TO}])\d{{4}}(?=\))"
_YEAR = (
    rf"{_YEARS}|(?<![가-힣])(?:{'|'.join((*_LATER_YEARS, *_RELATIVE_YEARS))})(?<!올)|(?<![가-힣])올(?=\s?\d{{1,2}}월)"
)
_MONTH_DAY = r"(?:\s?\d{1,2}월(?:\s?\d{1,2}일)?)"
# What follows a month or a day that is a date: 8월에는, 25일, 4일(현지시간), not 3월호 or 10일 만에.
_ON = r"(?=[\s,.(은에의까부]|$)"
# Where none of these characters stands no date begins; told first, the search is six times as fast.
_BEGIN = "".join(
    sorted({word[0] for word in (*_LATER_YEARS, *_RELATIVE_YEARS, *_MONTHS, "지난", "오는", "이번", "이날")})
)
# The ways to give a date, the first that matches is taken: 2024년 3월 2일 and 지난해 3월, 2024. 3. 2., 오는 3월,
# 지난달 25일, 같은 달 25일, 3월 2일 and 8월에는, 지난 25일 and 25일, 이날. A number of days is no date (10일 만에),
# nor is what comes every month.
_DATE = re.compile(
    rf"(?=[\d{_BEGIN}])(?:(?P<year>(?:{_YEAR})년?{_MONTH_DAY}?)"
    r"|(?P<dotted>(?<![\d.])(?:19|20)\d{2}\.\s?\d{1,2}\.(?:\s?\d{1,2}(?!\d)\.?)?)"
    r"|(?P<near_month>(?:지난|오는|이번)\s\d{1,2}월(?:\s?\d{1,2}일)?)"
    rf"|(?P<named_month>(?<![가-힣])(?:{'|'.join(_MONTHS)})(?:\s\d{{1,2}}일)?)"
    r"|(?P<same_month>같은 달\s\d{1,2}일)"
    rf"|(?P<month>(?<![\d.{_TO}월년])(?<!매년 )(?<!해마다 )\d{{1,2}}월(?:\s?\d{{1,2}}일|(?!\s?\d){_ON}))"
    rf"|(?P<near_day>(?:(?:지난|오는)\s)?(?<![\d.월년])(?<!매월 )(?<!매달 )\d{{1,2}}일{_ON}"
    r"(?!\s?(?:동안|만에|이내|이상|연속|넘게)))"
    r"|(?P<today>(?<![가-힣])이날))"
    r"(?:\s?(?:상반기|하반기|연말|초순|중순|하순|초|중|말))?(?P<bound>까지|부터)?"
)
# A month without a year and without any date before it lies ahead if it comes so soon, else behind.
_SOON = 4


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date where the text gives it: ISO to the grain that is said (year, month or day).

    `bound` is "end" for 2028년까지, "start" for 2024년부터, else "".
    """

    start: int
    end: int
    iso: str
    bound: str


def find_dates(text: str, today: str, start: int = 0, end: int | None = None, before: str = "") -> Iterator[DateValue]:
    """Yield the dates of a text; `today` is the article's day (`YYYY-MM-DD`), without which only full years resolve.

    A month without a year, 그해 and 같은 달 count from the date told last; `before` is the one before the text, in ISO
    form. A bare day is the last one before the article, or with 오는 the next one.

    >>> [found.iso for found in find_dates("지난해 3월에 뽑혔고 8월에는 착공했다. 지난 25일, 2028년까지", "2025-01-07")]
    ['2024-03', '2024-08', '2024-12-25', '2028']
    """
    day = date.fromisoformat(today) if today else None
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        iso = _resolve(match, day, before)
        if iso:
            yield DateValue(match.start(), match.end(), iso, _bound(match))
            before = iso


def _bound(match: re.Match[str]) -> str:
    """Tell whether a date is the start or the end of a period."""
    if match["bound"]:
        return _BOUNDS[match["bound"]]
    if not match["year"]:
        return ""
    text, start, end = match.string, match.start(), match.end()
    if start and text[start - 1] in _TO:
        return "end"
    return "start" if text[end : end + 2].lstrip()[:1] in tuple(_TO) else ""


def _resolve(match: re.Match[str], today: date | None, before: str) -> str:
    numbers = [int(number) for number in re.findall(r"\d+", match.group())]
    if match["year"]:
        year = _year(match["year"], today, before)
        return _iso(year, *numbers[match["year"][0].isdigit() :]) if year else ""
    if match["dotted"]:
        return _iso(*numbers)
    if match["same_month"]:
        return _iso(int(before[:4]), int(before[5:7]), *numbers) if len(before) > len("2024") else ""
    if match["month"] and before:
        return _iso(int(before[:4]), *numbers)
    return _near(match, numbers, today) if today else ""


def _near(match: re.Match[str], numbers: Sequence[int], today: date) -> str:
    """Return the month or day that words mean on the day of the article."""
    if match["named_month"]:
        return _iso(*_shift(today, _MONTHS[re.sub(r"\s?\d.*", "", match["named_month"])]), *numbers)
    if match["near_day"]:
        return _nearest_day(numbers[0], today, ahead=match["near_day"].startswith("오는"))
    if match["today"]:
        return today.isoformat()
    ahead = (numbers[0] - today.month) % 12 <= _SOON if match["month"] else match.group().startswith("오는")
    return _iso(_nearest_year(numbers[0], today, ahead=ahead), *numbers)


def _year(words: str, today: date | None, before: str) -> int | None:
    """Return the year that words begin with; 그해 and 이듬해 count from the date before them."""
    if words[0].isdigit():
        return int(words[:4])
    for word, years in _LATER_YEARS.items():
        if words.startswith(word):
            return int(before[:4]) + years if before else None
    years = next(years for word, years in _RELATIVE_YEARS.items() if words.startswith(word))
    return today.year + years if today else None


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
