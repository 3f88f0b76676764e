"""The traps and the annotation as a floor: no false merge, recall and pairwise F1 as promised, the file well formed."""

import pytest

from extractors.articles import read_articles
from graph.errors import DataError
from graph.gold import gold_extraction, read_gold
from graph.model import Article
from graph.pairs import score_pairs
from graph.registers import Hierarchy, read_hierarchy
from graph.resolve import resolve
from graph.traps import CLOSED, read_traps, spring
from tests.conftest import ROOT
from tests.graphs import claim, entity, extraction

TRAPS = ROOT / "data" / "gold" / "traps.csv"
HIERARCHY = read_hierarchy(ROOT / "data" / "registers")
LEAST_RECALL, LEAST_F1 = 0.9, 0.95


@pytest.fixture(scope="module")
def sprung():
    return list(spring(read_traps(TRAPS), HIERARCHY))


def test_there_are_enough_traps_of_each_sort():
    traps = read_traps(TRAPS)
    assert len(traps) >= 200
    assert sum(trap.same for trap in traps) >= 80
    assert sum(trap.part == CLOSED for trap in traps) >= len(traps) // 3
    assert len({(trap.left, trap.right) for trap in traps}) == len(traps)


def test_nothing_is_merged_that_differs(sprung):
    assert [(one.trap.left, one.trap.right) for one in sprung if one.merged and not one.trap.same] == []


def test_what_is_the_same_is_merged(sprung):
    same = [one.merged for one in sprung if one.trap.same]
    assert sum(same) >= LEAST_RECALL * len(same)


def test_annotated_entities_are_resolved_as_their_names_say():
    articles = {item.id: item for item in read_articles([ROOT / "data" / "articles"]) if isinstance(item, Article)}
    gold = read_gold(ROOT / "data" / "gold")
    _, resolved = resolve([gold_extraction(one, articles[one.id]) for one in gold], [], HIERARCHY)
    assert score_pairs(gold, resolved).f1 >= LEAST_F1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a,half,Region,가,,나,,same,", "part is 'half'; one of open, closed expected"),
        ("a,open,Region,가,,나,,maybe,", "judgement is 'maybe'; one of same, different expected"),
        ("a,open,Region,가,place=부산,나,,same,", "context is 'place'; one of region"),
    ],
)
def test_a_wrong_trap_is_told(tmp_path, line, told):
    path = tmp_path / "traps.csv"
    path.write_text(TRAPS.read_text(encoding="utf-8").splitlines()[0] + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"traps\.csv:2: ") as error:
        read_traps(path)
    assert told in str(error.value)


@pytest.mark.parametrize("type_", ["Site", "Project", "Policy"])
def test_names_alone_never_merge_two_that_registers_list(type_):
    """The register hidden, every form of every entry stands in an article of its own, with the region it is in."""
    known = {id_: one for id_, one in HIERARCHY.listed.items() if one.type in ("Region", "Industry")}
    hidden = [one for one in HIERARCHY.listed.values() if one.type == type_]
    forms = {key: ids for key, ids in HIERARCHY.by_form.items() if key[0] in ("Region", "Industry")}
    articles, entry_of = [], {}
    for one in hidden:
        for form in set(one.forms) - one.weak:
            id_ = f"{len(articles)}"
            where = [claim(id_, (f"{type_}:{form}", "located_in", one.region))] if one.region else []
            ends = [f"{type_}:{form}", *([one.region] if one.region else [])]
            articles.append(extraction(id_, map(entity, ends), where))
            entry_of[id_] = one.id
    _, resolved = resolve(articles, [], Hierarchy(known, forms))
    entries = {}
    for article in resolved:
        entries.setdefault(article.entities[0].id, set()).add(entry_of[article.id])
    assert len(articles) > len(hidden)
    assert len(entries) < len(articles)
    assert {id_: found for id_, found in entries.items() if len(found) > 1} == {}
