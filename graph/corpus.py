"""Which articles of a corpus are new, changed or gone, and which need not be extracted again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model import Article


@dataclass(frozen=True, slots=True)
class Stored:
    """What tells whether an article of the record is still the same: its own fields, and who extracted it.

    `extractor` is the version of the code, the registers and the models.
    """

    id: str
    title: str
    press: str
    date: str
    url: str
    text_sha256: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build does to the record; each set holds ids of articles, and no id is in two.

    `replaced` have another text, title, press, date or address than before; `superseded` leave, because an article of
    another id came from the same address; `outdated` were extracted by another version and are extracted again.
    """

    added: frozenset[str]
    replaced: frozenset[str]
    superseded: frozenset[str]
    outdated: frozenset[str]
    kept: frozenset[str]

    @property
    def extracted(self) -> frozenset[str]:
        """The articles to extract."""
        return self.added | self.replaced | self.outdated

    @property
    def leaving(self) -> frozenset[str]:
        """The articles whose present rows leave the record."""
        return self.replaced | self.superseded | self.outdated

    def plain(self) -> dict[str, list[str] | int]:
        """Return values that JSON can hold: ids where the corpus changed, numbers where it did not."""
        moved = {"added": self.added, "replaced": self.replaced, "superseded": self.superseded}
        return {name: sorted(ids) for name, ids in moved.items()} | {
            "outdated": len(self.outdated),
            "kept": len(self.kept),
        }


def find_changes(stored: Mapping[str, Stored], articles: Iterable[Article], extractor: str) -> Changes:
    """Compare what was read now with the record; what is only in the record stays, for files come and go.

    An article of the record that was not read now, but whose address was, is an earlier state of the one read.

    >>> old = {"ab12": Stored("ab12", "드론", "경남신문", "2025-01-07", "https://example.com/1", "…", "판 1")}
    >>> new = Article("cd34", "드론", "경남신문", "2025-01-07", "https://example.com/1", "고친 글")
    >>> changes = find_changes(old, [new], "판 1")
    >>> set(changes.added), set(changes.superseded)
    ({'cd34'}, {'ab12'})
    """
    read = {article.id: as_stored(article, extractor) for article in articles}
    addresses = {article.url for article in read.values()} - {""}
    superseded = {id_ for id_, old in stored.items() if id_ not in read and old.url in addresses}
    wanted = {id_: old for id_, old in stored.items() if id_ not in superseded} | read
    replaced = {id_ for id_ in read.keys() & stored.keys() if _fields(read[id_]) != _fields(stored[id_])}
    added = read.keys() - stored.keys()
    outdated = {id_ for id_ in wanted.keys() - added - replaced if stored[id_].extractor != extractor}
    return Changes(
        frozenset(added),
        frozenset(replaced),
        frozenset(superseded),
        frozenset(outdated),
        frozenset(wanted.keys() - added - replaced - outdated),
    )


def as_stored(article: Article, extractor: str) -> Stored:
    """Return what the record will know of the article."""
    a = article
    return Stored(a.id, a.title, a.press, a.date, a.url, a.text_sha256, extractor)


def _fields(stored: Stored) -> tuple[str, ...]:
    return (stored.title, stored.press, stored.date, stored.url, stored.text_sha256)
