"""Judgements: which ways to name things are one thing, in a file that a person reads and edits, one line each."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import DataError

SAME, DIFFERENT, UNSURE = "same_as", "different", "unsure"
MACHINE, USER = "machine", "user"
# In the order in which a person wants to read them: what was merged, what is asked, what was told apart.
JUDGEMENTS = (SAME, UNSURE, DIFFERENT)
# The file that a person edits, and beside it what the machine last wrote there: so a line that is gone is seen.
FILE, WRITTEN = "judgements.csv", ".judgements.csv"
COLUMNS = ("left", "right", "judgement", "score", "rule", "reason", "origin")
_REMOVED = "사람이 지운 줄"


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """Two handles, whether they are one thing, and why.

    A handle is an entity's type and name, with what tells it from others of that name behind an `@`: a region, the body
    of an office or an article. `score` lies in 0..1; `rule` names what judged; `origin` says who.
    """

    left: str
    right: str
    judgement: str
    score: float
    rule: str
    reason: str
    origin: str = MACHINE

    @property
    def pair(self) -> tuple[str, str]:
        """The two handles in order."""
        return (self.left, self.right) if self.left <= self.right else (self.right, self.left)


def judge(pair: tuple[str, str], judgement: str, score: float, rule: str, reason: str) -> Judgement:
    """Return a judgement of the machine on two handles, in their order."""
    return Judgement(min(pair), max(pair), judgement, score, rule, reason)


def generate_judgements(judgements: Iterable[Judgement]) -> Iterator[str]:
    r"""Yield the lines of a judgement file, merges first and differences last, after the header; without line breaks.

    >>> one = Judgement("Project:드론 단지@창원시", "Project:드론 특화단지@창원시", "same_as", 0.9, "likeness", "")
    >>> list(generate_judgements([one]))[1]
    'Project:드론 단지@창원시,Project:드론 특화단지@창원시,same_as,0.90,likeness,,machine'
    """
    yield ",".join(COLUMNS)
    for j in sorted(judgements, key=lambda j: (JUDGEMENTS.index(j.judgement), j)):
        yield _line((*j.pair, j.judgement, f"{j.score:.2f}", j.rule, j.reason, j.origin))


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def parse_judgements(lines: Iterable[str], *, source: str = "<lines>") -> Iterator[Judgement]:
    """Yield a judgement a line. A line needs left, right and judgement; one that names no origin is a person's.

    Raises DataError, naming `source`, the line, the value and what was expected.
    """
    reader = csv.DictReader(lines)
    if missing := set(COLUMNS[:3]) - set(reader.fieldnames or ()):
        raise DataError(f"{source}:1: columns {', '.join(sorted(missing))} are missing; expected {','.join(COLUMNS)}")
    for row in reader:
        where, cells = (
            f"{source}:{reader.line_num}",
            {k: (v or "").strip() for k, v in row.items() if isinstance(k, str)},
        )
        if cells["judgement"] not in JUDGEMENTS:
            raise DataError(f"{where}: judgement is {cells['judgement']!r}; one of {', '.join(JUDGEMENTS)} expected")
        if not cells["left"] or not cells["right"] or cells["left"] == cells["right"]:
            raise DataError(f"{where}: left is {cells['left']!r}, right {cells['right']!r}; two handles expected")
        origin = cells.get("origin") or USER
        if origin not in (MACHINE, USER):
            raise DataError(f"{where}: origin is {origin!r}; {MACHINE} or {USER} expected")
        left, right = sorted((cells["left"], cells["right"]))
        yield Judgement(
            left,
            right,
            cells["judgement"],
            _score(cells.get("score", ""), where),
            cells.get("rule", ""),
            cells.get("reason", ""),
            origin,
        )


def _score(text: str, where: str) -> float:
    try:
        return float(text or 1)
    except ValueError as error:
        raise DataError(f"{where}: score is {text!r}; a number from 0 to 1 expected") from error


def read_judgements(path: Path) -> list[Judgement]:
    """Return the judgements of a file, none where there is none. Raises DataError as `parse_judgements` does."""
    if not path.exists():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}; a CSV in UTF-8 expected") from error
    return list(parse_judgements(io.StringIO(text, newline=""), source=str(path)))


def read_own(folder: Path) -> list[Judgement]:
    """Return a person's judgements in the file of a folder: none where there is no file, or one nobody touched.

    Raises DataError as `parse_judgements` does.
    """
    path = folder / FILE
    return own_judgements(read_judgements(path), read_judgements(folder / WRITTEN)) if path.exists() else []


def write_judgements(judgements: Iterable[Judgement], folder: Path) -> None:
    """Write the file of a folder that a person edits, and the copy that shows what they edited.

    The lines stand in their order; the file begins with the mark by which Excel knows UTF-8.
    """
    text = "".join(f"{line}\n" for line in generate_judgements(judgements))
    for name in (FILE, WRITTEN):
        (folder / name).write_text(text, encoding="utf-8-sig", newline="\n")


def own_judgements(edited: Iterable[Judgement], written: Iterable[Judgement]) -> list[Judgement]:
    """Return a person's judgements: their own lines, those they changed, and the merges they deleted as `different`.

    `written` is what the machine last wrote into the file that they edited.

    >>> made = Judgement("A", "B", "same_as", 0.9, "name", "같은 이름")
    >>> [(j.judgement, j.origin) for j in own_judgements([], [made])]
    [('different', 'user')]
    """
    now, before = {j.pair: j for j in edited}, {j.pair: j for j in written}
    own = [
        replace(j, origin=USER)
        for pair, j in now.items()
        if j.origin == USER or (pair in before and before[pair].judgement != j.judgement)
    ]
    removed = [j for pair, j in before.items() if pair not in now and j.judgement == SAME and j.origin == MACHINE]
    return sorted([*own, *(Judgement(*j.pair, DIFFERENT, 1.0, "", _REMOVED, USER) for j in removed)])
