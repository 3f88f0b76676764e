"""What people are told on the terminal: tables, scores, sums and progress."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from extractors.inspection import Inspection
    from graph.coreference import BCubed
    from graph.corpus import Changes
    from graph.evaluate import Evaluation, Tally
    from graph.outcomes import Outcome
    from graph.report import Found

T = TypeVar("T")

# The files of a build and what they are for, in the order in which a person wants them.
OUTPUTS = {
    "graph.html": "브라우저로 여는 그림",
    "claims.csv": "엑셀로 여는 주장 표",
    "graph.graphml": "Gephi 등으로 여는 그래프",
    "judgements.csv": "무엇을 같은 것으로 보았나: 고치거나 지우는 표",
    "extractions.jsonl": "글마다 찾은 개체와 주장",
    "report.json": "읽은 것과 건너뛴 것",
    "record": "다음 build와 remove가 이어 쓰는 기록 (Parquet)",
}


def print_table(rows: Sequence[tuple[str, ...]], *, header: tuple[str, ...] = ()) -> None:
    """Print rows in columns as wide as what they hold, figures to the right; a Hangul syllable is two wide.

    >>> print_table([("사업", "12"), ("산업단지", "3")], header=("유형", "수"))
    유형      수
    사업      12
    산업단지   3
    """
    from rich.cells import cell_len

    lines = [header, *rows] if header else rows
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    figures = [all(cell[:1].isdigit() or not cell for cell in column) for column in zip(*rows, strict=True)]
    for line in lines if rows else ():
        blanks = [" " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)]
        cells = (b + c if right else c + b for c, b, right in zip(line, blanks, figures, strict=True))
        click.echo("  ".join(cells).rstrip())


def print_tallies(title: str, tallies: "Iterable[tuple[str, Tally]]") -> None:
    """Print precision, recall, F1 and what they are counted from, a line a name."""
    rows = []
    for name, tally in tallies:
        counts = (f"{count:,}" for count in (tally.gold, tally.predicted, tally.right))
        rows.append((name, *_shares(tally), *counts))
    print_table(rows, header=(title, "정밀도", "재현율", "F1", "정답", "찾음", "맞음"))
    click.echo()


def _shares(score: "Tally | BCubed") -> Iterator[str]:
    return (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))


def print_scores(result: "Evaluation") -> None:
    """Print how good extraction is: entities, claims, coreference, statuses, attributes, confusions."""
    from graph.report import confusion_table

    click.echo(f"글 {result.articles:,}건\n")
    total = [("개체, 유형까지", result.entities_typed), ("개체, 이름만", result.entities_named)]
    total += [("주장", result.claims), ("주장, 두 끝만", result.pairs)]
    print_tallies("전체", total)
    for title, table in (("개체", result.types), ("주장", result.relations)):
        print_tallies(title, sorted(table.items()))
    together = [("모든 표현", result.coreference), ("지시어(시, 그, 이 사업)", result.anaphora)]
    rows = [(name, *_shares(score), f"{score.forms:,}") for name, score in together]
    print_table(rows, header=("같은 것끼리 묶기(B³)", "정밀도", "재현율", "F1", "표현"))
    click.echo()
    click.echo(f"맞은 주장의 상태: {result.statuses.gold:,}개 중 {result.statuses.right:,}개")
    click.echo(f"맞은 주장의 속성(직함·금액·입장): {result.attributes.gold:,}개 중 {result.attributes.right:,}개")
    click.echo("\n어느 유형으로 찾았나: 가로줄은 정답의 유형, 세로줄은 찾은 유형")
    header, *rows = confusion_table(result.confused)
    print_table(rows, header=header)


def tell_outcomes(outcomes: "Sequence[Outcome]", errors: int, *, as_json: bool) -> None:
    """Tell how many questions the graph answers, by kind and reason, and this many of those that it does not."""
    from graph.outcomes import REASONS, plain_outcomes
    from graph.questions import WITHIN

    sums = plain_outcomes(outcomes)
    if as_json:
        click.echo(json.dumps(sums, ensure_ascii=False, indent=2))
    else:
        columns = {"questions": "질문", "right_on_gold": "정답 그래프로", "right": "찾은 것으로"}
        columns |= {"answers": "답", "answers_found": "찾음", "answers_wrong": "없어야 할 답"}
        lines = [("모두", sums), *sums["kinds"].items()]
        rows = [(name, *(f"{line[column]:,}" for column in columns)) for name, line in lines]
        print_table(rows, header=("", *columns.values()))
        click.echo()
        rows = [(REASONS[n], f"{c['questions']:,}", f"{c['answers']:,}") for n, c in sums["reasons"].items()]
        print_table(rows, header=("바르지 않은 까닭", "질문", "답"))
    for outcome in [outcome for outcome in outcomes if not outcome.is_right][:errors]:
        click.echo(f"\n{outcome.question.id} {outcome.question.text} [{REASONS[outcome.reason]}]", err=as_json)
        for sign, answers in (("-", outcome.missing), ("+", outcome.wrong)):
            for answer, reason in answers.items():
                click.echo(f"  {sign} {WITHIN.join(answer)}: {REASONS[reason]}", err=as_json)


def tell_changes(changes: "Changes") -> None:
    """Tell what became of the articles read, unless all of them are new."""
    counts = {
        "새 글": changes.added,
        "바뀐 글": changes.replaced,
        "같은 주소의 새 글로 바뀌어 빠진 글": changes.superseded,
    }
    counts |= {"판이 달라 다시 찾은 글": changes.outdated, "그대로인 글": changes.kept}
    if len(changes.added) < sum(map(len, counts.values())):
        click.echo("\n" + ", ".join(f"{what} {len(ids):,}건" for what, ids in counts.items() if ids))


def summarize(found: "Found", out: Path) -> None:
    """Tell how much was found, and which files hold it."""
    from graph.schema import load_schema

    schema = load_schema()
    entities, claims = sum(found.entities.values()), sum(found.claims.values())
    click.echo(f"글 {found.articles:,}건에서 개체 {entities:,}개와 주장 {claims:,}개를 찾았습니다.\n")
    types = [(schema.types[name].ko, f"{count:,}") for name, count in found.entities.items() if count]
    relations = [(schema.relations[name].ko, f"{count:,}") for name, count in found.claims.items() if count]
    rows = [(*a, *b) for a, b in zip_longest(types, relations, fillvalue=("", ""))]
    print_table(rows, header=("개체", "", "주장", ""))
    click.echo(f"\n{out}")
    print_table([(f"  {name}", use) for name, use in OUTPUTS.items() if (out / name).exists()])


def print_inspections(shown: "Sequence[Inspection]") -> None:
    """Print articles in colours, each with what was found in it."""
    from rich.console import Console

    from extractors.terminal import legend, render_terminal

    console = Console(highlight=False)
    console.print(legend())
    for inspection in shown:
        console.rule()
        for line in render_terminal(inspection):
            console.print(line)


def progress(items: Iterable[T], total: int) -> Iterator[T]:
    """Yield the items, with a bar on a terminal that vanishes at the end."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    text = f"글 {total:,}건에서 찾는 중"
    yield from track(items, text, total, console=console, transient=True, disable=not console.is_terminal)
