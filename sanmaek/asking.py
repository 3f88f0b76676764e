"""The commands that ask a graph: query, diff."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import DataError
from sanmaek.options import file_path, sure_option
from sanmaek.printing import print_table
from sanmaek.writing import write_text

if TYPE_CHECKING:
    from graph.normal import KnowledgeGraph


@click.command(epilog="예: sanmaek query out/demo projects --industry 드론 --region 경남 --status open")
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
@click.option("--out", type=file_path(exists=False), help="쓸 파일. 없으면 화면에 씁니다.")
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

    answer = ask(_load_graph(source, least), question, about, {name: value for name, value in options.items() if value})
    if shape == "table" and not out:
        header, *lines = as_rows(answer)
        print_table(lines[:rows], header=header)
        click.echo(f"{len(lines):,}줄" + (f" 가운데 {rows}줄" if len(lines) > rows else ""))
        return
    text = as_json(answer) + "\n" if shape == "json" else as_csv(answer)
    if not out:
        click.echo(text, nl=False)
        return
    # Excel takes CSV for UTF-8 where it begins with a BOM.
    write_text(text, out, encoding="utf-8" if shape == "json" else "utf-8-sig")
    click.echo(f"{len(answer):,}줄: {out}")


@click.command(epilog="예: sanmaek diff out/지난달 out/이번달 --out out/changes.xlsx")
@click.argument("old", metavar="OLD", type=click.Path(exists=True, path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(exists=True, path_type=Path))
@sure_option
@click.option("--out", required=True, type=file_path(exists=False), help="쓸 파일(.xlsx).")
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
    print_table([(told, f"{counts.get(change, 0):,}") for change, told in CHANGES.items()])
    click.echo(f"\n{out}")


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
