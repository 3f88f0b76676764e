import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from graph.build import build_graph
from graph.errors import ExportError
from graph.view import generate_html, show, write_html
from tests.graphs import HOSTILE, changwon, hostile


class Page(HTMLParser):
    """What a browser makes of a page: its tags, and the texts of its scripts and data blocks."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.texts = [], {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.tags:
            tag, attrs = self.tags[-1]
            key = attrs.get("id", tag)
            self.texts[key] = self.texts.get(key, "") + data

    def data(self, key):
        return json.loads(self.texts[key])


@pytest.fixture(scope="module")
def page():
    return Page(generate_html(build_graph(changwon()), title="창원의 산업"))


@pytest.fixture(scope="module")
def hostile_page():
    return Page(generate_html(build_graph(hostile()), title="".join(HOSTILE)))


def test_it_is_a_korean_page_of_its_own(page):
    assert ("html", {"lang": "ko"}) in page.tags
    assert ("meta", {"charset": "utf-8"}) in page.tags
    assert page.texts["title"].strip() == page.texts["home"].strip() == "창원의 산업"


def test_names_quotes_and_sources_are_in_the_page(page):
    assert set(page.data("nodes")["label"]) >= {"홍남표", "창원시", "드론"}
    words = page.data("words")
    assert "홍남표 창원시장" in words["claims"]["quote"]
    assert words["articles"]["url"][0] == "https://example.com/1"
    assert "홍남표" in page.texts["nodes"]  # not \\u escapes, twice as long


def test_nothing_is_fetched(page):
    for tag, attrs in page.tags:
        assert tag not in ("img", "iframe", "object", "embed", "base")
        assert "src" not in attrs
        assert attrs.get("href", "data:,") == "data:,"
    assert not re.search(r"@import|url\(", page.texts["style"])


def test_only_our_scripts_may_run(page):
    (policy,) = (attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.count("'sha256-") == 2
    assert "unsafe" not in policy.split("style-src")[0]
    assert "http" not in policy


def test_hostile_texts_are_no_markup(page, hostile_page):
    assert [tag for tag, _ in hostile_page.tags] == [tag for tag, _ in page.tags]
    assert [attrs for _, attrs in hostile_page.tags] == [attrs for _, attrs in page.tags]


def test_hostile_texts_arrive_as_they_are(hostile_page):
    names = set(hostile_page.data("nodes")["label"])
    assert {"<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "{{ 7 * 7 }}{% raw %}"} <= names
    assert set(hostile_page.data("words")["articles"]["url"]) == {""}


def test_our_scripts_never_turn_text_into_markup(page):
    ours = page.texts["script"].split('"use strict";\n// What the page says')[1]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", ours)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", ours)


def test_the_page_is_whole_utf8(tmp_path):
    path = tmp_path / "graph.html"
    write_html(build_graph(hostile()), path)
    assert path.read_bytes().decode("utf-8").endswith("</html>")
    assert b"\r\n" not in path.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == ["graph.html"]


def test_the_encoding_of_the_machine_does_not_matter(tmp_path):
    code = (
        "import sys; from pathlib import Path; from graph.build import build_graph; from graph.view import write_html;"
        "from tests.graphs import changwon; write_html(build_graph(changwon()), Path(sys.argv[1]))"
    )
    path = tmp_path / "graph.html"
    # Any file that is opened without a word about its encoding ends this.
    strict = ["-X", "warn_default_encoding", "-W", "error::EncodingWarning"]
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run([sys.executable, *strict, "-c", code, str(path)], env=environment, check=True)
    assert "홍남표" in path.read_text(encoding="utf-8")


def test_same_graph_same_page():
    assert generate_html(build_graph(changwon())) == generate_html(build_graph(changwon()[::-1]))


def test_an_empty_graph_is_a_page_too():
    assert Page(generate_html(build_graph([]))).data("nodes") == {}


def test_a_notebook_shows_the_page_in_a_frame_that_reaches_nothing(page):
    ((tag, attrs),) = Page(show(build_graph(changwon()), title="창원의 산업", height=500)._repr_html_()).tags
    assert (tag, attrs["height"]) == ("iframe", "500")
    assert "allow-same-origin" not in attrs["sandbox"]
    assert "src" not in attrs
    assert Page(attrs["srcdoc"]).tags == page.tags


def test_a_page_too_large_for_a_notebook_is_told(monkeypatch):
    monkeypatch.setattr("graph.view.MOST_INLINE", 1000)
    with pytest.raises(ExportError, match="write_html"):
        show(build_graph([]))
