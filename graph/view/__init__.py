"""The graph as one page that works without any network: pyvis holds the picture, our own template shows it.

pyvis's own template, writer and menus link foreign hosts, use the machine's encoding and run names as HTML.
The page's code is in the files beside this one, as they are: no build step stands between them and the browser.
"""

import base64
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from pyvis.network import Network  # type: ignore[import-untyped]

from graph.errors import ExportError
from graph.files import replacing
from graph.normal import KnowledgeGraph, clean_text
from graph.picture import Picture, picture

TITLE = "산맥 지식그래프"
# In the order in which the page runs them: what is known, what is shown of it, how it is drawn, what people do with it.
_SCRIPTS = (
    "words.js",
    "data.js",
    "filter.js",
    "scene.js",
    "place.js",
    "look.js",
    "map.js",
    "crowd.js",
    "emphasis.js",
    "labels.js",
    "state.js",
    "marks.js",
    "panel.js",
    "find.js",
    "search.js",
    "controls.js",
    "facets.js",
    "table.js",
    "files.js",
    "main.js",
)
# A notebook keeps the whole page in each output cell; larger ones make it slow to open.
MOST_INLINE = 20_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that a notebook shows below the cell."""

    page: str
    height: int

    def _repr_html_(self) -> str:
        """Return a frame that holds the page itself and may run its scripts, but reach neither notebook nor network."""
        return (
            f'<iframe srcdoc="{html.escape(self.page)}" width="100%" height="{self.height}" style="border:0"'
            ' sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"></iframe>'
        )


def show(kg: KnowledgeGraph, *, title: str = TITLE, height: int = 720) -> Shown:
    """Return the page for a notebook, `height` pixels high; works without network, also in an exported notebook.

    Raises ExportError where the page is too large for a notebook; `write_html` has no such limit.

    >>> from graph.build import build_graph
    >>> show(build_graph([]))._repr_html_()[:15]
    '<iframe srcdoc='
    """
    page = generate_html(kg, title=title)
    if len(page) > MOST_INLINE:
        raise ExportError(
            f"the page has {len(page):,} characters, a notebook takes {MOST_INLINE:,}; use write_html and open the file"
        )
    return Shown(page, height)


def generate_html(kg: KnowledgeGraph, *, title: str = TITLE) -> str:
    """Return the page: the drawn graph, and for each node and line its claims with their quotes and sources.

    >>> from graph.build import build_graph
    >>> generate_html(build_graph([]))[:15]
    '<!DOCTYPE html>'
    """
    shown = picture(kg)
    network = Network(directed=True, cdn_resources="in_line", heading=clean_text(title))
    # Not add_node and add_edge: these search all nodes each time.
    network.nodes.extend(shown.nodes)
    network.edges.extend(shown.claims)
    network.templateEnv = _environment(shown)
    network.path = "page.html"
    return str(network.generate_html())


def write_html(kg: KnowledgeGraph, path: Path, *, title: str = TITLE) -> None:
    """Write the page, whole or not at all."""
    page = generate_html(kg, title=title)
    with replacing(path) as temporary:
        temporary.write_text(page, encoding="utf-8", newline="\n")


def _environment(shown: Picture) -> Environment:
    environment = Environment(loader=PackageLoader("graph", "view"), autoescape=True)
    environment.policies["json.dumps_function"] = _dumps
    environment.policies["json.dumps_kwargs"] = {}
    environment.filters["columns"] = _columns
    scripts = [_vis(), '"use strict";\n' + "".join(_asset(name) for name in _SCRIPTS)]
    environment.globals.update(
        world=shown.world | {"articles": _columns(shown.world["articles"])},
        words={name: _columns(rows) for name, rows in shown.words.items()},
        scripts=scripts,
        hashes=[_hash(text) for text in scripts],
        style=_asset("style.css"),
    )
    return environment


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return rows of the same keys turned by a quarter: a third of the bytes, and quick to read."""
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}


def _dumps(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Return compact JSON, Korean as it is; Jinja then escapes what could end a script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _vis() -> str:
    return files("pyvis").joinpath("lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8")


def _asset(name: str) -> str:
    return files("graph").joinpath("view", name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """Return what allows exactly this script, and no other that a name might smuggle in."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
