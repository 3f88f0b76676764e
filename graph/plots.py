"""Pictures fit for a report: Korean in a font that has it, colours the colour-blind can tell apart, PNG and SVG.

Each function takes an answer of `graph.query` and returns a matplotlib Figure, which a notebook shows as it is and
`save_figure` writes. Colours are Okabe and Ito's; amounts are light to dark in one hue, with their figures written
beside.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import matplotlib as mpl
import networkx as nx
import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from graph.errors import ExportError
from graph.files import replacing
from graph.index import day_number
from graph.money import KINDS
from graph.schema import load_schema
from graph.stress import stress_layout

# Fonts with Hangul that systems bring along, should the package with one be missing.
_FONTS = ("NanumGothic", "Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic")
# Comes with matplotlib and has the signs that a Korean font may lack.
_FALLBACK = "DejaVu Sans"
_MONEY_COLORS = dict(zip(KINDS, ("#0072B2", "#56B4E9", "#009E73", "#E69F00", "#CC79A7", "#BBBBBB"), strict=True))
_STATUS_COLORS = {
    "proposed": "#F0E442",
    "planned": "#56B4E9",
    "ongoing": "#0072B2",
    "done": "#009E73",
    "ended": "#999999",
    "failed": "#D55E00",
}
# White to a blue on which black can still be read.
_AMOUNTS = LinearSegmentedColormap.from_list("amounts", ["#EAF3F9", "#4C9ACB"])
# What a page can hold and still be read: rows and columns of a matrix, bars, steps, names in a network or on a map.
ROWS, COLUMNS, BARS, STEPS, NAMES = 16, 18, 15, 30, 40
_HUNDRED_MILLION, _TRILLION = 1e8, 1e12
_DPI = 150
# Degrees of longitude are shorter than those of latitude; at 36° north by this much.
_ASPECT = 1 / math.cos(math.radians(36))


def heat_map(matrix: pd.DataFrame, *, title: str = "지역과 산업", unit: str = "사업 수") -> Figure:
    """Draw what `region_industry` answers: the largest regions and industries, each cell with its figure.

    With the unit "억 원" the cells are taken for won, and shaded by their logarithm. What the page cannot hold is
    counted below it.
    """
    shown = matrix.iloc[:ROWS, :COLUMNS]
    cells = shown.to_numpy(dtype=float) / (_HUNDRED_MILLION if unit == "억 원" else 1)
    with _page(2.6 + 0.5 * len(shown.columns), 2.2 + 0.36 * len(shown), title) as (figure, axes):
        scale = LogNorm() if unit == "억 원" and cells.any() else None
        if cells.size:
            axes.imshow(np.ma.masked_equal(cells, 0), cmap=_AMOUNTS, norm=scale, aspect="auto")
        names = [_short(name, 12) for name in shown.columns]
        axes.set_xticks(range(len(names)), names, rotation=50, ha="right", rotation_mode="anchor")
        axes.set_yticks(range(len(shown)), [_short(name, 18) for name in shown.index])
        for (row, column), cell in np.ndenumerate(cells):
            if cell:
                axes.text(column, row, f"{cell:,.0f}", ha="center", va="center", fontsize=8)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        left = {"지역": len(matrix) - len(shown), "산업": len(matrix.columns) - len(shown.columns)}
        told = ", ".join(f"{what} {count}개" for what, count in left.items() if count)
        _note(figure, f"단위: {unit}" + (f" · {told}는 싣지 않음" if told else ""))
    return figure


def timeline_figure(steps: pd.DataFrame, *, title: str = "사업의 걸음") -> Figure:
    """Draw what `timeline` answers: a line a step, in the order of time; hollow where only the report is dated."""
    known = steps[steps["date"] != ""]
    shown = known.iloc[:STEPS]
    with _page(8.5, 1.6 + 0.34 * len(shown), title) as (figure, axes):
        days = [_decimal_year(date) for date in shown["date"]]
        for line, (day, step) in enumerate(zip(days, shown.to_dict("records"), strict=True)):
            color = _STATUS_COLORS.get(str(step["status"]), "black")
            filled = color if step["dated"] != "report" else "white"
            axes.plot(day, line, "o", markersize=9, markerfacecolor=filled, markeredgecolor="black")
            if filled == "white":
                axes.plot(day, line, "o", markersize=5, markerfacecolor=color, markeredgecolor=color)
            told = f"{step['date']}  {step['step']}" + (
                f" · {_short(step['other_name'], 24)}" if step["other_name"] else ""
            )
            axes.annotate(told, (day, line), (10, 0), textcoords="offset points", va="center", fontsize=9)
        low, high = min(days, default=2024.0), max(days, default=2025.0)
        axes.set_xlim(math.floor(low), math.ceil(high + (high - low) * 0.6 + 0.5))
        axes.set_ylim(len(shown) - 0.4, -0.6)
        axes.set_yticks([])
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(axis="x", color="#DDDDDD")
        axes.set_axisbelow(True)
        axes.spines[["left", "right", "top"]].set_visible(False)
        found = set(shown["status"])
        _legend(
            axes, [(term.ko, _STATUS_COLORS[name]) for name, term in load_schema().statuses.items() if name in found]
        )
        left = len(steps) - len(shown)
        _note(
            figure,
            "속이 작은 점: 보도일만 알려짐 · 검은 점: 기사가 밝힌 전체의 시작과 끝"
            + (f" · {left}걸음은 싣지 않음" if left else ""),
        )
    return figure


def money_bars(money: pd.DataFrame, *, title: str = "누구 돈으로") -> Figure:
    """Draw what `funding` answers: a bar a row, its parts by whose money it is; the largest at the top."""
    name = "receiver_name" if "receiver_name" in money.columns else "name"
    shown = money.iloc[:BARS]
    unit, told = (_TRILLION, "조 원") if shown["total_krw"].max() >= _TRILLION else (_HUNDRED_MILLION, "억 원")
    with _page(8.5, 1.8 + 0.36 * len(shown), title) as (figure, axes):
        begun = np.zeros(len(shown))
        for kind, color in _MONEY_COLORS.items():
            amounts = shown[f"{kind}_krw"].to_numpy(dtype=float) / unit
            axes.barh(range(len(shown)), amounts, left=begun, color=color, edgecolor="white", linewidth=0.5)
            begun += amounts
        for line, total in enumerate(begun):
            axes.annotate(
                f"{total:,.4g}" if total < 1_000 else f"{total:,.0f}",
                (total, line),
                (4, 0),
                textcoords="offset points",
                va="center",
                fontsize=9,
            )
        axes.set_yticks(range(len(shown)), [_short(each, 22) or "알 수 없음" for each in shown[name]])
        axes.invert_yaxis()
        axes.margins(x=0.12)
        axes.spines[["right", "top"]].set_visible(False)
        used = [kind for kind in KINDS if shown[f"{kind}_krw"].any()]
        _legend(axes, [(KINDS[kind], _MONEY_COLORS[kind]) for kind in used])
        left = len(money) - len(shown)
        _note(figure, f"단위: {told}" + (f" · {left}줄은 싣지 않음" if left else ""))
    return figure


def network_figure(network: "nx.Graph[str]", *, title: str = "관계망") -> Figure:
    """Draw a network of `graph.networks`: nodes by type and by how many they are joined with, ties by weight.

    Those joined with most bear their names. Ties of an affiliation to concepts are blue for support, orange and dashed
    for oppose, grey for neither; who is joined with nobody is left out and counted.
    """
    drawn = network.subgraph([node for node, degree in network.degree() if degree])
    numbered = cast("nx.Graph[int]", nx.relabel_nodes(drawn, {node: at for at, node in enumerate(sorted(drawn))}))
    places = _spread(numbered)
    with _page(9, 7, title) as (figure, axes):
        heaviest = max((data.get("weight", 1) for _, _, data in numbered.edges(data=True)), default=1)
        for a, b, data in numbered.edges(data=True):
            color, style = _TIES.get(data.get("stance", ""), ("#999999", "-"))
            width = 0.6 + 2.4 * data.get("weight", 1) / heaviest
            axes.plot(*zip(places[a], places[b], strict=True), style, color=color, linewidth=width, alpha=0.6, zorder=1)
        ranked = sorted(numbered, key=lambda node: (-numbered.degree(node), node))
        for node in ranked:
            data = numbered.nodes[node]
            size = 40 + 30 * numbered.degree(node)
            color = _type_color(data.get("type", ""))
            axes.scatter(
                [places[node][0]], [places[node][1]], s=size, color=color, edgecolor="black", linewidth=0.6, zorder=2
            )
        named = [(*places[node], str(numbered.nodes[node].get("label", ""))) for node in ranked]
        _names(axes, named)
        axes.axis("off")
        axes.margins(0.12)
        types = {data.get("type", "") for _, data in numbered.nodes(data=True)}
        _legend(axes, [(kind.ko, kind.color) for name, kind in load_schema().types.items() if name in types])
        stances = any("stance" in data for _, _, data in numbered.edges(data=True))
        alone = len(network) - len(drawn)
        told = ["파란 선: 지지, 주황 점선: 반대, 회색: 중립·엇갈림"] * stances + [
            f"이웃 없는 {alone}개는 싣지 않음"
        ] * bool(alone)
        _note(figure, " · ".join(told))
    return figure


def region_map(regions: pd.DataFrame, *, register: Path | None = None, title: str = "사업이 있는 곳") -> Figure:
    """Draw what `regions` answers where the register places it: a circle a region, its area by the number of projects.

    With the path of `regions.csv` every place of the register is a faint dot, which shows the country. The position is
    the mean of a region's places, not its town hall. Raises ExportError where no region has a place.
    """
    placed = regions.dropna(subset=["latitude", "longitude"])
    shown = placed[placed["projects"] > 0]
    if shown.empty:
        raise ExportError("no region with projects has coordinates; registers give them")
    with _page(7, 8, title) as (figure, axes):
        if register is not None:
            known = pd.read_csv(register, usecols=["latitude", "longitude"], encoding="utf-8").dropna()
            axes.scatter(known["longitude"], known["latitude"], s=2, color="#D9D9D9", zorder=0)
        sizes = 30 + 40 * shown["projects"]
        axes.scatter(
            shown["longitude"],
            shown["latitude"],
            s=sizes,
            color="#0072B2",
            alpha=0.55,
            edgecolor="black",
            linewidth=0.6,
        )
        rows = shown.sort_values("projects", ascending=False).to_dict("records")
        _names(axes, [(row["longitude"], row["latitude"], f"{row['region_name']} {row['projects']}") for row in rows])
        axes.set_aspect(_ASPECT)
        axes.axis("off")
        left = int((regions["projects"] > 0).sum()) - len(shown)
        _note(figure, "원의 넓이: 사업 수" + (f" · 자리를 모르는 지역 {left}곳은 싣지 않음" if left else ""))
    return figure


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure as PNG or SVG, by the path's ending, whole or not at all; the same figure gives the same bytes.

    Text in SVG is drawn as outlines, so that it looks the same where the font is missing. Raises ExportError for
    another ending.
    """
    if path.suffix not in (".png", ".svg"):
        raise ExportError(f"{path}: .png or .svg expected")
    kind = path.suffix[1:]
    undated = {"Date": None} if kind == "svg" else {}
    with mpl.rc_context({"svg.hashsalt": "sanmaek", "svg.fonttype": "path"}), replacing(path) as temporary:
        figure.savefig(temporary, format=kind, dpi=_DPI, metadata=undated)


# A stance is told by colour and by line.
_TIES = {"support": ("#0072B2", "-"), "oppose": ("#D55E00", "--")}


@contextmanager
def _page(width: float, height: float, title: str) -> Iterator[tuple[Figure, Axes]]:
    """Give a page of so many inches with a title, drawn in a font that has Hangul."""
    with mpl.rc_context({"font.family": [korean_font(), _FALLBACK], "text.parse_math": False}):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.add_subplot()
        axes.set_title(title, loc="left", fontsize=13, fontweight="bold", pad=12)
        yield figure, axes


@cache
def korean_font() -> str:
    """Return the name of a font with Hangul: that of koreanize-matplotlib, or one of the system.

    Raises ExportError where there is none, rather than drawing empty boxes.

    >>> korean_font()
    'NanumGothic'
    """
    # Importing the package would change the settings of whoever draws beside us.
    package = find_spec("koreanize_matplotlib")
    for folder in (package.submodule_search_locations or []) if package else []:
        for file in sorted(Path(folder, "fonts").glob("*.ttf")):
            font_manager.fontManager.addfont(file)
    known = {font.name for font in font_manager.fontManager.ttflist}
    for name in _FONTS:
        if name in known:
            return name
    raise ExportError(f"no font with Hangul is installed; any of {', '.join(_FONTS)} will do")


def _spread(network: "nx.Graph[int]") -> dict[int, tuple[float, float]]:
    """Return places: each connected part laid out by itself, the parts side by side in rows, the largest first."""
    parts = sorted((sorted(part) for part in nx.connected_components(network)), key=lambda part: (-len(part), part))
    wide = 2 * math.sqrt(sum(_room(part) ** 2 for part in parts)) if parts else 0.0
    places: dict[int, tuple[float, float]] = {}
    left, top, row = 0.0, 0.0, 0.0
    for part in parts:
        room = _room(part)
        if left and left + room > wide:
            left, top, row = 0.0, top - row, 0.0
        row = max(row, room)
        for node, (x, y) in zip(part, _laid_out(network, part), strict=True):
            places[node] = (left + room * (0.5 + 0.4 * x), top - room * (0.5 - 0.4 * y))
        left += room
    return places


def _room(part: Sequence[int]) -> float:
    return math.sqrt(len(part)) + 0.5


def _laid_out(network: "nx.Graph[int]", part: list[int]) -> list[tuple[float, float]]:
    """Return places within -1 to 1 for the nodes of a connected part."""
    numbers = {node: number for number, node in enumerate(part)}
    pairs = [(numbers[a], numbers[b]) for a, b in network.subgraph(part).edges if a != b]
    points = stress_layout(pairs, len(part))
    points = points - points.mean(axis=0)
    return [(float(x), float(y)) for x, y in points / (np.abs(points).max() or 1)]


def _names(axes: Axes, names: Sequence[tuple[float, float, str]]) -> None:
    """Write names beside places, as many as can be read, none over another."""
    axes.figure.canvas.draw()
    taken: list[tuple[float, float, float]] = []
    for across, up, name in names[:NAMES]:
        text = _short(name, 16)
        x, y = axes.transData.transform((across, up))
        width = 7.5 * len(text)
        if all(abs(y - other) > 12 or x > end or x + width < begin for begin, end, other in taken):
            taken.append((x, x + width, y))
            axes.annotate(text, (across, up), (6, 4), textcoords="offset points", fontsize=8, zorder=3)


def _legend(axes: Axes, entries: Sequence[tuple[str, str]]) -> None:
    handles = [
        Line2D(
            [], [], marker="o", linestyle="", markersize=8, markerfacecolor=color, markeredgecolor="black", label=name
        )
        for name, color in entries
    ]
    axes.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, -0.06),
        ncols=len(entries) or 1,
        frameon=False,
        fontsize=9,
    )


def _note(figure: Figure, text: str) -> None:
    figure.supxlabel(text, fontsize=8, color="#555555", x=0.99, ha="right")


def _short(name: object, length: int) -> str:
    text = str(name)
    return text if len(text) <= length else text[: length - 1] + "…"


def _decimal_year(date: str) -> float:
    """Return a date as years: the middle of the year or month where no more is known."""
    day = day_number(date)
    year, month, rest = day // 10_000, day // 100 % 100, day % 100
    return year + (month - 1 + (rest or 15) / 31) / 12 if month else year + 0.5


def _type_color(name: str) -> str:
    kind = load_schema().types.get(name)
    return kind.color if kind else "#999999"
