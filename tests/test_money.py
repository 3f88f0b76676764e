"""Each won is counted once: repeated reports, totals and their parts, wholes and theirs, one sum told of several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.money import BY
from graph.query import funding, region_industry
from tests.graphs import graph_of

STATE, PROVINCE, CITY = "Organization:산업통상자원부", "Region:경상남도", "Region:창원시"
FIRM, RIVAL, AGENCY = "Organization:두산에너빌리티", "Organization:한화시스템", "Organization:한국산업단지공단"
OTHER = "Region:강원특별자치도"
ZONE, PART, SECOND = "Project:특화단지", "Project:특화단지 지원센터", "Project:특화단지 도로"
WON = ["national_krw", "province_krw", "city_krw", "private_krw", "other_krw", "unknown_krw", "total_krw"]
NODES = {
    PROVINCE: {"code": "4800000000"},
    CITY: {"code": "4812000000", "sido": "경상남도"},
    OTHER: {"code": "5100000000"},
}
DATES = {"가": "2024-01-01", "나": "2024-02-01", "다": "2024-03-01"}


def gives(giver, receiver, amount, article="가", relation="supports", status="planned"):
    return (article, giver, relation, receiver, status, {"amount_krw": amount})


def within(part, whole):
    return ("가", part, "part_of", whole, "planned", {})


def located(thing, region):
    return ("가", thing, "located_in", region, "planned", {})


def table(claims, nodes=(), **options):
    kg = graph_of(DATES, claims, NODES | dict(nodes))
    answer = funding(kg, **options)
    key = "receiver_name" if options.get("by", "project") == "project" else "name"
    return {row[key]: [row[won] for won in WON] for _, row in answer.iterrows()}


@pytest.mark.parametrize(
    ("claims", "nodes", "expected"),
    [
        # Whose money is whose.
        (
            [
                gives(STATE, ZONE, 140),
                gives(PROVINCE, ZONE, 42),
                gives(CITY, ZONE, 98),
                gives(FIRM, ZONE, 20, relation="invests_in"),
                gives(AGENCY, ZONE, 5),
            ],
            {},
            {"특화단지": [140, 42, 98, 20, 5, 0, 305]},
        ),
        # Shares lie within the stated total; what no giver is named for is unknown.
        ([gives(STATE, ZONE, 140)], {ZONE: {"budget_krw": 300}}, {"특화단지": [140, 0, 0, 0, 0, 160, 300]}),
        ([located(ZONE, CITY)], {ZONE: {"budget_krw": 300}}, {"특화단지": [0, 0, 0, 0, 0, 300, 300]}),
        # Five reports of one sum are one sum.
        (
            [gives(STATE, ZONE, 140), gives(STATE, ZONE, 140, "나"), gives(STATE, ZONE, 140, "다")],
            {},
            {"특화단지": [140, 0, 0, 0, 0, 0, 140]},
        ),
        # What most reports tell; of equally many, what the latest tells.
        (
            [gives(STATE, ZONE, 140), gives(STATE, ZONE, 140, "나"), gives(STATE, ZONE, 200, "다")],
            {},
            {"특화단지": [140, 0, 0, 0, 0, 0, 140]},
        ),
        ([gives(STATE, ZONE, 140), gives(STATE, ZONE, 200, "나")], {}, {"특화단지": [200, 0, 0, 0, 0, 0, 200]}),
        # What failed is not money.
        ([gives(STATE, ZONE, 140), gives(STATE, ZONE, 140, "나", status="failed")], {}, {}),
        ([gives(STATE, ZONE, 140), ("나", CITY, "leads", ZONE, "failed", {})], {}, {}),
    ],
)
def test_money_of_a_project(claims, nodes, expected):
    assert table(claims, nodes) == expected


def test_a_project_tells_what_its_money_rests_on():
    claims = [gives(STATE, ZONE, 140), gives(STATE, ZONE, 200, "나"), gives(CITY, ZONE, 200, "나"), located(ZONE, CITY)]
    row = funding(graph_of(DATES, claims, NODES | {ZONE: {"budget_krw": 300}})).iloc[0]
    assert (row["type"], row["regions"], row["sources"], len(row["claim_ids"])) == ("Project", ["창원시"], 2, 3)
    assert (row["stated_krw"], row["conflict"], row["disputed"]) == (300, True, [140])
    assert row["stated_in"] == ["가", "나"]


@pytest.mark.parametrize(
    ("claims", "nodes", "regions", "givers"),
    [
        # A part's money is its whole's; the rest of the whole stands where the whole is.
        (
            [within(PART, ZONE), gives(CITY, PART, 30), located(PART, CITY), located(ZONE, OTHER)],
            {ZONE: {"budget_krw": 100}},
            {"창원시": 30, "강원특별자치도": 70},
            {"창원시": 30, "": 70},
        ),
        # The whole has no money of its own.
        (
            [within(PART, ZONE), within(SECOND, ZONE), gives(CITY, PART, 30), gives(CITY, SECOND, 20)],
            {},
            {"": 50},
            {"창원시": 50},
        ),
        # The same giver gives the whole what it gives the part.
        (
            [within(PART, ZONE), gives(CITY, ZONE, 30), gives(CITY, PART, 30, "나"), gives(STATE, ZONE, 50)],
            {},
            {"": 80},
            {"창원시": 30, "산업통상자원부": 50},
        ),
        # A circle of parts is cut; no sum is more than the largest total told.
        (
            [within(PART, ZONE), within(SECOND, PART), within(ZONE, SECOND), gives(CITY, SECOND, 30)],
            {ZONE: {"budget_krw": 100}, PART: {"budget_krw": 60}},
            {"": 100},
            {"": 100},
        ),
        # What lies in two regions has a row of its own.
        (
            [gives(STATE, ZONE, 80), located(ZONE, CITY), located(ZONE, OTHER)],
            {},
            {"강원특별자치도·창원시": 80},
            {"산업통상자원부": 80},
        ),
    ],
)
def test_sums_count_every_won_once(claims, nodes, regions, givers):
    kg = graph_of(DATES, claims, NODES | nodes)
    for by, expected in (("region", regions), ("giver", givers)):
        answer = funding(kg, by=by)
        assert dict(zip(answer["name"], answer["total_krw"], strict=True)) == expected
    assert funding(kg)["counted_krw"].sum() == sum(regions.values())


@pytest.mark.parametrize(
    ("quote", "total"), [("세 회사가 모두 270억 원을 투자한다", 270), ("두 회사가 각각 270억 원을 투자한다", 540)]
)
def test_one_sum_of_several_is_one_sum(quote, total):
    kg = graph_of(DATES, [gives(firm, CITY, 270, relation="invests_in") for firm in (FIRM, RIVAL)])
    for _, _, data in kg.edges(data=True):
        data |= {"quote": quote, "evidence": "10-30"}
    assert funding(kg)["total_krw"].to_list() == [total]
    assert funding(kg, by="kind")["total_krw"].to_list() == [total]


def test_one_sum_for_two_places_is_one_sum():
    kg = graph_of(DATES, [gives(FIRM, CITY, 270), gives(FIRM, OTHER, 270)], NODES)
    for _, _, data in kg.edges(data=True):
        data |= {"quote": "두 곳에 270억 원을 넣는다", "evidence": "10-30"}
    assert funding(kg)["total_krw"].to_list() == [270, 270]
    assert funding(kg, by="region")["total_krw"].sum() == funding(kg)["counted_krw"].sum() == 270


def test_rolled_up_to_provinces_and_kinds():
    claims = [gives(STATE, ZONE, 80), gives(CITY, PART, 20), located(ZONE, CITY), located(PART, PROVINCE)]
    assert table(claims, by="sido") == {"경상남도": [80, 0, 20, 0, 0, 0, 100]}
    assert table(claims, by="kind") == {"국비": [80, 0, 0, 0, 0, 0, 80], "시비": [0, 0, 20, 0, 0, 0, 20]}
    assert table(claims, by="region", region="창원시") == {"창원시": [80, 0, 0, 0, 0, 0, 80]}
    with pytest.raises(QueryError, match="by '해' is not one of project, region"):
        table(claims, by="해")


@pytest.mark.parametrize(
    ("giver", "column"),
    [
        ("Organization:정부", "national_krw"),
        ("Organization:우주항공청", "national_krw"),
        ("Organization:경상남도교육청", "other_krw"),
        ("Organization:국가우주위원회", "national_krw"),
        ("Region:부산광역시", "province_krw"),
        ("Region:제주특별자치도", "province_krw"),
        ("Region:달성군", "city_krw"),
        ("Organization:한국산업단지공단", "other_krw"),
    ],
)
def test_whose_purse_a_giver_is(giver, column):
    assert funding(graph_of(DATES, [gives(giver, ZONE, 80)]))[column].to_list() == [80]


def test_a_matrix_of_money_counts_parts_once():
    claims = [within(PART, ZONE), located(ZONE, CITY), located(PART, CITY)]
    claims += [("가", thing, "targets", "Industry:드론", "planned", {}) for thing in (ZONE, PART)]
    kg = graph_of(DATES, claims, NODES | {ZONE: {"budget_krw": 100}, PART: {"budget_krw": 40}})
    assert region_industry(kg, weight="money").to_dict("index") == {"경상남도": {"드론": 100}}


things = st.sampled_from([ZONE, PART, SECOND, "Project:둘레길"])
links = st.one_of(
    st.builds(gives, st.sampled_from([STATE, CITY, FIRM]), things, st.integers(1, 99), st.sampled_from(list(DATES))),
    st.builds(within, things, things),
    st.builds(located, things, st.sampled_from([CITY, OTHER])),
)


@given(st.lists(links, max_size=12, unique_by=lambda row: row[:4]), st.dictionaries(things, st.integers(1, 200)))
def test_all_sums_are_the_same_sum(claims, budgets):
    budgets = {thing: {"budget_krw": budget} for thing, budget in budgets.items()}
    kg = graph_of(DATES, claims, NODES | budgets)
    counted = funding(kg)["counted_krw"].sum()
    assert {funding(kg, by=by)["total_krw"].sum() for by in BY if by != "project"} == {counted}
    assert counted <= funding(kg)["total_krw"].sum()
