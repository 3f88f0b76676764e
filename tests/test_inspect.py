from dataclasses import replace
from html.parser import HTMLParser

import pytest

from extractors.inspect import generate_inspection
from extractors.inspection import Judgement, MissedEntity, inspect_article
from graph.model import Article, Claim, Entity, Extraction, Span
from graph.schema import load_schema
from tests.test_inspection import ARTICLE, GOLD, TOLD

EVIL = "<script>alert('한')</script>\"'><img src=x onerror=alert(1)>&amp;{{ 7*7 }}{text}"


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.texts, self.open = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def text(self):
        return " ".join("".join(self.texts).split())

    def all(self, tag, cls=""):
        return [attrs for name, attrs in self.elements if name == tag and cls in [*attrs.get("class", "").split(), ""]]


@pytest.fixture
def page():
    return Page(generate_inspection([inspect_article(ARTICLE, TOLD)]))


def test_each_entity_is_marked_in_the_colour_of_its_type(page):
    city = page.all("mark", "mention")[0]
    color = load_schema().types["Region"].color
    assert city == {"class": "mention Region", "style": f"--color: {color}", "title": "창원시 (지역)"}
    assert len(page.all("mark", "mention")) == 6


def test_an_anaphor_tells_what_it_stands_for(page):
    assert [mark["title"] for mark in page.all("mark", "anaphor") if "title" in mark] == [
        "→ 드론 특화단지 (사업)",
        "→ 창원시 (지역)",
    ]


def test_sentences_that_gave_no_claim_and_what_is_not_the_article_stand_apart(page):
    assert (len(page.all("div", "silent")), len(page.all("div", "around"))) == (2, 1)


def test_a_claim_is_told_with_its_words_and_leads_to_its_sentence(page):
    assert "창원시 추진 → 드론 특화단지 계획 드론 특화단지를 조성한다 금액 300억 원 규칙 규칙 확신 0.80" in page.text
    places = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    links = [attrs["href"][1:] for attrs in page.all("a") if attrs["href"].startswith("#")]
    assert links
    assert set(links) <= places


def test_without_gold_nothing_is_said_to_be_missed(page):
    assert "놓친" not in page.text
    assert "정답" not in page.text


def test_with_gold_what_was_missed_is_listed():
    page = Page(generate_inspection([inspect_article(ARTICLE, TOLD, GOLD)]))
    assert "놓친 개체 1 날씨 놓친 주장 1 산업통상자원부 지원 → 드론 특화단지" in page.text
    assert [mark.get("title") for mark in page.all("mark", "missed")] == [None, "놓침: 날씨 (산업)"]
    assert not page.all("li", "wrong")


def test_a_claim_that_gold_does_not_have_says_so():
    page = Page(generate_inspection([inspect_article(ARTICLE, TOLD, replace(GOLD, right=frozenset()))]))
    assert len(page.all("li", "wrong")) == 1
    assert "정답에 없음" in page.text


def test_several_articles_have_a_list_and_places_of_their_own():
    page = Page(generate_inspection([inspect_article(ARTICLE, TOLD)] * 2))
    places = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(places) == len(set(places))
    assert len(page.all("article")) == 2
    assert "글 2건" in page.text


def test_what_is_not_trusted_is_escaped_wherever_it_stands():
    text = f"{EVIL}\n\n창원시는 {EVIL} 단지를 조성한다."
    name = Span(text.rindex(EVIL), text.rindex(EVIL) + len(EVIL), EVIL)
    city = Entity("a", "Region", EVIL, (name,), (Span(0, 8, "<script>"),))
    claim = Claim("c", "a", "leads", "a", "done", (name,), 1.0, EVIL, {"title": EVIL})
    article = Article("글", EVIL, EVIL, EVIL, f"https://example.com/{EVIL}", text)
    told = Extraction("글", EVIL, EVIL, "", "", article.text_sha256, (city,), (claim,))
    judgement = Judgement((MissedEntity("Site", EVIL, ("단지",)),), ((EVIL, "leads", EVIL),), frozenset())
    page = Page(generate_inspection([inspect_article(article, told, judgement)] * 2))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "object"}
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    assert {attrs["title"] for attrs in page.all("mark", "mention")} == {f"{EVIL} (지역)"}
    assert page.text.count("<script>alert('한')</script>") > 10


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,<script>1</script>", "/etc/passwd", ""])
def test_an_address_that_is_not_one_of_the_web_is_no_link(url):
    html = generate_inspection([inspect_article(replace(ARTICLE, url=url), TOLD)])
    assert [link for link in Page(html).all("a") if not link["href"].startswith("#")] == []


def test_the_page_loads_nothing_from_anywhere():
    html = generate_inspection([inspect_article(ARTICLE, TOLD, GOLD)])
    page = Page(html)
    assert {attrs["href"] for attrs in page.all("link")} == {"data:,"}
    assert not [attrs for _, attrs in page.elements if "src" in attrs]
    assert "url(" not in html
    assert "default-src 'none'" in html
    assert generate_inspection([inspect_article(ARTICLE, TOLD, GOLD)]) == html
