import pytest

from graph.conflicts import conflicts
from tests.graphs import graph_of

CITY, FIRM, ZONE = "Region:창원시", "Organization:두산에너빌리티", "Project:드론 특화단지 조성"
OTHER = "Region:김해시"
DATES = {"가": "2024-03-10", "나": "2025-01-07", "다": "2025-02-01"}
TABLE = [  # a relation, what 가, 나 and 다 tell, and what they disagree about
    ("invests_in", [{"amount_krw": 3e11}, {"amount_krw": 2e11}], "amount_krw"),
    ("invests_in", [{"amount_krw": 1.2345e12}, {"amount_krw": 1.23e12}], ""),
    ("invests_in", [{"amount_krw": 3e11}, {}], ""),
    ("invests_in", [{"date": "2024-03"}, {"date": "2025-01"}], ""),
    ("leads", [{"end": "2029"}, {"end": "2029-12"}], ""),
    ("leads", [{"end": "2029-06"}, {"end": "2029"}, {"end": "2029-12"}], "end"),
    ("leads", [{"start": "2025"}, {"end": "2029"}], ""),
    ("leads", [{"start": "2025"}, {"start": "2026"}], "start"),
    ("selected_for", [{"date": "2024-03-08"}, {"date": "2024-03-09"}], "date"),
    ("proposes", [{"date": "2024-03-08"}, {"date": "2024-03-09"}], ""),
    ("selected_for", ["done", "failed"], "status"),
    ("selected_for", ["failed", "proposed", "done"], "status"),
    ("leads", ["planned", "ongoing", "done"], ""),
    ("leads", ["planned", "failed"], ""),
]


@pytest.mark.parametrize(("relation", "told", "about"), TABLE)
def test_what_disagrees_is_told_with_every_claim_of_it(relation, told, about):
    head = FIRM if relation == "invests_in" else CITY
    rows = [
        (article, head, relation, ZONE, *((each, {}) if isinstance(each, str) else ("planned", each)))
        for article, each in zip(DATES, told, strict=False)
    ]
    found = conflicts(graph_of(DATES, rows))
    assert found["about"].to_list() == [about] * len(told) * bool(about)
    if about:
        assert found["article"].to_list() == list(DATES)[: len(told)]
        values = [each if isinstance(each, str) else each[about] for each in told]
        assert found["value"].to_list() == values


def test_a_row_tells_the_link_the_words_and_the_source():
    told = {"가": {"amount_krw": 3e11}, "나": {}, "다": {"amount_krw": 1e11}}
    rows = [(article, FIRM, "invests_in", ZONE, "done", attrs) for article, attrs in told.items()]
    table = conflicts(graph_of(DATES, rows))
    assert table.drop(columns=["claim_id", "quote", "article_title", "url"]).to_dict("records") == [
        {
            "head": FIRM,
            "head_name": "두산에너빌리티",
            "relation": "invests_in",
            "tail": ZONE,
            "tail_name": "드론 특화단지 조성",
            "about": "amount_krw",
            "value": value,
            "status": "done",
            "press": f"{article} 신문",
            "published": DATES[article],
            "article": article,
            "story": article,
        }
        for article, value in (("가", 3e11), ("다", 1e11))
    ]


def test_one_link_may_be_disagreed_about_twice_and_a_mutual_one_has_no_direction():
    rows = [
        ("가", CITY, "partners_with", OTHER, "done", {}),
        ("나", OTHER, "partners_with", CITY, "failed", {}),
        ("가", CITY, "leads", ZONE, "done", {"end": "2029"}),
        ("나", CITY, "leads", ZONE, "failed", {"end": "2030"}),
        ("가", CITY, "leads", "Site:창원국가산단", "done", {"end": "2029"}),
        ("나", OTHER, "leads", "Site:창원국가산단", "failed", {"end": "2030"}),
    ]
    table = conflicts(graph_of(DATES, rows))
    assert sorted(zip(table["relation"], table["about"], table["head"], table["article"], strict=True)) == sorted(
        [
            ("leads", "end", CITY, "가"),
            ("leads", "end", CITY, "나"),
            ("leads", "status", CITY, "가"),
            ("leads", "status", CITY, "나"),
            ("partners_with", "status", CITY, "가"),
            ("partners_with", "status", OTHER, "나"),
        ]
    )
