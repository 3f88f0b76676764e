"""The commands that make and keep a corpus: build, remove, extract, graph, links."""

import time
import unicodedata
from pathlib import Path

import click

from graph.errors import RecordError
from sanmaek.options import DATA, data_option, file_path, folder_path, jobs_option, sources_argument, sure_option
from sanmaek.printing import summarize, tell_changes
from sanmaek.reading import Reading, extract_articles, read, tell_left_out
from sanmaek.writing import RECORD, count_silent, update, write_graph, write_report, write_results


@click.command(epilog="예: sanmaek build data/articles --out out/demo")
@sources_argument
@click.option("--out", required=True, type=folder_path(exists=False), help="결과를 담을 폴더.")
@jobs_option
@data_option
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
    reading = read(sources)
    with staged(out) as folder:
        changes = update(reading, out / RECORD, folder, data, jobs)
        extracted = time.perf_counter()
        found = write_results(out, folder, data)
        seconds = {"extraction": extracted - begun, "graph": time.perf_counter() - extracted}
        silent = count_silent(reading, folder / "extractions.jsonl")
        write_report(folder / "report.json", reading, found, {"changes": changes.plain(), "silent": silent}, seconds)
    summarize(found, out)
    tell_changes(changes)
    tell_left_out(reading)
    ctx.exit(1 if reading.skipped else 0)


@click.command(epilog="예: sanmaek remove a1-02-smr-center-mou --out out/demo")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@click.option("--out", required=True, type=folder_path(exists=True), help="build가 결과를 담은 폴더.")
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
        found = write_results(out, folder, data)
        seconds = {"graph": time.perf_counter() - begun}
        write_report(folder / "report.json", Reading(()), found, {"changes": {"removed": sorted(gone)}}, seconds)
    summarize(found, out)


@click.command(epilog="예: sanmaek extract data/articles --out out/extractions.jsonl")
@sources_argument
@click.option("--out", required=True, type=file_path(exists=False), help="쓸 파일(.jsonl).")
@jobs_option
@data_option
@click.pass_context
def extract(ctx: click.Context, sources: tuple[Path, ...], out: Path, jobs: int | None, data: Path) -> None:
    """기사 파일과 폴더(SOURCE)에서 개체와 주장을 찾아 한 줄에 글 하나씩 씁니다."""
    from graph.extractions import write_extractions
    from graph.files import replacing

    reading = read(sources)
    extractions = list(extract_articles(reading.articles, reading, data, jobs))
    out.parent.mkdir(parents=True, exist_ok=True)
    with replacing(out) as file:
        write_extractions(extractions, file)
    click.echo(f"글 {len(extractions):,}건에서 찾은 것: {out}")
    tell_left_out(reading)
    ctx.exit(1 if reading.skipped else 0)


@click.command(epilog="예: sanmaek graph out/extractions.jsonl --out out/graph")
@click.argument("extractions", metavar="EXTRACTIONS…", nargs=-1, required=True, type=file_path())
@click.option("--out", required=True, type=folder_path(exists=False), help="결과를 담을 폴더.")
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
        folded = write_graph(found, out, folder, data)
        if cooccurrence:
            write_graphml(cooccurrence_graph(folded), folder / "cooccurrence.graphml")
    summarize(count_found(folded), out)


@click.command(epilog="예: sanmaek links out/demo --out out/links.csv")
@click.argument("folder", metavar="OUT", type=folder_path(exists=True))
@click.option("--out", required=True, type=file_path(exists=False), help="쓸 파일(.parquet이나 .csv).")
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
