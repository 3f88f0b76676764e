"""The explorer, clicked through in a real browser on the shipped corpus as annotated."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from urllib.parse import quote

import pytest

from extractors.articles import read_articles
from graph.build import build_graph
from graph.gold import gold_extraction, read_gold
from graph.layers import locate_regions
from graph.model import Article
from graph.registers import read_hierarchy
from graph.view import show, write_html
from tests.browser import DESK, PHONE, Explorer, opened_browser
from tests.conftest import ROOT
from tests.graphs import hostile

SCREENSHOTS = ROOT / "out/screenshots"


@pytest.fixture(scope="module")
def kg(data):
    """The shipped corpus as annotated; every third claim is made less sure, so that sureness can be filtered."""
    articles = {item.id: item for item in read_articles([data / "articles"]) if isinstance(item, Article)}
    found = [gold_extraction(gold, articles[gold.id]) for gold in read_gold(data / "gold")]
    kg = build_graph(locate_regions(found, read_hierarchy(data / "registers")))
    for number, (*_, claim) in enumerate(kg.edges(data=True)):
        claim["confidence"] = 0.4 if number % 3 == 0 else 0.9
    return kg


@pytest.fixture(scope="module")
def path(kg, tmp_path_factory):
    path = tmp_path_factory.mktemp("explorer") / "graph.html"
    write_html(kg, path)
    return path


@pytest.fixture(scope="module")
def browser():
    with opened_browser() as browser:
        yield browser


@pytest.fixture
def new_explorer(browser):
    """Open pages; none of them may ask anything of a host, nor meet an error."""
    contexts, explorers = [], []

    def make(**options):
        contexts.append(browser.new_context(**{"viewport": DESK} | options))
        explorers.append(Explorer(contexts[-1].new_page()))
        return explorers[-1]

    yield make
    for explorer in explorers:
        assert explorer.errors == []
        assert [url for url in explorer.requests if not url.startswith(("file:", "about:", "data:", "blob:"))] == []
    for context in contexts:
        context.close()


@pytest.fixture
def explorer(new_explorer, path):
    explorer = new_explorer()
    explorer.open(path)
    return explorer


# ---- see


def test_it_opens_on_an_overview_of_regions_industries_and_projects(explorer):
    types = explorer.ask("[...new Set(scene.nodes.map((node) => world.types[N.type[node]].id))].sort()")
    assert types == ["Industry", "Project", "Region"]
    assert 40 <= len(explorer.names()) <= 70
    assert {"창원시", "부산광역시", "수소"} <= set(explorer.names())
    assert explorer.ask("placing.panes.map((pane) => pane.title).includes('동남권')")
    assert "개요" in explorer.page.inner_text("#bar")


def test_names_do_not_overlap(explorer):
    """Those below their node are measured here; the column of industries has a row each."""
    overlaps = """(() => {
      const boxes = scene.nodes.filter((node) => !placing.side.has(node)).map((node) =>
        ({ ...boxOf(node, sizes.get(node), measureLabel(node, 0)), ...spot(node) }));
      return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
        Math.abs(a.x - b.x) < a.w + b.w - 2 && a.y - a.up < b.y + b.down - 2 && b.y - b.up < a.y + a.down - 2)).length;
    })()"""
    assert explorer.ask(overlaps) == 0


def test_same_graph_same_picture(explorer, path):
    before = explorer.ask("[...placing.places].map(([node, { x, y }]) => [node, x, y])")
    explorer.open(path)
    assert explorer.ask("[...placing.places].map(([node, { x, y }]) => [node, x, y])") == before
    explorer.page.wait_for_timeout(300)
    assert explorer.ask("Object.values(network.getPositions()).length") == len(before)


def test_the_legend_filters_types_and_statuses(explorer):
    explorer.page.click("#legend .key:has-text('공직자')")
    assert "Official" in explorer.ask("scene.nodes.map((node) => world.types[N.type[node]].id)")
    explorer.page.click("#legend .key:has-text('계획·건의')")
    assert {claim["status"] for claim in explorer.claims()} <= {"ongoing", "done", "ended", "failed"}
    assert explorer.page.get_attribute("#legend .key:has-text('계획·건의')", "aria-pressed") == "false"


def test_size_follows_the_measure_that_is_named(explorer):
    explorer.page.select_option("#legend select", "amount")
    most = explorer.ask("N.label[scene.nodes.reduce((a, b) => (sizes.get(a) >= sizes.get(b) ? a : b))]")
    assert explorer.ask(f"money[N.label.indexOf({most!r})] === Math.max(...scene.nodes.map((node) => money[node]))")


def test_every_type_has_a_colour_and_a_shape_of_its_own(explorer):
    looks = explorer.ask("world.types.map((type, number) => [type.color, outline(number, 0, 0, 1)])")
    assert len({color for color, _ in looks}) == len({shape for _, shape in looks}) == 8


def test_all_is_a_map_that_names_more_when_enlarged(explorer):
    explorer.page.click("#all")
    assert explorer.ask("scene.nodes.length") > 800
    few = explorer.ask("drawn.size")
    assert few <= explorer.ask("CROWD")
    place = explorer.ask("({ x: N.x[scene.nodes[0]], y: N.y[scene.nodes[0]] })")
    before = explorer.ask("[...drawn].sort().join()")
    explorer.ask(f"network.moveTo({{ position: {{ x: {place['x']}, y: {place['y']} }}, scale: 1.2 }}), settle()")
    explorer.page.wait_for_function("(before) => [...drawn].sort().join() !== before", arg=before)


# ---- find and narrow


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("창원시", "창원시"),
        ("ㅊㅇㅅ", "창원시"),
        ("창우", "창원시"),
        ("차원국가산업단지", "창원국가산업단지"),
        ("ckddnjstl", "창원시"),
        ("로봇활용 제작지원", "SMR 로봇활용 제작지원센터 구축사업"),
    ],
)
def test_search_finds_by_part_initials_half_syllables_slips_and_the_wrong_keyboard(explorer, typed, name):
    explorer.page.fill("#query", typed)
    assert name in explorer.page.locator("#hits .label").all_inner_texts()[:4]


def test_search_by_keyboard_leads_to_the_focus(explorer):
    explorer.page.keyboard.press("/")
    explorer.page.keyboard.type("수소")
    assert explorer.page.get_attribute("#query", "aria-expanded") == "true"
    explorer.page.keyboard.press("ArrowDown")
    explorer.page.keyboard.press("ArrowUp")
    explorer.page.keyboard.press("Enter")
    assert explorer.ask("[state.mode, N.label[state.node]]") == ["focus", "수소"]
    assert explorer.page.inner_text("#panel h2") == "수소"


def test_search_tells_where_nothing_is_found(explorer):
    explorer.page.fill("#query", "ㅁㄴㅇㄹㅁㄴㅇㄹ")
    assert explorer.page.inner_text("#hits") == "찾는 이름이 없습니다"


FILTERS = [
    ("relation", "투자", lambda claim: claim["relation"] == "invests_in"),
    ("status", "무산", lambda claim: claim["status"] == "failed"),
    ("outlet", "경남신문", lambda claim: claim["press"] == "경남신문"),
]


@pytest.mark.parametrize(("facet", "label", "fits"), FILTERS)
def test_a_filter_keeps_what_it_names(explorer, facet, label, fits):
    if facet == "outlet":
        label = explorer.ask("A.press[0]")
        fits = lambda claim: claim["press"] == label  # noqa: E731
    every = explorer.claims()
    explorer.filter(facet, label)
    kept = explorer.claims()
    assert kept == [claim for claim in every if fits(claim)]
    assert 0 < len(kept) < len(every)
    assert explorer.page.inner_text("#narrowed") == "1"
    explorer.page.click("#clear")
    assert explorer.claims() == every


def test_a_region_holds_what_lies_below_it(explorer):
    explorer.filter("region", "동남권")
    kept = explorer.claims()
    ends = {claim[end] for claim in kept for end in ("head", "tail")}
    assert {"Region:창원시", "Region:부산광역시"} <= ends
    assert any(not {claim["head"], claim["tail"]} & {"Region:창원시"} for claim in kept)
    about = explorer.ask(
        """C.from.every((_, claim) => !passes[claim] || [C.from[claim], C.to[claim]].some((node) =>
             N.regions[node].some((region) => world.regions[region]?.[0] === '동남권')))"""
    )
    assert about


def test_an_industry_holds_its_projects(explorer):
    explorer.filter("industry", "수소")
    kept = explorer.claims()
    assert any("Industry:수소" not in (claim["head"], claim["tail"]) for claim in kept)
    assert explorer.ask(
        """C.from.every((_, claim) => !passes[claim] || [C.from[claim], C.to[claim]].some((node) =>
             N.industries[node].includes(numberOf.get('Industry:수소'))))"""
    )


def test_sureness_and_time_are_ranges(explorer):
    explorer.page.click("#filter")
    explorer.page.locator("#facet-sure > summary").click()
    explorer.page.locator("#facet-sure input").fill("0.6")
    assert {claim["sure"] for claim in explorer.claims()} == {0.9}
    assert explorer.page.locator("#facet-time .histogram .whole").count() > 5
    explorer.page.locator("#facet-time input").first.fill("20")
    start = explorer.ask("state.filter.from")
    assert start > "2021-10"
    assert min(claim["date"] for claim in explorer.claims()) >= start


def test_only_what_is_tied_to_these_two(explorer):
    explorer.page.fill("#query", "창원시")
    explorer.page.keyboard.press("Enter")
    explorer.page.click("text=다른 하나와 함께 보기")
    explorer.page.fill("#query", "경상남도")
    explorer.page.keyboard.press("Enter")
    assert explorer.ask("[state.mode, N.label[state.node], N.label[state.other]]") == ["between", "창원시", "경상남도"]
    tied = """scene.nodes.slice(2).every((node) => [state.node, state.other].every((end) =>
                linesOf[end].some((line) => otherEnd(line, end) === node)))"""
    assert explorer.ask(tied)
    assert len(explorer.names()) > 2


def test_focus_by_double_click_one_and_two_steps_and_more(explorer):
    explorer.click_node("창원시", click_count=2)
    explorer.page.wait_for_function("state.mode === 'focus'")
    near = set(explorer.names())
    assert explorer.ask(
        """scene.nodes.every((node) => node === state.node ||
             linesOf[state.node].some((line) => otherEnd(line, state.node) === node))"""
    )
    explorer.page.click("#bar >> text=2단계")
    assert near < set(explorer.names()) or len(explorer.names()) == 61
    assert len(explorer.names()) <= 61
    explorer.page.click("#bar >> text=더 보기")
    assert len(explorer.names()) > 61


def test_back_and_forward_and_the_address(explorer, path, new_explorer):
    explorer.page.fill("#query", "수소")
    explorer.page.keyboard.press("Enter")
    explorer.page.click("#bar >> text=2단계")
    explorer.page.click("#back")
    explorer.page.wait_for_function("state.steps === 1")
    explorer.page.go_back()
    explorer.page.wait_for_function("state.mode === 'overview'")
    explorer.page.click("#forward")
    explorer.page.wait_for_function("state.mode === 'focus'")
    explorer.filter("relation", "대상 산업")
    state = explorer.page.url.partition("#")[2]
    other = new_explorer()
    other.open(path, state)
    assert other.ask("writeState(state)") == explorer.ask("writeState(state)")
    assert other.names() == explorer.names()


@pytest.mark.parametrize(
    "state", ["v=focus&n=없는 것", "v=between&n=Region:창원시", "s=99&size=x&lang=xx&types=y", "%%%", "line=a"]
)
def test_an_address_that_is_wrong_does_no_harm(new_explorer, path, state):
    explorer = new_explorer()
    explorer.open(path, quote(state, safe="=&%"))
    assert explorer.ask("scene.kind") == "overview"


# ---- believe


def test_a_node_tells_offices_projects_money_time_and_neighbours(explorer):
    explorer.click_node("창원시")
    told = explorer.page.locator("#panel summary h3").all_inner_texts()
    assert {"직책", "사업", "시간순", "이웃", "근거"} <= set(told)
    assert "독립 출처" in explorer.page.inner_text("#panel")
    assert "홍남표" in explorer.page.inner_text("#panel details:has-text('직책')")
    with_money = explorer.ask("N.label[C.from[C.amount.findIndex((amount) => amount > 0)]]")
    explorer.page.fill("#query", with_money)
    explorer.page.keyboard.press("Enter")
    assert re.search(r"[억조만] ?원?", explorer.page.inner_text("#panel details:has-text('돈')"))


def test_a_line_tells_every_claim_with_quote_source_and_sureness(explorer, kg):
    explorer.ask("focusOn(numberOf.get('Site:창원국가산업단지'))")
    line = explorer.ask(
        "linesOf[state.node].find((line) => otherEnd(line, state.node) === numberOf.get('Region:창원시'))"
    )
    explorer.ask(f"choose({{ line: {line} }})")
    cards = explorer.page.locator("#panel .claim")
    assert cards.count() == explorer.ask(f"lines[{line}].claims.length")
    quotes = {data["quote"] for *_, data in kg.edges(data=True)}
    assert set(cards.locator("blockquote").all_inner_texts()) <= quotes
    assert {"subject", "object"} == set(
        cards.locator("mark").evaluate_all("marks => marks.map((mark) => mark.className)")
    )
    assert cards.first.locator(".status").count() == 1
    assert "확신도" in cards.first.inner_text()
    assert "출처" in explorer.page.inner_text("#panel .kind")
    unfolded = explorer.ask("drawnLines.getIds().filter((id) => typeof id === 'string').length")
    assert unfolded == cards.count()
    link = cards.first.locator("footer a")
    assert (link.get_attribute("rel"), link.get_attribute("target")) == ("noopener noreferrer", "_blank")


def test_a_line_can_be_clicked_in_the_map(explorer):
    explorer.page.fill("#query", "창원국가산업단지")
    explorer.page.keyboard.press("Enter")
    explorer.click_line("창원국가산업단지", "창원시")
    assert explorer.page.locator("#panel .claim").count() >= 2


def test_the_table_holds_what_is_shown_sorts_and_downloads(explorer):
    explorer.page.click("#table")
    shown = explorer.ask("sceneClaims().length")
    assert explorer.page.locator("#twin tbody tr").count() == min(shown, 200)
    explorer.page.click("#twin th button:has-text('주체')")
    heads = explorer.page.locator("#twin tbody [data-column='head']").all_inner_texts()
    assert heads == explorer.ask(f"{heads}.sort((a, b) => a.localeCompare(b, 'ko'))")
    assert explorer.page.get_attribute("#twin th:has-text('주체')", "aria-sort") == "ascending"
    with explorer.page.expect_download() as download:
        explorer.page.click("#csv")
    raw = download.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["주체"] for row in rows[:200]] == heads
    assert len(rows) == shown
    explorer.page.click("#tab-entities")
    assert explorer.page.locator("#twin tbody tr").count() == len(explorer.names())


@pytest.mark.parametrize(("button", "start"), [("#png", b"\x89PNG"), ("#svg", b"<svg")])
@pytest.mark.parametrize("state", ["", "v=all"])
def test_the_picture_downloads(new_explorer, path, button, start, state):
    explorer = new_explorer()
    explorer.open(path, state)
    explorer.page.click("#save > summary")
    with explorer.page.expect_download() as download:
        explorer.page.click(button)
    raw = download.value.path().read_bytes()
    assert raw.startswith(start)
    if button == "#svg":
        texts = [text.text for text in ET.fromstring(raw).iter("{http://www.w3.org/2000/svg}text")]
        assert "산맥 지식그래프" in texts
        assert "부산광역시" in texts


def test_printing_gives_picture_and_panel_without_controls(explorer):
    explorer.click_node("창원시")
    explorer.page.emulate_media(media="print")
    assert explorer.page.locator("nav").is_hidden()
    assert explorer.page.locator("#panel .claim").first.is_visible() or explorer.page.locator("#panel h2").is_visible()
    assert explorer.page.evaluate("getComputedStyle(document.getElementById('panel')).overflowY") == "visible"


# ---- reach


def test_arrows_walk_enter_focuses_and_escape_steps_back(explorer):
    explorer.page.focus("#map")
    explorer.page.keyboard.press("ArrowRight")
    first = explorer.ask("state.chosen.node")
    explorer.page.keyboard.press("ArrowDown")
    assert explorer.ask("state.chosen.node") != first
    explorer.page.keyboard.press("Enter")
    assert explorer.ask("state.mode") == "focus"
    explorer.page.keyboard.press("Escape")
    explorer.page.keyboard.press("Escape")
    assert explorer.ask("[state.mode, state.chosen]") == ["overview", None]


def test_every_control_has_a_name(explorer):
    explorer.page.click("#filter")
    explorer.page.click("#table")
    nameless = """[...document.querySelectorAll('button, input, select, a, summary, [role=tab], section, aside, #map')]
      .filter((element) => element.checkVisibility() && !element.getAttribute('aria-label') &&
        !element.textContent.trim() && !element.closest('label')?.textContent.trim())
      .map((element) => element.outerHTML.slice(0, 120))"""
    assert explorer.ask(nameless) == []
    explorer.page.keyboard.press("Tab")
    assert explorer.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_english_by_a_switch(explorer):
    explorer.page.click("#language")
    assert explorer.page.inner_text("#overview") == "Overview"
    assert explorer.page.get_attribute("html", "lang") == "en"
    assert "Region" in explorer.page.inner_text("#legend")
    explorer.click_node("창원시")
    assert "independent sources" in explorer.page.inner_text("#panel")
    explorer.page.click("#language")
    assert explorer.page.inner_text("#overview") == "개요"


def test_dark_follows_the_system_and_the_switch(new_explorer, path):
    explorer = new_explorer(color_scheme="dark")
    explorer.open(path)
    background = "getComputedStyle(document.getElementById('field')).backgroundColor"
    dark = explorer.ask(background)
    assert explorer.ask("paper") != "#ffffff"
    explorer.page.click("#theme")
    assert explorer.ask(background) != dark
    assert explorer.ask("paper") == "#ffffff"


def test_a_phone_shows_all_without_scrolling_sideways(new_explorer, path):
    explorer = new_explorer(viewport=PHONE, has_touch=True, is_mobile=True)
    explorer.open(path)
    assert explorer.ask("document.documentElement.scrollWidth") <= PHONE["width"]
    name = explorer.names()[0]
    explorer.page.touchscreen.tap(*explorer.spot_of(name))
    explorer.page.wait_for_function("state.chosen !== null")
    assert explorer.page.inner_text("#panel h2") == name
    explorer.page.click("#close-panel")
    explorer.page.click("#filter")
    assert explorer.page.locator("#facets").bounding_box()["width"] > 380
    assert explorer.ask("document.documentElement.scrollWidth") <= PHONE["width"]


# ---- safe


def test_hostile_articles_stay_text(new_explorer, tmp_path):
    page = tmp_path / "hostile.html"
    write_html(build_graph(hostile()), page, title="<img src=x onerror=alert(1)>")
    explorer = new_explorer()
    explorer.open(page, "v=all")
    for node in range(explorer.ask("nodeCount")):
        explorer.ask(f"choose({{ node: {node} }})")
    for line in range(explorer.ask("lines.length")):
        explorer.ask(f"choose({{ line: {line} }})")
    explorer.page.click("#table")
    explorer.page.click("#filter")
    explorer.page.fill("#query", "img")
    assert explorer.page.locator("main img, main iframe, main script, header img, a[href^='javascript']").count() == 0
    assert explorer.page.locator("a[href]").count() == 0
    explorer.page.click("#save > summary")
    with explorer.page.expect_download() as download:
        explorer.page.click("#svg")
    assert not [
        tag for tag in ET.parse(download.value.path()).iter() if tag.tag.rpartition("}")[2] in ("img", "script", "a")
    ]


def test_a_notebook_frame_works_without_address_or_network(new_explorer, kg, tmp_path):
    page = tmp_path / "notebook.html"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8>{show(kg)._repr_html_()}", encoding="utf-8")
    explorer = new_explorer()
    explorer.page.goto(page.as_uri())
    frame = explorer.page.frame_locator("iframe")
    frame.locator("body[data-drawn]").wait_for()
    frame.locator("#query").fill("창원시")
    frame.locator("#query").press("Enter")
    assert frame.locator("#panel h2").inner_text() == "창원시"
    frame.locator("#back").click()
    frame.locator("#bar >> text=개요").wait_for()


# ---- looked at


LOOKS = [
    ("overview", DESK, "", ""),
    ("focus", DESK, "v=focus&n=Region:창원시&sel=Region:창원시", ""),
    ("focus-two-steps", DESK, "v=focus&n=Industry:수소&s=2&sel=Industry:수소", ""),
    ("between", DESK, "v=between&n=Region:창원시&o=Region:경상남도", ""),
    ("evidence", DESK, "v=focus&n=Site:창원국가산업단지&line=Site:창원국가산업단지&line=Region:창원시", ""),
    ("filter", DESK, "ind=Industry:수소&reg=zone:동남권", "#filter"),
    ("all", DESK, "v=all", ""),
    ("table", DESK, "table=1", ""),
    ("dark", DESK, "theme=dark", ""),
    ("english", DESK, "lang=en", ""),
    ("phone", PHONE, "", ""),
    ("phone-focus", PHONE, "v=focus&n=Region:창원시&sel=Region:창원시", ""),
    ("phone-filter", PHONE, "", "#filter"),
]


@pytest.mark.parametrize(("name", "size", "state", "press"), LOOKS, ids=[look[0] for look in LOOKS])
def test_a_picture_is_taken_to_be_looked_at(new_explorer, path, name, size, state, press):
    explorer = new_explorer(viewport=size)
    explorer.open(path, quote(state, safe="=&"))
    if press:
        explorer.page.click(press)
    if state.startswith("v=focus") and size == PHONE:
        explorer.page.evaluate("document.body.classList.add('panel-open')")
    explorer.page.wait_for_timeout(300)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    explorer.page.screenshot(path=SCREENSHOTS / f"{name}.png")
    assert (SCREENSHOTS / f"{name}.png").stat().st_size > 10_000
