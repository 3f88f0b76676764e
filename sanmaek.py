"""The front door: the command line, a few lines a command over the two packages.

Nothing heavy is imported before a command needs it, so that help answers at once.
"""

import errno
import json
import math
import os
import platform
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from itertools import zip_longest
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.errors import ArticleError, DataError, ExtractionError, RecordError, SanmaekError

if TYPE_CHECKING:
    from extractors.articles import Duplicate, Skipped
    from extractors.inspection import Inspection, Judgement
    from graph.coreference import BCubed
    from graph.corpus import Changes
    from graph.evaluate import Evaluation, Tally
    from graph.gold import GoldArticle
    from graph.model import Article, Extraction
    from graph.normal import KnowledgeGraph
    from graph.outcomes import Outcome
    from graph.registers import Hierarchy
    from graph.report import Found

T = TypeVar("T")

DATA = Path(__file__).parent / "data"
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
RECORD = "record"
# Libraries whose version may change what is found or how it is written.
RECORDED = ("sanmaek", "kiwipiepy", "kiwipiepy-model", "spacy", "networkx", "numpy", "pyvis")
# Loading takes a process as long as extracting some 200 articles: with fewer for each, another one gains nothing.
WORTH_A_PROCESS = 200
INTERRUPTED = 130  # what shells report for a command that Ctrl-C ended


class FrontDoor(click.Group):
    """Commands in the order in which they are used; people are told of an error in a line, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which the commands are defined."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command; an error raised on purpose ends with status 1, Ctrl-C with 130."""
        try:
            return super().invoke(ctx)
        except SanmaekError as error:
            click.echo(f"오류: {error}", err=True)
            ctx.exit(1)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read the output has seen enough
                raise
            click.echo(f"오류: {error.filename or ''} {error.strerror or error}".replace(":  ", ": "), err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("\n멈췄습니다. 바뀐 파일은 없습니다.", err=True)
            ctx.exit(INTERRUPTED)


def _file(*, exists: bool = True) -> click.Path:
    return click.Path(exists=exists, dir_okay=False, path_type=Path)


def _folder(*, exists: bool) -> click.Path:
    return click.Path(exists=exists, file_okay=False, path_type=Path)


def _options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decorate(command: Any) -> Any:  # noqa: ANN401 - whatever click makes of it
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


sources_argument = click.argument(
    "sources", metavar="SOURCE…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
data_option = click.option(
    "--data", type=_folder(exists=True), default=DATA, help="등록부가 있는 폴더. [기본: 함께 받은 data]"
)
sure_option = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="이보다 덜 확실한 주장은 없는 것으로 봅니다(0–1).",
)
extraction_options = _options(
    click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="프로세스 수. [기본: 모든 코어까지]"),
    data_option,
)


@click.group(cls=FrontDoor, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sanmaek", message="%(prog)s %(version)s")
def main() -> None:
    """산맥: 지역 산업정책 기사에서, 이음마다 근거 문장을 확인할 수 있는 지식그래프를 만듭니다.

    \b
    예: sanmaek build data/articles --out out/demo
    """
    # Articles are shared out to processes; threads of numpy's beside them only get in the way. Read when it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@main.command(epilog="예: sanmaek build data/articles --out out/demo")
@sources_argument
@click.option("--out", required=True, type=_folder(exists=False), help="결과를 담을 폴더.")
@extraction_options
@click.pass_context
def build(ctx: click.Context, sources: tuple[Path, ...], out: Path, jobs: int | None, data: Path) -> None:
    """기사 파일과 폴더(SOURCE)를 읽어 그래프를 만들고 OUT에 씁니다. 이미 만든 OUT에는 더합니다.

    \b
    새 글은 더하고, 바뀐 글(id나 주소가 같고 내용이 다른 글)은 바꾸고, 그대로인 글은 다시 찾지 않습니다.
    SOURCE에 없는 글도 OUT에 남습니다. 빼려면 sanmaek remove를 씁니다.
    글이 같으면 한 번에 만든 것과 나누어 만든 것이 같습니다.

    \b
    여러 글이 달리 부른 같은 것은 하나로 합칩니다. 합친 까닭이 judgements.csv에 한 줄씩 있고,
    그 줄을 지우거나 고치면 다음 build, remove, graph가 따릅니다.

    결과는 모두 쓰이거나 하나도 쓰이지 않습니다. 도중에 끊기면 다음 build가 이어서 합니다.
    같은 OUT에 쓰려는 다른 sanmaek은 앞의 것이 끝나기를 기다립니다.
    건너뛴 글이 있으면 나머지를 마치고 상태 1로 끝납니다.
    """
    from graph.judgements import read_own
    from graph.staging import staged

    begun = time.perf_counter()
    read_own(out)  # a slip in the file is told before the articles are read
    reading = _read(sources)
    with staged(out) as folder:
        changes = _update(reading, out / RECORD, folder, data, jobs)
        extracted = time.perf_counter()
        found = _write_results(out, folder, data)
        seconds = {"extraction": extracted - begun, "graph": time.perf_counter() - extracted}
        silent = _count_silent(reading, folder / "extractions.jsonl")
        _write_report(folder / "report.json", reading, found, {"changes": changes.plain(), "silent": silent}, seconds)
    _summarize(found, out)
    _tell_changes(changes)
    _tell_left_out(reading)
    ctx.exit(1 if reading.skipped else 0)


@main.command(epilog="예: sanmaek remove a1-02-smr-center-mou --out out/demo")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@click.option("--out", required=True, type=_folder(exists=True), help="build가 결과를 담은 폴더.")
@data_option
def remove(ids: tuple[str, ...], out: Path, data: Path) -> None:
    """OUT에서 글(ID)을 빼고, 나머지를 그 글 없이 처음부터 만든 것과 같게 고칩니다.

    ID는 claims.csv의 '기사 번호'입니다. 하나라도 없는 글이면 아무것도 바꾸지 않습니다.
    글의 파일은 지우지 않으므로, 그 파일로 다시 build하면 글이 돌아옵니다.
    """
    from graph.record import remove_articles
    from graph.staging import staged

    gone = {unicodedata.normalize("NFC", id_) for id_ in ids}
    begun = time.perf_counter()
    with staged(out) as folder:
        remove_articles(out / RECORD, folder / RECORD, gone)
        found = _write_results(out, folder, data)
        seconds = {"graph": time.perf_counter() - begun}
        _write_report(folder / "report.json", Reading(()), found, {"removed": sorted(gone)}, seconds)
    _summarize(found, out)


@main.command(epilog="예: sanmaek extract data/articles --out out/extractions.jsonl")
@sources_argument
@click.option("--out", required=True, type=_file(exists=False), help="쓸 파일(.jsonl).")
@extraction_options
@click.pass_context
def extract(ctx: click.Context, sources: tuple[Path, ...], out: Path, jobs: int | None, data: Path) -> None:
    """기사 파일과 폴더(SOURCE)에서 개체와 주장을 찾아 한 줄에 글 하나씩 씁니다."""
    from graph.extractions import write_extractions
    from graph.files import replacing

    reading = _read(sources)
    extractions = list(_extract(reading.articles, reading, data, jobs))
    out.parent.mkdir(parents=True, exist_ok=True)
    with replacing(out) as file:
        write_extractions(extractions, file)
    click.echo(f"글 {len(extractions):,}건에서 찾은 것: {out}")
    _tell_left_out(reading)
    ctx.exit(1 if reading.skipped else 0)


@main.command(epilog="예: sanmaek graph out/extractions.jsonl --out out/graph")
@click.argument("extractions", metavar="EXTRACTIONS…", nargs=-1, required=True, type=_file())
@click.option("--out", required=True, type=_folder(exists=False), help="결과를 담을 폴더.")
@click.option("--cooccurrence", is_flag=True, help="함께 나온 개체의 그래프도 따로 씁니다. 주장과 섞지 않습니다.")
@sure_option
@data_option
def graph(extractions: tuple[Path, ...], out: Path, cooccurrence: bool, least: float, data: Path) -> None:
    """추출 결과(EXTRACTIONS)로 그래프를 만들어 GraphML, CSV, HTML로 씁니다.

    OUT에 judgements.csv가 있으면 거기서 사람이 고치거나 지운 줄을 따릅니다.
    """
    from graph.cooccurrence import cooccurrence_graph
    from graph.extractions import keep_sure, read_extractions
    from graph.graphml import write_graphml
    from graph.report import count_found
    from graph.staging import staged

    if (out / RECORD).exists():
        raise RecordError(f"{out}: build의 결과가 있음: 다른 폴더여야 함, 그 기록과 어긋나지 않도록")
    found = [extraction for path in extractions for extraction in keep_sure(read_extractions(path), least)]
    with staged(out) as folder:
        folded = _write_graph(found, out, folder, data)
        if cooccurrence:
            write_graphml(cooccurrence_graph(folded), folder / "cooccurrence.graphml")
    _summarize(count_found(folded), out)


@main.command(epilog="예: sanmaek links out/demo --out out/links.csv")
@click.argument("folder", metavar="OUT", type=_folder(exists=True))
@click.option("--out", required=True, type=_file(exists=False), help="쓸 파일(.parquet이나 .csv).")
def links(folder: Path, out: Path) -> None:
    """build가 결과를 담은 폴더(OUT)의 주장을 이음으로 접습니다: 한 줄에 주체, 관계, 대상 하나.

    이음마다 주장·기사·독립 출처 수, 처음과 마지막 보도일, 마지막에 보도된 상태가 있습니다.
    같은 것은 그래프에서처럼 하나입니다. 주장은 디스크를 써 가며 접습니다.
    """
    from graph.judgements import read_own
    from graph.record import read_record, write_links
    from graph.registers import read_hierarchy
    from graph.resolve import read_ids

    out.parent.mkdir(parents=True, exist_ok=True)
    record, hierarchy = folder / RECORD, read_hierarchy(DATA / "registers")
    write_links(record, out, ids=read_ids(read_record(record), read_own(folder), hierarchy))
    click.echo(f"이음: {out}")


@main.command(epilog="예: sanmaek verify out/demo/extractions.jsonl data/articles")
@click.argument("extractions", type=_file())
@sources_argument
@click.pass_context
def verify(ctx: click.Context, extractions: Path, sources: tuple[Path, ...]) -> None:
    """추출 결과(EXTRACTIONS)를 기사(SOURCE)와 다시 맞춰 봅니다.

    모든 인용이 원문의 그 자리에 그대로 있는지, 모든 주장이 스키마를 지키는지 봅니다.
    어긋난 것마다 한 줄을 쓰고 상태 1로 끝납니다.
    """
    from graph.extractions import read_extractions
    from graph.verify import find_faults

    reading = _read(sources)
    rows = list(read_extractions(extractions))
    faults = list(find_faults(rows, {article.id: article for article in reading.articles}))
    for fault in faults:
        click.echo(f"{fault.article}: {fault.where}: {fault.what}")
    quotes = sum(len(claim.evidence) for row in rows for claim in row.claims)
    claims = sum(len(row.claims) for row in rows)
    click.echo(f"글 {len(rows):,}건, 주장 {claims:,}건, 인용 {quotes:,}개: 어긋난 것 {len(faults):,}개")
    _tell_left_out(reading)
    ctx.exit(1 if faults else 0)


@main.command(epilog="예: sanmaek evaluate out/demo/extractions.jsonl --fold 1 --errors 20")
@click.argument("extractions", type=_file())
@click.option("--gold", type=_folder(exists=True), default=DATA / "gold", help="정답 폴더. [기본: 함께 받은 data/gold]")
@click.option("--fold", "folds", type=int, multiple=True, metavar="N", help="이 묶음만 셉니다. 여러 번 쓸 수 있습니다.")
@sure_option
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="틀린 것을 N개 보입니다.")
@click.option("--questions", is_flag=True, help="정답 폴더의 질문에 그래프가 바로 답하는지, 아니면 왜 아닌지 봅니다.")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 씁니다.")
@click.option("--floor", type=_file(), metavar="FILE", help="바닥 파일: 여기에 못 미치면 상태 1로 끝납니다.")
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
        _tell_outcomes(_outcomes(keep_sure(read_extractions(extractions), least), gold), errors, as_json=as_json)
        return
    result = score(read_gold(gold, folds), keep_sure(read_extractions(extractions), least))
    if as_json:
        click.echo(json.dumps(plain_scores(result), ensure_ascii=False, indent=2))
    else:
        _print_scores(result)
    for miss in result.misses[:errors]:
        click.echo(f"{miss.article}\t{miss.kind}\t{miss.what}", err=as_json)
    if floor and not _holds(result, floor, raise_floor=raise_floor, allow_lower=allow_lower):
        ctx.exit(1)


@main.command(epilog="예: sanmaek traps out/demo/extractions.jsonl --errors 20")
@click.argument("extractions", required=False, type=_file())
@click.option("--closed", is_flag=True, help="규칙을 만들 때 보지 않은 함정만 셉니다.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="틀린 함정을 N개 보입니다.")
@data_option
def traps(extractions: Path | None, closed: bool, errors: int, data: Path) -> None:
    """합치기를 잽니다: 함정(이름만 비슷한 쌍과 같은 것의 쌍), 정답의 개체, 찾은 개체(EXTRACTIONS).

    다른 것을 합친 함정이 있으면 상태 1로 끝납니다.
    """
    from graph.registers import read_hierarchy
    from graph.traps import CLOSED, read_traps, spring, tally_traps

    hierarchy = read_hierarchy(data / "registers")
    chosen = [trap for trap in read_traps(data / "gold" / "traps.csv") if not closed or trap.part == CLOSED]
    sprung = list(spring(chosen, hierarchy))
    rows = [(kind, *(f"{count:,}" for count in counts)) for kind, counts in tally_traps(sprung).items()]
    _print_table(rows, header=("함정", "쌍", "다른 것", "잘못 합침", "같은 것", "합침"))
    wrong = [one for one in sprung if one.merged != one.trap.same]
    for one in wrong[:errors]:
        click.echo(f"{'잘못 합침' if one.merged else '못 합침'}\t{one.trap.left.name}\t{one.trap.right.name}")
    _print_pairs(extractions, hierarchy, data)
    if any(one.merged for one in wrong):
        raise click.exceptions.Exit(1)


@main.command(epilog="예: sanmaek inspect data/articles/a1-02-smr-center-mou.md --terminal")
@click.argument("sources", metavar="ARTICLE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--extractions", type=_file(), metavar="FILE", help="새로 찾지 않고 이 추출 결과를 봅니다.")
@sure_option
@click.option("--gold", type=_folder(exists=True), help="정답 폴더: 놓친 것과 정답에 없는 것도 보입니다.")
@click.option("--out", type=_file(exists=False), help="쓸 파일(.html). 없으면 브라우저로 엽니다.")
@click.option("--terminal", is_flag=True, help="브라우저 대신 터미널에 보입니다.")
@data_option
@click.pass_context
def inspect(
    ctx: click.Context,
    sources: tuple[Path, ...],
    extractions: Path | None,
    least: float,
    gold: Path | None,
    out: Path | None,
    terminal: bool,
    data: Path,
) -> None:
    """기사(ARTICLE)에 무엇이 적혔고 무엇을 찾았는지 한눈에 보입니다.

    개체는 유형의 색으로, 가리키는 말은 점선으로 나타나고, 그 아래 주장과 근거 문장이 붙습니다.
    둘 이상의 개체를 말했지만 주장을 찾지 못한 문장은 점선 밑줄로 가려 보입니다.
    """
    from extractors.inspection import inspect_article
    from graph.extractions import keep_sure
    from graph.gold import read_gold

    if out and terminal:
        raise click.UsageError("--out과 --terminal 가운데 하나만 씁니다.")
    reading = _read(sources)
    all_found = _stored(extractions, reading) if extractions else list(_extract(reading.articles, reading, data, 1))
    found = {extraction.id: extraction for extraction in keep_sure(all_found, least)}
    articles = [article for article in reading.articles if article.id in found]
    if not articles:
        _tell_left_out(reading)
        raise ArticleError("보일 글이 없습니다.")
    # An article that nobody annotated is shown without a judgement.
    judgements = {g.id: _judge(g, found[g.id]) for g in read_gold(gold) if g.id in found} if gold else {}
    shown = [inspect_article(article, found[article.id], judgements.get(article.id)) for article in articles]
    if terminal:
        _print_inspections(shown)
    else:
        _show_page(shown, out)
    _tell_left_out(reading)
    ctx.exit(1 if reading.skipped else 0)


@main.command(epilog="예: sanmaek query out/demo projects --industry 드론 --region 경남 --status open")
@click.argument("source", metavar="GRAPH", type=click.Path(exists=True, path_type=Path))
@click.argument("question", metavar="QUESTION")
@click.argument("about", metavar="[NAME…]", nargs=-1)
@click.option("--industry", help="산업의 이름이나 번호.")
@click.option("--region", help="지역의 이름이나 번호: 그 안의 시군구까지.")
@click.option("--status", help="상태: open(건의·계획·진행), 진행, 무산, done …")
@click.option("--actor", help="주체의 이름이나 번호.")
@click.option("--since", metavar="DATE", help="이 날부터(YYYY, YYYY-MM, YYYY-MM-DD).")
@click.option("--until", metavar="DATE", help="이 날까지.")
@click.option("--on", metavar="DATE", help="이 날의 공직자.")
@click.option("--type", help="개체 유형: 사업, Region …")
@click.option("--by", help="돈을 무엇으로 모을지: project, region, sido, zone, industry, giver, kind.")
@click.option("--of", help="공모·지정의 이름이나 번호.")
@click.option("--applicant", help="신청자의 이름이나 번호.")
@click.option("--weight", help="표의 칸: projects, sources, money.")
@click.option("--level", help="지역을 어디까지 모을지: region, sido, zone.")
@click.option("--ksic", type=click.IntRange(1, 5), metavar="N", help="산업을 KSIC 앞 N자리로 모읍니다.")
@click.option("--k", type=click.IntRange(min=1), metavar="N", help="이어지는 길의 수.")
@sure_option
@click.option("--format", "shape", type=click.Choice(["table", "csv", "json"]), default="table", help="[기본: table]")
@click.option("--rows", type=click.IntRange(min=1), default=20, metavar="N", help="표에 보일 줄 수. [기본: 20]")
@click.option("--out", type=_file(exists=False), help="쓸 파일. 없으면 화면에 씁니다.")
def query(
    source: Path,
    question: str,
    about: tuple[str, ...],
    least: float,
    shape: str,
    rows: int,
    out: Path | None,
    **options: str | int | None,
) -> None:
    """그래프(GRAPH: build의 폴더, .graphml, .msgpack 또는 추출 결과 .jsonl)에 묻습니다.

    \b
    QUESTION과 NAME:
      find 글자             이름, 부분, 초성(ㅊㅇㅅ), 오타로 찾기
      entity 이름           한 개체의 모든 것
      projects              사업 (--industry --region --status --actor --since --until)
      industries            산업 (--region)
      project-industry      사업과 대상 산업
      region-industry       지역과 산업의 표 (--weight --level --ksic)
      regions               지역과 사업 수
      officials             공직자 (--region --on)
      office-holder 직함    그 자리에 있는 사람 (--on)
      positions 이름        누가 찬성하고 반대하나
      funding               누구 돈으로 (--by --region)
      agreements            협약 (--actor --since --until)
      competitions          누가 신청하고, 되고, 떨어졌나 (--of --applicant)
      timeline 이름         사업의 걸음
      how-tied 이름 이름    둘은 어떻게 이어지나 (--k)
      conflicts             서로 맞지 않는 주장
      coverage              어떤 기사에서 나왔나
      evidence 주장번호     주장의 근거 문장
    """
    from graph.asking import as_csv, as_json, as_rows, ask
    from graph.files import replacing

    answer = ask(_load_graph(source, least), question, about, {name: value for name, value in options.items() if value})
    if shape == "table" and not out:
        header, *lines = as_rows(answer)
        _print_table(lines[:rows], header=header)
        click.echo(f"{len(lines):,}줄" + (f" 가운데 {rows}줄" if len(lines) > rows else ""))
        return
    text = as_json(answer) + "\n" if shape == "json" else as_csv(answer)
    if not out:
        click.echo(text, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    # Excel takes CSV for UTF-8 where it begins with a BOM.
    with replacing(out) as file:
        file.write_text(text, encoding="utf-8" if shape == "json" else "utf-8-sig", newline="\n")
    click.echo(f"{len(answer):,}줄: {out}")


@main.command(epilog="예: sanmaek diff out/지난달 out/이번달 --out out/changes.xlsx")
@click.argument("old", metavar="OLD", type=click.Path(exists=True, path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(exists=True, path_type=Path))
@sure_option
@click.option("--out", required=True, type=_file(exists=False), help="쓸 파일(.xlsx).")
def diff(old: Path, new: Path, least: float, out: Path) -> None:
    """두 그래프(build의 폴더, .graphml 또는 .jsonl)를 견주어 바뀐 것을 엑셀로 씁니다.

    뒤집힌 것, 상태가 바뀐 것, 새로 나온 것, 더 확인된 것, 사라진 것을 근거 문장과 함께 나누어 싣습니다.
    """
    from graph.diff import CHANGES, write_changes
    from graph.diff import diff as compare

    changes = compare(_load_graph(old, least), _load_graph(new, least))
    out.parent.mkdir(parents=True, exist_ok=True)
    write_changes(changes, out)
    counts = changes["change"].value_counts()
    _print_table([(told, f"{counts.get(change, 0):,}") for change, told in CHANGES.items()])
    click.echo(f"\n{out}")


@dataclass(slots=True)
class Reading:
    """What the sources hold: articles in the order of their ids, and what is left out."""

    sources: tuple[Path, ...]
    articles: "list[Article]" = field(default_factory=list)
    skipped: "list[Skipped]" = field(default_factory=list)
    duplicates: "list[Duplicate]" = field(default_factory=list)


def _read(sources: tuple[Path, ...]) -> Reading:
    from extractors.articles import Duplicate, Skipped, read_articles

    reading = Reading(sources)
    for item in read_articles(sources):
        match item:
            case Skipped():
                reading.skipped.append(item)
            case Duplicate():
                reading.duplicates.append(item)
            case article:
                reading.articles.append(article)
    reading.articles.sort(key=attrgetter("id"))
    if not reading.articles:
        _tell_left_out(reading)
        raise ArticleError("읽을 수 있는 글이 없습니다.")
    return reading


def _extract(articles: "Sequence[Article]", reading: Reading, data: Path, jobs: int | None) -> "Iterator[Extraction]":
    """Yield what the articles say, with progress; one that fails joins what the reading skipped."""
    from extractors.articles import Skipped
    from extractors.run import extract_all

    total = len(articles)
    for result in _progress(extract_all(articles, data, jobs=jobs or _jobs_for(total)), total):
        if isinstance(result, Skipped):
            reading.skipped.append(result)
        else:
            yield result


def _update(reading: Reading, old: Path, folder: Path, data: Path, jobs: int | None) -> "Changes":
    """Write the record with what was read; only what is new or changed is extracted, and none of it twice."""
    from extractors.version import extractor_version
    from graph.corpus import find_changes
    from graph.progress import generate_progress, resume_progress
    from graph.record import read_stored, read_texts, update_record

    extractor, path = extractor_version(data), folder.parent / "extracted.jsonl"
    changes = find_changes(read_stored(old), reading.articles, extractor)
    known = (*reading.articles, *read_texts(old, changes.outdated))
    wanted = {article.id: article for article in known if article.id in changes.extracted}
    done = resume_progress(path, wanted, extractor)
    if done:
        click.echo(f"앞서 끊긴 곳에서 이어 합니다: 글 {len(done):,}건은 이미 찾았습니다.", err=True)
    articles = [wanted[id_] for id_ in sorted(wanted.keys() - done)]
    with path.open("a", encoding="utf-8", newline="\n") as lines:
        for extraction in _extract(articles, reading, data, jobs):
            lines.write(generate_progress(wanted[extraction.id], extraction, extractor))
            lines.flush()
    update_record(old, folder / RECORD, extracted=path, gone=changes.leaving)
    return changes


def _jobs_for(articles: int) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, math.ceil(articles / WORTH_A_PROCESS)))


def _stored(path: Path, reading: Reading) -> "list[Extraction]":
    """Return the extractions of what was read; they must be of just these texts, and hold to the schema."""
    from extractors.articles import Skipped
    from graph.extractions import read_extractions
    from graph.verify import find_faults

    articles = {article.id: article for article in reading.articles}
    found = [extraction for extraction in read_extractions(path) if extraction.id in articles]
    for fault in find_faults(found, articles):
        raise ExtractionError(f"{path}: {fault.article}: {fault.where}: {fault.what}")
    there = {extraction.id for extraction in found}
    reading.skipped += [Skipped(id_, f"{path}에 없는 글") for id_ in articles if id_ not in there]
    return found


def _judge(gold: "GoldArticle", found: "Extraction") -> "Judgement":
    from extractors.inspection import Judgement, MissedEntity
    from graph.evaluate import match_claims, match_entities

    matched = match_entities(gold.entities, found.entities)
    right = match_claims(gold, found, matched)
    caught, names = {entity.id for entity in matched.values()}, {entity.id: entity.name for entity in gold.entities}
    claims = [claim for claim in gold.claims if (claim.head, claim.relation, claim.tail) not in right]
    return Judgement(
        tuple(MissedEntity(e.type, e.name, e.mentions) for e in gold.entities if e.id not in caught),
        tuple((names[claim.head], claim.relation, names[claim.tail]) for claim in claims),
        frozenset((*matched, *(claim.id for claim in right.values()))),
    )


def _print_inspections(shown: "Sequence[Inspection]") -> None:
    from rich.console import Console

    from extractors.terminal import legend, render_terminal

    console = Console(highlight=False)
    console.print(legend())
    for inspection in shown:
        console.rule()
        for line in render_terminal(inspection):
            console.print(line)


def _show_page(shown: "Sequence[Inspection]", out: Path | None) -> None:
    """Write the page to a file, or to one of its own that the browser opens."""
    import tempfile
    import webbrowser

    from extractors.inspect import generate_inspection
    from graph.files import replacing

    path = out or Path(tempfile.mkdtemp(prefix="sanmaek-"), "inspect.html")
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write_text(generate_inspection(shown), encoding="utf-8", newline="\n")
    click.echo(f"글 {len(shown):,}건: {path}")
    if not out and not webbrowser.open(path.resolve().as_uri()):
        click.echo("브라우저를 열지 못했습니다. 위의 파일을 여세요.", err=True)


def _progress(items: Iterable[T], total: int) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    text = f"글 {total:,}건에서 찾는 중"
    yield from track(items, text, total, console=console, transient=True, disable=not console.is_terminal)


def _write_results(out: Path, folder: Path, data: Path) -> "Found":
    """Write all that the record in the folder says."""
    from graph.extractions import write_extractions
    from graph.record import read_record
    from graph.report import count_found

    extractions = sorted(read_record(folder / RECORD), key=attrgetter("id"))
    write_extractions(extractions, folder / "extractions.jsonl")
    return count_found(_write_graph(extractions, out, folder, data))


def _write_graph(extractions: "Iterable[Extraction]", out: Path, folder: Path, data: Path) -> "list[Extraction]":
    """Write the graph after the judgements of `out`, and these; return the extractions as they were folded."""
    from graph.build import build_graph
    from graph.graphml import write_graphml
    from graph.judgements import read_own, write_judgements
    from graph.layers import locate_regions
    from graph.registers import read_hierarchy
    from graph.resolve import resolve
    from graph.tables import write_claims_csv
    from graph.view import write_html

    hierarchy = read_hierarchy(data / "registers")
    judgements, resolved = resolve(extractions, read_own(out), hierarchy)
    write_judgements(judgements, folder)
    folded = list(locate_regions(resolved, hierarchy))
    kg = build_graph(folded)
    write_graphml(kg, folder / "graph.graphml")
    write_claims_csv(kg, folder / "claims.csv")
    write_html(kg, folder / "graph.html")
    return folded


def _count_silent(reading: Reading, path: Path) -> "dict[str, int]":
    """Return how many sentences of what was read name two or more entities and gave no claim, by reason."""
    from extractors.inspection import count_silent
    from graph.extractions import read_extractions

    articles = {article.id: article for article in reading.articles}
    found = (extraction for extraction in read_extractions(path) if extraction.id in articles)
    total = dict.fromkeys(("told_elsewhere", "no_relation", "unsure"), 0)
    for extraction in found:
        for reason, count in count_silent(articles[extraction.id], extraction).items():
            total[reason] += count
    return total


def _write_report(
    path: Path, reading: Reading, found: "Found", run: Mapping[str, object], seconds: Mapping[str, float]
) -> None:
    """Write what this run has read, changed and found; unlike the other files, it tells of the run, not the corpus."""
    report = {
        "sources": [str(source) for source in reading.sources],
        "articles": found.articles,
        "entities": found.entities,
        "claims": found.claims,
        "skipped": [asdict(item) for item in reading.skipped],
        "duplicates": [asdict(item) for item in reading.duplicates],
        "versions": {"python": platform.python_version()} | {name: version(name) for name in RECORDED},
        **run,
        "seconds": {step: round(taken, 3) for step, taken in seconds.items()},
    }
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


def _tell_changes(changes: "Changes") -> None:
    counts = {
        "새 글": changes.added,
        "바뀐 글": changes.replaced,
        "같은 주소의 새 글로 바뀌어 빠진 글": changes.superseded,
    }
    counts |= {"판이 달라 다시 찾은 글": changes.outdated, "그대로인 글": changes.kept}
    if len(changes.added) < sum(map(len, counts.values())):
        click.echo("\n" + ", ".join(f"{what} {len(ids):,}건" for what, ids in counts.items() if ids))


def _summarize(found: "Found", out: Path) -> None:
    from graph.schema import load_schema

    schema = load_schema()
    entities, claims = sum(found.entities.values()), sum(found.claims.values())
    click.echo(f"글 {found.articles:,}건에서 개체 {entities:,}개와 주장 {claims:,}개를 찾았습니다.\n")
    types = [(schema.types[name].ko, f"{count:,}") for name, count in found.entities.items() if count]
    relations = [(schema.relations[name].ko, f"{count:,}") for name, count in found.claims.items() if count]
    rows = [(*a, *b) for a, b in zip_longest(types, relations, fillvalue=("", ""))]
    _print_table(rows, header=("개체", "", "주장", ""))
    click.echo(f"\n{out}")
    _print_table([(f"  {name}", use) for name, use in OUTPUTS.items() if (out / name).exists()])


def _load_graph(source: Path, least: float) -> "KnowledgeGraph":
    """Return the graph of a build's folder, a GraphML file or an interchange file, of claims that are so sure."""
    from graph.build import keep_sure_edges

    kg = _read_graph(source)
    return keep_sure_edges(kg, least) if least else kg


def _read_graph(source: Path) -> "KnowledgeGraph":
    from graph.build import build_graph
    from graph.extractions import read_extractions
    from graph.graphml import read_graphml
    from graph.snapshot import read_snapshot

    path = source / "graph.graphml" if source.is_dir() else source
    if not path.exists():
        raise DataError(f"{source}: graph.graphml이 없습니다. sanmaek build가 만든 폴더를 주세요.")
    if path.suffix == ".jsonl":
        return build_graph(read_extractions(path))
    if path.suffix == ".msgpack":
        return read_snapshot(path)
    try:
        return read_graphml(path)
    except Exception as error:  # whatever a parser makes of a file that is no GraphML
        raise DataError(f"{path}: GraphML도 추출 결과(.jsonl)도 아닙니다: {error}") from error


def _tell_left_out(reading: Reading) -> None:
    for copy in reading.duplicates:
        click.echo(f"같은 글이라 한 번만 셈: {copy.source}: {copy.id}", err=True)
    for skipped in reading.skipped:
        click.echo(f"건너뜀: {skipped.source}: {skipped.reason}", err=True)


def _print_table(rows: Sequence[tuple[str, ...]], *, header: tuple[str, ...] = ()) -> None:
    """Print rows in columns as wide as what they hold, figures to the right; a Hangul syllable is two wide."""
    from rich.cells import cell_len

    lines = [header, *rows] if header else rows
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    figures = [all(cell[:1].isdigit() or not cell for cell in column) for column in zip(*rows, strict=True)]
    for line in lines if rows else ():
        blanks = [" " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)]
        cells = (b + c if right else c + b for c, b, right in zip(line, blanks, figures, strict=True))
        click.echo("  ".join(cells).rstrip())


def _print_scores(result: "Evaluation") -> None:
    from graph.report import confusion_table

    click.echo(f"글 {result.articles:,}건\n")
    total = [("개체, 유형까지", result.entities_typed), ("개체, 이름만", result.entities_named)]
    total += [("주장", result.claims), ("주장, 두 끝만", result.pairs)]
    _print_tallies("전체", total)
    for title, table in (("개체", result.types), ("주장", result.relations)):
        _print_tallies(title, sorted(table.items()))
    together = [("모든 표현", result.coreference), ("지시어(시, 그, 이 사업)", result.anaphora)]
    rows = [(name, *_shares(score), f"{score.forms:,}") for name, score in together]
    _print_table(rows, header=("같은 것끼리 묶기(B³)", "정밀도", "재현율", "F1", "표현"))
    click.echo()
    click.echo(f"맞은 주장의 상태: {result.statuses.gold:,}개 중 {result.statuses.right:,}개")
    click.echo(f"맞은 주장의 속성(직함·금액·입장): {result.attributes.gold:,}개 중 {result.attributes.right:,}개")
    click.echo("\n어느 유형으로 찾았나: 가로줄은 정답의 유형, 세로줄은 찾은 유형")
    header, *rows = confusion_table(result.confused)
    _print_table(rows, header=header)


def _outcomes(extractions: "Iterable[Extraction]", gold: Path) -> "list[Outcome]":
    from graph.gold import read_gold
    from graph.layers import locate_regions
    from graph.outcomes import answer_questions
    from graph.questions import read_questions
    from graph.registers import read_hierarchy
    from graph.resolve import resolve

    reading = _read((gold.parent / "articles",))
    articles = {article.id: article for article in reading.articles}
    questions = read_questions(gold / "questions.csv")
    hierarchy = read_hierarchy(DATA / "registers")
    return answer_questions(
        questions,
        [(annotated, articles[annotated.id]) for annotated in read_gold(gold) if annotated.id in articles],
        extractions,
        locate=lambda found: locate_regions(found, hierarchy),
        resolve=lambda found: resolve(found, [], hierarchy)[1],
    )


def _tell_outcomes(outcomes: "Sequence[Outcome]", errors: int, *, as_json: bool) -> None:
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
        _print_table(rows, header=("", *columns.values()))
        click.echo()
        rows = [(REASONS[n], f"{c['questions']:,}", f"{c['answers']:,}") for n, c in sums["reasons"].items()]
        _print_table(rows, header=("바르지 않은 까닭", "질문", "답"))
    for outcome in [outcome for outcome in outcomes if not outcome.is_right][:errors]:
        click.echo(f"\n{outcome.question.id} {outcome.question.text} [{REASONS[outcome.reason]}]", err=as_json)
        for sign, answers in (("-", outcome.missing), ("+", outcome.wrong)):
            for answer, reason in answers.items():
                click.echo(f"  {sign} {WITHIN.join(answer)}: {REASONS[reason]}", err=as_json)


def _print_pairs(path: Path | None, hierarchy: "Hierarchy", data: Path) -> None:
    """Print how good resolution is on the annotated entities, and on those that were found."""
    from extractors.articles import read_articles
    from graph.extractions import read_extractions
    from graph.gold import gold_extraction, read_gold
    from graph.model import Article
    from graph.pairs import score_pairs
    from graph.resolve import resolve

    gold = read_gold(data / "gold")
    articles = {item.id: item for item in read_articles([data / "articles"]) if isinstance(item, Article)}
    sets = {"정답의 개체": [gold_extraction(one, articles[one.id]) for one in gold]}
    if path:
        sets["찾은 개체"] = list(read_extractions(path))
    click.echo()
    scores = {name: score_pairs(gold, resolve(found, [], hierarchy)[1]) for name, found in sets.items()}
    _print_tallies("같은 것의 쌍", scores.items())


def _print_tallies(title: str, tallies: "Iterable[tuple[str, Tally]]") -> None:
    rows = []
    for name, tally in tallies:
        counts = (f"{count:,}" for count in (tally.gold, tally.predicted, tally.right))
        rows.append((name, *_shares(tally), *counts))
    _print_table(rows, header=(title, "정밀도", "재현율", "F1", "정답", "찾음", "맞음"))
    click.echo()


def _shares(score: "Tally | BCubed") -> Iterator[str]:
    return (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))


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


if __name__ == "__main__":
    main()
