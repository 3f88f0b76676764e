import pytest

from extractors.articles import read_articles
from graph.build import build_graph
from graph.errors import DataError
from graph.gold import gold_extraction, read_gold
from graph.layers import locate_regions
from graph.outcomes import answer_questions
from graph.questions import COLUMNS, ask, read_questions
from graph.registers import read_hierarchy
from graph.resolve import resolve
from tests.conftest import ROOT
from tests.graphs import changwon

CALLS = (
    "agreements",
    "competitions",
    "coverage",
    "entity",
    "find",
    "funding",
    "how_tied",
    "industries",
    "office_holder",
    "officials",
    "positions",
    "project_industry",
    "projects",
    "region_industry",
    "timeline",
)
QUESTIONS = read_questions(ROOT / "data/gold/questions.csv")
HEADER = ",".join(COLUMNS) + "\n"


@pytest.fixture(scope="module")
def outcomes():
    """What comes of each question where nothing but the annotation was extracted."""
    articles = {article.id: article for article in read_articles([ROOT / "data/articles"])}
    gold = [(one, articles[one.id]) for one in read_gold(ROOT / "data/gold")]
    hierarchy = read_hierarchy(ROOT / "data/registers")
    found = answer_questions(
        QUESTIONS,
        gold,
        [gold_extraction(*pair) for pair in gold],
        locate=lambda extractions: locate_regions(extractions, hierarchy),
        resolve=lambda extractions: resolve(extractions, [], hierarchy)[1],
    )
    return {outcome.question.id: outcome for outcome in found}


@pytest.fixture
def table(tmp_path):
    def write(line):
        path = tmp_path / "questions.csv"
        path.write_text(HEADER + line + "\n", encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_the_graph_of_the_annotation_gives_the_answers_worked_out_by_hand(question, outcomes):
    outcome = outcomes[question.id]
    assert (outcome.on_gold, outcome.missing, outcome.wrong) == (True, {}, {})


def test_the_questions_are_many_and_of_every_kind():
    assert len(QUESTIONS) >= 40
    assert (
        len({question.id for question in QUESTIONS}) == len({question.text for question in QUESTIONS}) == len(QUESTIONS)
    )
    assert {question.call for question in QUESTIONS} == set(CALLS)


def test_a_line_is_a_call_and_its_answers(table):
    call = "projects,industry=드론|region=창원시,status=planned,project_name|status"
    (question,) = read_questions(table(f"q1,projects,드론 사업은?,{call},드론 특화단지 조성 / planned,뜻"))
    assert (question.call, question.options) == ("projects", {"industry": "드론", "region": "창원시"})
    assert (question.where, question.columns) == ({"status": "planned"}, ("project_name", "status"))
    assert question.expected == {("드론 특화단지 조성", "planned")}
    kg = build_graph(changwon())
    (answer,) = ask(kg, question).items()
    assert answer[0] == ("드론 특화단지 조성", "planned")
    assert len(answer[1]) == 4 and set(answer[1]) <= {key for *_, key in kg.edges(keys=True)}


def test_what_the_graph_has_never_heard_of_has_no_answer(table):
    (question,) = read_questions(table("q1,projects,?,projects,industry=로봇,,project_name,없음,"))
    assert ask(build_graph(changwon()), question) == {}


def test_the_rows_of_a_matrix_can_be_asked_for(table):
    (question,) = read_questions(table("q1,m,?,region_industry,level=region,region=창원시,드론,1,"))
    assert list(ask(build_graph(changwon()), question)) == [("1",)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("q1,k,?,prices,,,name,답,", r"questions\.csv:2: call 'prices' is not one of .*projects"),
        ("q1,k,?,projects,드론,,name,답,", "'드론': name=value expected"),
        ("q1,k,?,projects,,=드론,name,답,", "'=드론': name=value expected"),
        ("q1,k,?,projects,,,project_name|status,답,", "expected '답': 2 values expected"),
    ],
)
def test_a_line_that_is_no_question_is_named(table, line, told):
    with pytest.raises(DataError, match=told):
        read_questions(table(line))


def test_other_columns_and_a_missing_file_are_refused(tmp_path):
    path = tmp_path / "questions.csv"
    with pytest.raises(DataError, match="cannot be read"):
        read_questions(path)
    path.write_text("질문,답\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"columns id, kind, question, .* expected"):
        read_questions(path)
