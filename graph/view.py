"""The graph as one page that works without any network: pyvis holds the picture, our own template shows it.

pyvis's own template, writer and menus link foreign hosts, use the machine's encoding and run names as HTML.
"""

import base64
import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from pyvis.network import Network  # type: ignore[import-untyped]

from graph.files import replacing
from graph.normal import KnowledgeGraph, clean_text
from graph.picture import Picture, picture

TITLE = "산맥 지식그래프"
# In the order in which the page runs them.
_SCRIPTS = ("picture.js", "panel.js", "labels.js", "search.js", "main.js")


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
    network.edges.extend(shown.lines)
    network.templateEnv = _environment(shown)
    network.path = "page.html"
    return str(network.generate_html())


def write_html(kg: KnowledgeGraph, path: Path, *, title: str = TITLE) -> None:
    """Write the page, whole or not at all."""
    html = generate_html(kg, title=title)
    with replacing(path) as temporary:
        temporary.write_text(html, encoding="utf-8", newline="\n")


def _environment(shown: Picture) -> Environment:
    environment = Environment(loader=PackageLoader("graph", "page"), autoescape=True)
    environment.policies["json.dumps_function"] = _dumps
    environment.policies["json.dumps_kwargs"] = {}
    scripts = [_vis(), "".join(_asset(name) for name in _SCRIPTS)]
    style = _asset("style.css")
    details = {"types": shown.types, "claims": shown.claims, "articles": shown.articles}
    environment.globals.update(details=details, scripts=scripts, style=style, hashes=[_hash(text) for text in scripts])
    return environment


def _dumps(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Return compact JSON, Korean as it is; Jinja then escapes what could end a script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _vis() -> str:
    return files("pyvis").joinpath("lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8")


def _asset(name: str) -> str:
    return files("graph").joinpath("page", name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """Return what allows exactly this script, and no other that a name might smuggle in."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
