"""The command that shows an article with all that was found in it: inspect."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import ArticleError, ExtractionError
from sanmaek.options import data_option, file_path, folder_path, sure_option
from sanmaek.printing import print_inspections
from sanmaek.reading import Reading, extract_articles, read, tell_left_out
from sanmaek.writing import write_text

if TYPE_CHECKING:
    from extractors.inspection import Inspection, Judgement
    from graph.gold import GoldArticle
    from graph.model import Extraction


@click.command(epilog="예: sanmaek inspect data/articles/a1-02-smr-center-mou.md --terminal")
@click.argument("sources", metavar="ARTICLE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--extractions", type=file_path(), metavar="FILE", help="새로 찾지 않고 이 추출 결과를 봅니다.")
@sure_option
@click.option("--gold", type=folder_path(exists=True), help="정답 폴더: 놓친 것과 정답에 없는 것도 보입니다.")
@click.option("--out", type=file_path(exists=False), help="쓸 파일(.html). 없으면 브라우저로 엽니다.")
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
    reading = read(sources)
    all_found = (
        _stored(extractions, reading) if extractions else list(extract_articles(reading.articles, reading, data, 1))
    )
    found = {extraction.id: extraction for extraction in keep_sure(all_found, least)}
    articles = [article for article in reading.articles if article.id in found]
    if not articles:
        tell_left_out(reading)
        raise ArticleError("보일 글이 없습니다.")
    # An article that nobody annotated is shown without a judgement.
    judgements = {g.id: _judge(g, found[g.id]) for g in read_gold(gold) if g.id in found} if gold else {}
    shown = [inspect_article(article, found[article.id], judgements.get(article.id)) for article in articles]
    if terminal:
        print_inspections(shown)
    else:
        _show_page(shown, out)
    tell_left_out(reading)
    ctx.exit(1 if reading.skipped else 0)


def _stored(path: Path, reading: Reading) -> "list[Extraction]":
    """Return the extractions of what was read; they must be of just these texts, and hold to the schema."""
    from extractors.articles import Skipped
    from graph.extractions import read_extractions
    from graph.verify import find_faults

    articles = reading.by_id
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


def _show_page(shown: "Sequence[Inspection]", out: Path | None) -> None:
    """Write the page to a file, or to one of its own that the browser opens."""
    import tempfile
    import webbrowser

    from extractors.inspect import generate_inspection

    path = out or Path(tempfile.mkdtemp(prefix="sanmaek-"), "inspect.html")
    write_text(generate_inspection(shown), path)
    click.echo(f"글 {len(shown):,}건: {path}")
    if not out and not webbrowser.open(path.resolve().as_uri()):
        click.echo("브라우저를 열지 못했습니다. 위의 파일을 여세요.", err=True)
