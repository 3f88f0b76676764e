"""The files of the registers: which columns each has and what may stand in them, read row by row and checked."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

from graph.errors import DataError

SEPARATOR = "|"
Row = dict[str, str]

_CODE = re.compile(r"\d{10}")
_DEGREES = re.compile(r"\d{2,3}\.\d+")
_STOCK_CODE = re.compile(r"[0-9A-Z]{6}")
_KSIC = re.compile(r"\d{2,5}(\|\d{2,5})*")


@dataclass(frozen=True, slots=True)
class Register:
    """How to read one CSV: the entity type of its entries, and its columns beside name, aliases and weak.

    `kind` is the column that says more than the type and `kinds` its values; `parent` is the column that names the
    region or broader industry above an entry; `codes` are the columns an entity carries on, with their patterns.
    """

    file: str
    type: str
    kind: str = ""
    kinds: tuple[str, ...] = ()
    parent: str = ""
    codes: Mapping[str, re.Pattern[str] | None] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the file must have."""
        return ("name", "aliases", "weak", *filter(None, (self.kind, self.parent)), *self.codes, *self.others)


BODY_KINDS = (
    "government",
    "ministry",
    "agency",
    "committee",
    "assembly",
    "court",
    "public",
    "institute",
    "local_public",
    "association",
    "bank",
)
SITE_KINDS = (
    "national_complex",
    "complex",
    "cluster",
    "techno_valley",
    "economic_zone",
    "trade_zone",
    "research_zone",
    "innovation_city",
    "enterprise_city",
    "port",
    "airport",
    "power",
    "facility",
)
_DATES = ("valid_from", "valid_to", "successor")
REGISTERS = (
    Register(
        "regions.csv",
        "Region",
        kind="level",
        kinds=("sido", "sigungu", "gu", "eupmyeondong", "area"),
        parent="parent",
        codes={"code": _CODE, "latitude": _DEGREES, "longitude": _DEGREES},
        others=("full", *_DATES),
    ),
    Register(
        "bodies.csv",
        "Organization",
        kind="kind",
        kinds=BODY_KINDS,
        parent="region",
        others=_DATES,
    ),
    Register("universities.csv", "Organization", parent="region"),
    Register(
        "companies.csv",
        "Organization",
        parent="region",
        codes={"stock_code": _STOCK_CODE, "market": None, "industry": None},
    ),
    Register("industries.csv", "Industry", parent="broader", codes={"ksic": _KSIC}),
    Register(
        "sites.csv",
        "Site",
        kind="kind",
        kinds=SITE_KINDS,
        parent="region",
    ),
    Register("projects.csv", "Project", parent="region"),
    Register("policies.csv", "Policy", kind="kind", kinds=("law", "plan", "strategy", "zone", "review", "scheme")),
)
TITLE_COLUMNS = ("title", "public")


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a CSV with the place of each, as `regions.csv:12`.

    Raises DataError where the file is missing, is not UTF-8 or NFC, lacks a column or has a row of another length.
    """
    name = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DataError(f"{path}: there is no such register; a CSV with {','.join(columns)} expected") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: byte {error.start} is not UTF-8; a CSV in UTF-8 expected") from error
    composed = unicodedata.is_normalized("NFC", text)
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        for column in columns:
            expect(column in header, f"{name}:1", "header", ",".join(header), f"a column {column!r}")
        for values in reader:
            where = f"{name}:{reader.line_num}"
            if len(values) != len(header):
                raise DataError(f"{where}: {len(values)} fields; {len(header)} expected: {','.join(header)}")
            row = dict(zip(header, values, strict=True))
            if not composed:
                _expect_composed(where, row)
            yield where, row
    except csv.Error as error:
        raise DataError(f"{name}:{reader.line_num}: {error}; a line of CSV expected") from error


def read_register(folder: Path, register: Register) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a register; each holds what its columns may hold.

    Raises DataError, with file, line, column, value and what was expected.
    """
    codes = [(column, pattern) for column, pattern in register.codes.items() if pattern]
    dates = [column for column in ("valid_from", "valid_to") if column in register.others]
    for where, row in read_rows(folder / register.file, register.columns):
        if register.kinds and row[register.kind] not in register.kinds:
            expect(False, where, register.kind, row[register.kind], f"one of {', '.join(register.kinds)}")
        for column, pattern in codes:
            if row[column] and not pattern.fullmatch(row[column]):
                expect(False, where, column, row[column], f"{pattern.pattern} or nothing")
        for column in dates:
            if row[column]:
                _expect_date(where, column, row[column])
        yield where, row


def forms_of(row: Row) -> tuple[str, ...]:
    """Return all forms of a row, the name first, each once.

    >>> forms_of({"name": "한국토지주택공사", "aliases": "LH|토지주택공사", "weak": ""})
    ('한국토지주택공사', 'LH', '토지주택공사')
    """
    full = (row["full"],) if row.get("full") else ()
    return tuple(dict.fromkeys((row["name"], *full, *split_cell(row["aliases"]), *split_cell(row["weak"]))))


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several."""
    return tuple(cell.split(SEPARATOR)) if cell else ()


def expect(holds: bool, where: str, column: str, value: str, expected: str) -> None:
    """Raise DataError with file, line, value and what was expected, unless it holds."""
    if not holds:
        raise DataError(f"{where}: {column} is {value!r}; {expected} expected")


def _expect_composed(where: str, row: Row) -> None:
    for column, value in row.items():
        expect(unicodedata.is_normalized("NFC", value), where, column, value, "text in the composed form NFC")


def _expect_date(where: str, column: str, value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise DataError(f"{where}: {column} is {value!r}; a day as YYYY-MM-DD or nothing expected") from error
