from dataclasses import replace

import pytest

from graph.gold import GoldArticle, GoldClaim, GoldEntity
from graph.model import Article
from graph.outcomes import answer_questions, plain_outcomes
from graph.questions import Question
from tests.graphs import claim, entity, extraction

DRONE = GoldEntity("e1", "Industry", "드론", ("드론",))
PARK = GoldEntity("e2", "Project", "드론 특화단지 조성", ("드론 특화단지",))
CENTRE = GoldEntity("e3", "Project", "드론 시험센터 건립", ("드론 시험센터",))
RACE = GoldEntity("e4", "Project", "드론 경주장 건립", ("드론 경주장",))
TEXT = "드론 특화단지, 드론 시험센터, 드론 경주장"


def gold(id_, *projects, status="planned"):
    claims = tuple(GoldClaim(project.id, "targets", "e1", status, {}, ("드론",)) for project in projects)
    return GoldArticle(id_, (DRONE, *projects), claims)


def found(id_, *projects, targets=None, status="planned"):
    entities = [entity("Industry:드론"), *(entity(f"Project:{name}") for name in projects)]
    named = projects if targets is None else targets
    links = [(f"Project:{name}", "targets", "Industry:드론") for name in named]
    return extraction(id_, entities, [claim(id_, link, "드론", status) for link in links])


def question(*expected, **options):
    answers = frozenset((name,) for name in expected)
    return Question("q1", "projects", "드론 사업은?", "projects", options, {}, ("project_name",), answers)


def ask_of(question, gold_articles, extractions, resolve=tuple):
    pairs = [(one, Article(one.id, "", "", "", "", TEXT)) for one in gold_articles]
    (outcome,) = answer_questions([question], pairs, extractions, locate=tuple, resolve=resolve)
    return outcome


ALL = question("드론 특화단지 조성", "드론 시험센터 건립", "드론 경주장 건립", industry="드론")


def test_all_found_is_right_under_whatever_name_is_the_same():
    told = found("기사1", "드론 특화단지", "드론 시험센터 건립", "드론 경주장")
    outcome = ask_of(ALL, [gold("기사1", PARK, CENTRE, RACE)], [told])
    assert (outcome.on_gold, outcome.is_right, outcome.reason) == (True, True, "")


def test_each_answer_is_lost_to_the_first_step_that_lacks_it():
    told = found("기사1", "드론 특화단지", "드론 시험센터", "우주 단지", targets=["드론 특화단지", "우주 단지"])
    outcome = ask_of(ALL, [gold("기사1", PARK, CENTRE, RACE)], [told])
    assert outcome.missing == {("드론 경주장 건립",): "entity", ("드론 시험센터 건립",): "claim"}
    assert outcome.wrong == {("우주 단지",): "wrong"}
    assert (outcome.on_gold, outcome.is_right, outcome.reason) == (True, False, "entity")


def test_another_status_is_a_detail():
    wanted = question("드론 특화단지 조성", industry="드론", status="planned")
    outcome = ask_of(wanted, [gold("기사1", PARK)], [found("기사1", "드론 특화단지", status="done")])
    assert (outcome.missing, outcome.wrong) == ({("드론 특화단지 조성",): "detail"}, {})


def test_one_thing_under_two_names_answers_twice():
    articles = [gold("기사1", PARK), gold("기사2", PARK)]
    told = [found("기사1", "드론 특화단지 조성"), found("기사2", "드론 특화단지")]
    outcome = ask_of(question("드론 특화단지 조성", industry="드론"), articles, told)
    assert (outcome.missing, outcome.wrong) == ({}, {("드론 특화단지",): "name"})


def test_what_was_resolved_goes_by_its_other_names_too():
    def rename(extractions):
        park = replace(entity("Project:드론 단지"), attrs={"aliases": "드론 특화단지"})
        return [replace(found("기사1", "드론 단지"), entities=(entity("Industry:드론"), park)) for _ in extractions]

    wanted = question("드론 특화단지 조성", industry="드론")
    assert ask_of(wanted, [gold("기사1", PARK)], [found("기사1", "드론 특화단지")], rename).is_right


def test_an_alias_is_another_name_to_the_letter():
    other = extraction("기사1", [replace(entity("Project:우주 단지"), attrs={"aliases": "드론 특화단지 2.0"})])
    wanted = replace(question("드론 특화단지 조성"), call="find", options={"text": "우주 단지"}, columns=("name",))
    assert ask_of(wanted, [gold("기사1", PARK)], [], lambda _: [other]).wrong == {("우주 단지",): "query"}


def test_what_the_query_itself_gets_wrong_is_told_apart():
    outcome = ask_of(
        question("수소 단지 조성", industry="드론"), [gold("기사1", PARK)], [found("기사1", "드론 특화단지")]
    )
    assert outcome.on_gold is False
    assert set(outcome.missing.values()) | set(outcome.wrong.values()) == {"query"}


@pytest.mark.parametrize("extractions", [[], [found("기사2", "드론 특화단지")]])
def test_an_article_that_was_not_extracted_is_missed_as_a_whole(extractions):
    outcome = ask_of(question("드론 특화단지 조성", industry="드론"), [gold("기사1", PARK)], extractions)
    assert (outcome.on_gold, outcome.missing) == (True, {("드론 특화단지 조성",): "entity"})


def test_the_sums():
    told = found("기사1", "드론 특화단지", "드론 시험센터", "우주 단지", targets=["드론 특화단지", "우주 단지"])
    outcome = ask_of(ALL, [gold("기사1", PARK, CENTRE, RACE)], [told])
    sums = plain_outcomes([outcome, ask_of(ALL, [gold("기사1", PARK, CENTRE, RACE)], [told])])
    assert {name: sums[name] for name in ("questions", "right_on_gold", "right")} == {
        "questions": 2,
        "right_on_gold": 2,
        "right": 0,
    }
    assert sums["kinds"].keys() == {"projects"}
    assert (sums["answers"], sums["answers_found"], sums["answers_wrong"]) == (6, 2, 2)
    assert sums["reasons"]["claim"] == {"questions": 0, "answers": 2}
