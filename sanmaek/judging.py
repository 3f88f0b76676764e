"""The commands that judge what was found: verify, evaluate, traps."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanmaek.options import DATA, data_option, file_path, folder_path, sources_argument, sure_option
from sanmaek.printing import print_scores, print_table, print_tallies, tell_outcomes
from sanmaek.reading import read, tell_left_out

if TYPE_CHECKING:
    from graph.evaluate import Evaluation
    from graph.model import Extraction
    from graph.outcomes import Outcome
    from graph.registers import Hierarchy


@click.command(epilog="예: sanmaek verify out/demo/extractions.jsonl data/articles")
@click.argument("extractions", type=file_path())
@sources_argument
@click.pass_context
def verify(ctx: click.Context, extractions: Path, sources: tuple[Path, ...]) -> None:
    """추출 결과(EXTRACTIONS)를 기사(SOURCE)와 다시 맞춰 봅니다.

    모든 인용이 원문의 그 자리에 그대로 있는지, 모든 주장이 스키마를 지키는지 봅니다.
    어긋난 것마다 한 줄을 쓰고 상태 1로 끝납니다.
    """
    from graph.extractions import read_extractions
    from graph.verify import find_faults

    reading = read(sources)
    rows = list(read_extractions(extractions))
    faults = list(find_faults(rows, reading.by_id))
    for fault in faults:
        click.echo(f"{fault.article}: {fault.where}: {fault.what}")
    quotes = sum(len(claim.evidence) for row in rows for claim in row.claims)
    claims = sum(len(row.claims) for row in rows)
    click.echo(f"글 {len(rows):,}건, 주장 {claims:,}건, 인용 {quotes:,}개: 어긋난 것 {len(faults):,}개")
    tell_left_out(reading)
    ctx.exit(1 if faults else 0)


@click.command(epilog="예: sanmaek evaluate out/demo/extractions.jsonl --fold 1 --errors 20")
@click.argument("extractions", type=file_path())
@click.option(
    "--gold", type=folder_path(exists=True), default=DATA / "gold", help="정답 폴더. [기본: 함께 받은 data/gold]"
)
@click.option("--fold", "folds", type=int, multiple=True, metavar="N", help="이 묶음만 셉니다. 여러 번 쓸 수 있습니다.")
@sure_option
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="틀린 것을 N개 보입니다.")
@click.option("--questions", is_flag=True, help="정답 폴더의 질문에 그래프가 바로 답하는지, 아니면 왜 아닌지 봅니다.")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 씁니다.")
@click.option("--floor", type=file_path(), metavar="FILE", help="바닥 파일: 여기에 못 미치면 상태 1로 끝납니다.")
@click.option("--raise-floor", is_flag=True, help="바닥 파일을 이번 수치로 올립니다.")
@click.option("--allow-lower", is_flag=True, help="--raise-floor와 함께: 낮아진 수치도 씁니다.")
@click.pass_context
def evaluate(
    ctx: click.Context,
    extractions: Path,
    gold: Path,
    folds: tuple[int, ...],
    least: float,
    errors: int,
    questions: bool,
    as_json: bool,
    floor: Path | None,
    raise_floor: bool,
    allow_lower: bool,
) -> None:
    """추출 결과(EXTRACTIONS)를 사람이 단 정답과 견주어 점수를 냅니다."""
    from graph.evaluate import evaluate as score
    from graph.extractions import keep_sure, read_extractions
    from graph.gold import read_gold
    from graph.report import plain_scores

    if (raise_floor and not floor) or (allow_lower and not raise_floor):
        raise click.UsageError("--raise-floor는 --floor와, --allow-lower는 --raise-floor와 함께 씁니다.")
    if questions:
        if folds or floor:
            raise click.UsageError("--questions는 --fold, --floor와 함께 쓸 수 없습니다.")
        tell_outcomes(_outcomes(keep_sure(read_extractions(extractions), least), gold), errors, as_json=as_json)
        return
    result = score(read_gold(gold, folds), keep_sure(read_extractions(extractions), least))
    if as_json:
        click.echo(json.dumps(plain_scores(result), ensure_ascii=False, indent=2))
    else:
        print_scores(result)
    for miss in result.misses[:errors]:
        click.echo(f"{miss.article}\t{miss.kind}\t{miss.what}", err=as_json)
    if floor and not _holds(result, floor, raise_floor=raise_floor, allow_lower=allow_lower):
        ctx.exit(1)


@click.command(epilog="예: sanmaek traps out/demo/extractions.jsonl --errors 20")
@click.argument("extractions", required=False, type=file_path())
@click.option("--closed", is_flag=True, help="규칙을 만들 때 보지 않은 함정만 셉니다.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="틀린 함정을 N개 보입니다.")
@data_option
@click.pass_context
def traps(ctx: click.Context, extractions: Path | None, closed: bool, errors: int, data: Path) -> None:
    """합치기를 잽니다: 함정(이름만 비슷한 쌍과 같은 것의 쌍), 정답의 개체, 찾은 개체(EXTRACTIONS).

    다른 것을 합친 함정이 있으면 상태 1로 끝납니다.
    """
    from graph.registers import read_hierarchy
    from graph.traps import CLOSED, read_traps, spring, tally_traps

    hierarchy = read_hierarchy(data / "registers")
    chosen = [trap for trap in read_traps(data / "gold" / "traps.csv") if not closed or trap.part == CLOSED]
    sprung = list(spring(chosen, hierarchy))
    rows = [(kind, *(f"{count:,}" for count in counts)) for kind, counts in tally_traps(sprung).items()]
    print_table(rows, header=("함정", "쌍", "다른 것", "잘못 합침", "같은 것", "합침"))
    wrong = [one for one in sprung if one.merged != one.trap.same]
    for one in wrong[:errors]:
        click.echo(f"{'잘못 합침' if one.merged else '못 합침'}\t{one.trap.left.name}\t{one.trap.right.name}")
    _print_pairs(extractions, hierarchy, data)
    if any(one.merged for one in wrong):
        ctx.exit(1)


def _holds(result: "Evaluation", path: Path, *, raise_floor: bool, allow_lower: bool) -> bool:
    """Tell whether the floor is reached, after raising it if so asked."""
    from graph.floor import figures, find_shortfalls, move_floor, read_floor, write_floor

    measured, floor = figures(result), read_floor(path)
    if raise_floor:
        floor = move_floor(measured, floor, allow_lower=allow_lower)
        write_floor(floor, path)
    shortfalls = list(find_shortfalls(measured, floor))
    for name, figure, least in shortfalls:
        click.echo(f"바닥에 못 미침: {name} {figure:.4f} < {least}", err=True)
    return not shortfalls


def _outcomes(extractions: "Iterable[Extraction]", gold: Path) -> "list[Outcome]":
    from graph.gold import read_gold
    from graph.layers import locate_regions
    from graph.outcomes import answer_questions
    from graph.questions import read_questions
    from graph.registers import read_hierarchy
    from graph.resolve import resolve

    articles = read((gold.parent / "articles",)).by_id
    questions = read_questions(gold / "questions.csv")
    hierarchy = read_hierarchy(DATA / "registers")
    return answer_questions(
        questions,
        [(annotated, articles[annotated.id]) for annotated in read_gold(gold) if annotated.id in articles],
        extractions,
        locate=lambda found: locate_regions(found, hierarchy),
        resolve=lambda found: resolve(found, [], hierarchy)[1],
    )


def _print_pairs(path: Path | None, hierarchy: "Hierarchy", data: Path) -> None:
    """Print how good resolution is on the annotated entities, and on those that were found."""
    from graph.extractions import read_extractions
    from graph.gold import gold_extraction, read_gold
    from graph.pairs import score_pairs
    from graph.resolve import resolve

    gold = read_gold(data / "gold")
    articles = read((data / "articles",)).by_id
    sets = {"정답의 개체": [gold_extraction(one, articles[one.id]) for one in gold]}
    if path:
        sets["찾은 개체"] = list(read_extractions(path))
    click.echo()
    scores = {name: score_pairs(gold, resolve(found, [], hierarchy)[1]) for name, found in sets.items()}
    print_tallies("같은 것의 쌍", scores.items())
