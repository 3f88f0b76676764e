"""`python bench.py view`: how large and how quick the explorer is in headless Chromium, beside pyvis as it comes.

Graphs are made by chance, seeded, and look like ours: zones, hubs, Korean names, three claims an entity, each with a
quote, a date, an outlet and an address. Frames are counted as the page is given them, on software rendering. The best
of the rounds counts, so that what else the machine does troubles little.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import NamedTuple

import networkx as nx
from playwright.sync_api import Browser, Page, TimeoutError, ViewportSize, sync_playwright
from pyvis.network import Network  # type: ignore[import-untyped]
from rich.console import Console
from rich.table import Table

from graph.normal import KnowledgeGraph
from graph.view import write_html

SIZES = (200, 1_000, 5_000, 20_000)
CLAIMS = 3
ROUNDS = 3
WINDOW = ViewportSize(width=1200, height=800)
# pyvis is measured at this size, and stopped after so many seconds.
PLAIN, LIMIT = 1_000, 300
SEED = 20250107
ZONES = ("수도권", "충청권", "호남권", "대경권", "동남권", "강원권", "제주권")
# Of a hundred entities, and what names end in.
TYPES = {
    "Region": (6, "시"),
    "Industry": (5, "산업"),
    "Project": (30, " 특화단지 조성사업"),
    "Organization": (28, "테크"),
    "Official": (12, ""),
    "Site": (11, " 산업단지"),
    "Policy": (5, " 육성법"),
    "Person": (3, ""),
}
SYLLABLES = "가나다라마바사아자차경남창원수소드론반도체로봇전지항공우주해양미래스마트"
# What people type, key by key.
TYPED = ("ㅊ", "차", "창", "창우", "창원", "창원시", "ㅅㅁㅌ", "스마트 수소", "tnth", "창언시 드롬")
DRAG = """(() => {
  window.frames_ = [];
  const tick = (at) => { frames_.push(at); window.ticking = requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
})()"""
TASKS = """window.longest = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
}).observe({ type: "longtask", buffered: true });"""
SEARCH = """([typed, rounds]) => typed.map((text) => Math.min(...Array.from({ length: rounds }, () => {
  const start = performance.now();
  query.value = text;
  search();
  hits.offsetHeight;
  return performance.now() - start;
})))"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


class Figures(NamedTuple):
    """What was measured of one page: megabytes, seconds, milliseconds and frames a second."""

    build: float
    file: float
    picture: float
    blocked: float
    key: float
    overview: float
    everything: float
    heap: float
    process: float


def main() -> None:
    """Measure and print."""
    with browser() as chromium, tempfile.TemporaryDirectory() as folder:
        found = {size: _explorer(chromium, size, Path(folder)) for size in SIZES}
        plain = _plain(chromium, Path(folder))
    _print(found, plain)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium without a window."""
    path = which("chromium") or which("google-chrome")
    if not path:
        sys.exit("Chromium이 필요합니다: apt install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()


def made_graph(count: int) -> KnowledgeGraph:
    """Return a graph of so many entities with three claims each."""
    chance = random.Random(SEED)
    kg: KnowledgeGraph = nx.MultiDiGraph()
    for number, (kind, ending) in enumerate(_kinds(count, chance)):
        name = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) + ending
        node = f"{kind}:{name}{number}"
        kg.add_node(node, type=kind, label=name, mention_count=3, article_count=2, articles="")
        if kind == "Region":
            kg.nodes[node].update(zone=chance.choice(ZONES), sido="도")
    nodes = list(kg)
    for number in range(CLAIMS * count):
        # Of a few drawn by chance the first is the hub: degrees get a heavy tail, neighbours a zone.
        head = nodes[number % count]
        near = int(chance.paretovariate(0.7)) + 1
        tail = nodes[min(near, count - 1)] if chance.random() < 0.4 else nodes[(number % count + near) % count]
        kg.add_edge(head, tail, f"c{number}", **_claim(number, chance))
    return kg


def _kinds(count: int, chance: random.Random) -> list[tuple[str, str]]:
    kinds = [(kind, ending) for kind, (share, ending) in TYPES.items() for _ in range(max(1, share * count // 100))]
    chance.shuffle(kinds)
    return (kinds * 2)[:count]


def _claim(number: int, chance: random.Random) -> Mapping[str, object]:
    article = number // 12
    return {
        "claim_id": f"c{number}",
        "relation": "leads",
        "status": chance.choice(["planned", "planned", "ongoing", "done", "proposed", "failed"]),
        "confidence": round(chance.random(), 2),
        "rule": "추진",
        "amount_krw": chance.choice([0.0, 0.0, 1e10]),
        "quote": "".join(chance.choices(SYLLABLES + "    ", k=70)),
        "article": f"기사{article}",
        "article_title": f"특화단지 조성 추진 {article}",
        "press": f"신문{article % 40}",
        "published": f"20{20 + article % 6}-{1 + article % 12:02}-15",
        "url": f"https://example.com/{article}",
    }


def _explorer(chromium: Browser, size: int, folder: Path) -> Figures:
    path, kg = folder / f"{size}.html", made_graph(size)
    build = _seconds(lambda: write_html(kg, path))
    rounds = [_round(chromium, path) for _ in range(ROUNDS)]
    picture, blocked, key, heap, process = (min(column) for column in list(zip(*rounds, strict=True))[:5])
    overview, everything = (max(column) for column in list(zip(*rounds, strict=True))[5:])
    return Figures(build, path.stat().st_size / 1e6, picture, blocked, key, overview, everything, heap, process)


def _round(chromium: Browser, path: Path) -> tuple[float, ...]:
    """Return the first picture, the longest block, the slowest key, memory, and frames in the overview and in all."""
    page = chromium.new_page(viewport=WINDOW)
    page.set_default_timeout(LIMIT * 1000)
    page.add_init_script(TASKS)
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("body[data-drawn]")
    picture = float(page.evaluate(DRAWN)) / 1000
    page.wait_for_timeout(1500)
    key = max(page.evaluate(SEARCH, [list(TYPED), ROUNDS]))
    page.keyboard.press("Escape")
    blocked = page.evaluate("longest")
    overview = _frames(page)
    page.click("#all")
    page.wait_for_timeout(500)
    everything = _frames(page)
    heap, process = _memory(chromium, page)
    page.close()
    return picture, blocked, key, heap, process, overview, everything


def _frames(page: Page) -> float:
    """Return the frames a second while the map is dragged to and fro."""
    box = page.locator("#map").bounding_box()
    assert box
    left, top = box["x"] + box["width"] / 2, box["y"] + 70
    page.mouse.move(left, top)
    page.evaluate(DRAG)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(left + 4 * (30 - abs(step - 30)), top + (step % 10))
        page.wait_for_timeout(16)
    page.mouse.up()
    frames = page.evaluate("cancelAnimationFrame(ticking), frames_")
    return float((len(frames) - 1) / (frames[-1] - frames[0]) * 1000)


def _memory(chromium: Browser, page: Page) -> tuple[float, float]:
    """Return megabytes of the page's JavaScript after collection, and of the process that shows it."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    found = chromium.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [int(process["id"]) for process in found if process["type"] == "renderer"]
    sizes = [_resident(process) for process in renderers]
    return heap, max(sizes, default=0.0)


def _resident(process: int) -> float:
    """Return what a process holds in memory, where the system tells it (Linux)."""
    path = Path(f"/proc/{process}/status")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")), 0.0)


def _plain(chromium: Browser, folder: Path) -> float | None:
    """Return the seconds until pyvis as it comes shows a still picture, or None where it was stopped."""
    kg, network = made_graph(PLAIN), Network(directed=True, cdn_resources="in_line")
    for node, data in kg.nodes(data=True):
        network.add_node(node, label=data["label"])
    for head, tail in kg.edges():
        network.add_edge(head, tail)
    path = folder / "plain.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    page = chromium.new_page(viewport=WINDOW)
    page.route("http*://**", lambda route: route.abort())
    begun = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    try:
        page.wait_for_function(
            "document.getElementById('loadingBar')?.style.display === 'none'", timeout=LIMIT * 1000, polling=200
        )
    except TimeoutError:
        return None
    finally:
        page.close()
    return time.perf_counter() - begun


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _print(found: Mapping[int, Figures], plain: float | None) -> None:
    table = Table(
        title=f"탐색 화면, 개체마다 주장 {CLAIMS}개, 창 {WINDOW['width']}×{WINDOW['height']}, 소프트웨어 렌더링"
    )
    for name in (
        "개체",
        "만들기",
        "파일",
        "첫 그림",
        "가장 긴 멈춤",
        "검색 한 자",
        "끌기(개요)",
        "끌기(전체)",
        "JS 메모리",
        "프로세스",
    ):
        table.add_column(name, justify="right")
    for size, row in found.items():
        table.add_row(
            f"{size:,}",
            f"{row.build:.1f}초",
            f"{row.file:.1f} MB",
            f"{row.picture:.2f}초",
            f"{row.blocked:.0f} ms",
            f"{row.key:.0f} ms",
            f"{row.overview:.0f} 프레임/초",
            f"{row.everything:.0f} 프레임/초",
            f"{row.heap:.0f} MB",
            f"{row.process:.0f} MB",
        )
    Console(width=140).print(table)
    ours = found[PLAIN].picture
    told = f"{plain:.0f}초, {plain / ours:.0f}배" if plain else f"{LIMIT}초에 멈춤, {LIMIT / ours:.0f}배 이상"
    print(f"pyvis 그대로, 개체 {PLAIN:,}: 멈춘 그림까지 {told}")
    print(
        "약속: 1,000 개체에서 pyvis보다 100배 이상 빠르다. 5,000 개체에서 첫 그림 2.5초, 검색 50 ms, 끌기 30 프레임/초."
    )


if __name__ == "__main__":
    main()
