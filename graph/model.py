"""The records that cross the border between the two packages: articles, entities, claims and their evidence."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

AttrValue = str | int | float
Attrs = Mapping[str, AttrValue]


@dataclass(frozen=True, slots=True)
class Article:
    """One news article or press release; `text` is NFC and starts with the title.

    `date` is the day of publication (`YYYY-MM-DD`), or "" where it is not known, as `title`, `press` and `url` may be.
    """

    id: str
    title: str
    press: str
    date: str
    url: str
    text: str

    @property
    def text_sha256(self) -> str:
        """Hex digest of the text, by which a stored extraction proves which text its offsets are for."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article: `article.text[start:end] == text`, in characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """What an article names, once however often it is named.

    `mentions` name it by themselves; `anaphora`, words such as 시, 그 or 이 사업, stand for it. Both are in text order.
    """

    id: str
    type: str
    name: str
    mentions: tuple[Span, ...]
    anaphora: tuple[Span, ...] = ()
    attrs: Attrs = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """A typed, directed link between two entities of one article, with the words it came from.

    `confidence` lies in 0..1; `rule` names what found the claim; `evidence` holds at least one quote.
    """

    id: str
    head: str
    relation: str
    tail: str
    status: str
    evidence: tuple[Span, ...]
    confidence: float
    rule: str
    attrs: Attrs = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says: a line of the interchange file.

    `fingerprint` is the MinHash of the text, by which copies of one text are known, or "" where it is not known.
    """

    id: str
    title: str
    press: str
    date: str
    url: str
    text_sha256: str
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    fingerprint: str = ""


def claim_id(article_id: str, head: str, relation: str, tail: str) -> str:
    """Return the id of a claim: a hash of what identifies it, the same in every run.

    It starts with a letter, so that neither networkx nor Excel takes it for a number.

    >>> claim_id("기사1", "Region:창원시", "leads", "Project:드론 특화단지 조성")
    'c626851143839fa1'
    """
    return "c" + hashlib.sha256("\x1f".join((article_id, head, relation, tail)).encode()).hexdigest()[:15]
