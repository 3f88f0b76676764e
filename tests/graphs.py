"""Small extractions and graphs, built by hand, that the tests of the package `graph` share."""

from hypothesis import strategies as st

from graph.build import build_graph
from graph.model import Claim, Entity, Extraction, Span, claim_id
from graph.normal import clean_text

MAYOR = "Official:홍남표"
CITY = "Region:창원시"
ZONE = "Project:드론 특화단지 조성"
DRONE = "Industry:드론"
MINISTRY = "Organization:산업통상자원부"

# What the open web may put into a name or a quote.
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!-- ]]> & \"'",
    '<a href="javascript:alert(1)">x</a>',
    "벨\x07 널\x00",
    "줄\r\n바꿈\u2028",
    "드론😀",
    "\u1112\u1161\u11ab 나눈 글자",
    "짝 없는 \ud800",
    "{{ 7 * 7 }}{% raw %}",
    "=HYPERLINK(1)",
)


def entity(id_, name=None, mentions=1, **attrs):
    kind, _, rest = id_.partition(":")
    name = rest if name is None else name
    return Entity(
        id_, kind, name, tuple(Span(i * 100, i * 100 + len(name), name) for i in range(mentions)), attrs=attrs
    )


def claim(article, link, quote="드론 특화단지를 조성한다", status="planned", **attrs):
    head, relation, tail = link
    spans = (Span(10, 10 + len(quote), quote),)
    id_ = claim_id(*map(clean_text, (article, *link)))
    return Claim(id_, head, relation, tail, status, spans, 0.8, "시험", attrs)


META = {"title": "제목", "press": "경남신문", "date": "2025-01-07", "url": "https://example.com/1"}


def extraction(id_, entities, claims=(), **meta):
    meta = META | {"text_sha256": f"sha256 of {id_}"} | meta
    return Extraction(id_, entities=tuple(entities), claims=tuple(claims), **meta)


def changwon():
    """Two articles on one zone, which agree about what it is and not about what it costs."""
    first = extraction(
        "기사1",
        [
            entity(MAYOR, mentions=2),
            entity(CITY, code="48120"),
            entity(ZONE, budget_krw=3e11, end="2029"),
            entity(DRONE),
        ],
        [
            claim("기사1", (MAYOR, "holds_office", CITY), "홍남표 창원시장", "done", title="시장"),
            claim("기사1", (CITY, "leads", ZONE)),
            claim("기사1", (ZONE, "targets", DRONE), "드론 특화단지"),
        ],
    )
    second = extraction(
        "기사2",
        [entity(CITY, code="48120"), entity(ZONE, budget_krw=2e11, end="2029-12"), entity(MINISTRY)],
        [
            claim("기사2", (CITY, "proposes", ZONE), "지정을 건의했다", "proposed", to=MINISTRY, date="2025-02"),
            claim("기사2", (MINISTRY, "supports", ZONE), "100억 원을 지원한다", amount_krw=10_000_000_000),
        ],
        date="2025-02-01",
    )
    return [first, second]


def hostile():
    """An article in which every text that its author chose is hostile."""
    entities = [entity(f"{kind}:{text}", text) for text in HOSTILE for kind in ("Person", "Project")]
    claims = [
        claim(text, (f"Person:{text}", "leads", f"Project:{text}"), text, "done", title=text, start=text)
        for text in HOSTILE
    ]
    return [extraction("기사 & <b>|", entities, claims, title="".join(HOSTILE), press="<b>", url="javascript:alert(1)")]


# Any text at all, lone surrogates and control characters among it.
any_text = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(), max_size=12))


def graph_of(dates, claims, nodes=()):
    """Build a graph of articles and their dates, claims (article, head, relation, tail, status, attrs) and attributes.

    Two articles whose ids begin alike, up to a hyphen, are copies of one report.
    """
    nodes = dict(nodes)
    extractions = [
        extraction(
            article,
            [
                entity(end, **nodes.get(end, {}))
                for end in dict.fromkeys(end for row in claims if row[0] == article for end in (row[1], row[3]))
            ],
            [
                claim(article, (head, relation, tail), f"{article}의 말: {head} {tail}", status, **attrs)
                for of, head, relation, tail, status, attrs in claims
                if of == article
            ],
            date=date,
            title=f"{article} 제목",
            press=f"{article} 신문",
        )
        for article, date in dates.items()
    ]
    kg = build_graph(extractions)
    for _, _, data in kg.edges(data=True):
        data["story"] = data["article"].split("-")[0]
    return kg
