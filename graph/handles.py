"""Handles: what an article names, with what it says that tells it from others of that name.

A handle is `Type:name`, with the place, the office or the article behind an `@` where the name leaves open which one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from graph.hierarchy import find_region, lineage
from graph.localities import Places, find_places, split_place
from graph.model import Claim, Entity, Extraction
from graph.names import Name, read_name, tells_alone, vocabulary, words_of
from graph.normal import clean_text
from graph.registers import Hierarchy

PEOPLE = frozenset({"Official", "Person"})
PLACED = frozenset({"Project", "Site"})
_WHOLE = frozenset({"Region", "Industry"})
# A member of a council is named by the region, and sits in its council: 창원시 시의원.
_MEMBERS = ("의원", "의장", "의회의장")
_COUNCIL = "의회"
_ARTICLE = "기사 "
# A group of a longer name before 협의회 and the like is one of its own (전력계통협의체).
_TELLING_GROUP = 4
# That the government leads something says nothing of what it is.
_STATE = "Organization:정부"


@dataclass(frozen=True, slots=True)
class Stay:
    """A body that a person is said to hold or to have held an office of, by an article of that day."""

    body: str
    held: bool
    date: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entity of one article as resolution sees it.

    `listed` is the id that a register gives it; `name` the form in which names are compared, without its `place`;
    `scope` what tells it from others of that name. `stays` are a person's offices; `around` the bodies and regions of
    the article.
    """

    handle: str
    entity: Entity
    listed: str
    name: Name
    scope: str
    place: str = ""
    stays: tuple[Stay, ...] = ()
    around: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Index:
    """The registers with the look-ups that reading handles needs, made once."""

    hierarchy: Hierarchy
    _lines: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def places(self) -> Places:
        """Regions by the forms that names begin with."""
        return find_places(self.hierarchy)

    @cached_property
    def fields(self) -> frozenset[str]:
        """The names of industries, as names are compared: every place has its drone centre."""
        forms = (form for type_, form in self.hierarchy.by_form if type_ == "Industry")
        return frozenset(read_name(form, "Industry").key for form in forms)

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], dict[str, None]] = {}
        for (type_, form), ids in self.hierarchy.by_form.items():
            sure = [id_ for id_ in ids if form not in self.hierarchy.listed[id_].weak]
            if sure and type_ != "Region":
                found.setdefault((type_, read_name(form, type_).key), {}).update(dict.fromkeys(sure))
        return {key: tuple(ids) for key, ids in found.items()}

    def newest(self, id_: str) -> str:
        """Return the id under which a listed thing goes today."""
        if id_ not in self._lines:
            self._lines[id_] = lineage(self.hierarchy, id_)[-1]
        return self._lines[id_]

    def candidates(self, type_: str, name: str) -> tuple[str, ...]:
        """Return the ids that a register gives a name: its own, or those of the things that it is a form of."""
        key = (type_, name)
        if key not in self._known:
            self._known[key] = self._find(type_, name)
        return self._known[key]

    def _find(self, type_: str, name: str) -> tuple[str, ...]:
        if f"{type_}:{name}" in self.hierarchy.listed:
            return (f"{type_}:{name}",)
        ids = self.hierarchy.by_form.get((type_, name), ())
        sure = tuple(id_ for id_ in ids if type_ in _WHOLE or name not in self.hierarchy.listed[id_].weak)
        return sure or self._by_key.get((type_, read_name(name, type_).key), ())

    def identify(self, entity: Entity, date: str) -> str:
        """Return the id that the registers give an entity named in an article of that day, or ""."""
        ids = self.candidates(entity.type, entity.name)
        if len({self.newest(id_) for id_ in ids}) > 1:
            ids = tuple(id_ for id_ in ids if self._held(id_, date))
        return ids[-1] if len({self.newest(id_) for id_ in ids}) == 1 else ""

    def _held(self, id_: str, date: str) -> bool:
        one = self.hierarchy.listed[id_]
        return one.valid_from <= (date or "9") and (not one.valid_to or (date or "9") <= one.valid_to)


@lru_cache(1)
def index_of(hierarchy: Hierarchy) -> Index:
    """Return the look-ups of registers, made once however many corpora are resolved with them."""
    return Index(hierarchy)


def read_sightings(article: Extraction, index: Index) -> Iterator[Sighting]:
    """Yield each entity of an article with its handle.

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> hub = Entity("Project:디지털 혁신거점", "Project", "디지털 혁신거점", ())
    >>> city = Entity("Region:창원시", "Region", "창원시", ())
    >>> claim = Claim("c1", hub.id, "located_in", city.id, "planned", (), 1.0, "")
    >>> article = Extraction("기사1", "", "", "2025-01-07", "", "", (hub, city), (claim,))
    >>> [one.handle for one in read_sightings(article, Index(read_hierarchy(Path("data/registers"))))]
    ['Project:디지털 혁신거점@창원시', 'Region:창원시']
    """
    view = _View(article, index)
    for entity in article.entities:
        yield view.sighting(entity)


class _View:
    """One article, with its entities by id and its claims by head."""

    def __init__(self, article: Extraction, index: Index) -> None:
        self.article, self.index = article, index
        self.own_scope = _ARTICLE + _plain(article.id)
        self.entities = {entity.id: entity for entity in article.entities}
        self.listed = {entity.id: index.identify(entity, article.date) for entity in article.entities}
        self.claims: dict[str, list[Claim]] = {}
        for claim in article.claims:
            if claim.head in self.entities and claim.tail in self.entities:
                self.claims.setdefault(claim.head, []).append(claim)
                self.claims.setdefault(claim.tail, []).append(claim)

    def sighting(self, entity: Entity) -> Sighting:
        base, listed = f"{entity.type}:{_plain(entity.name)}", self.listed[entity.id]
        numbered = entity.id.removeprefix(f"{entity.type}:{entity.name}")
        if numbered.startswith("#") and numbered[1:].isdigit():  # the article has two of that name
            scope = f"{self.own_scope}{numbered}"
            return Sighting(f"{base}@{scope}", entity, "", read_name(entity.name, entity.type), scope)
        if entity.type in PEOPLE:
            return self._person(entity, base)
        if listed or entity.type in _WHOLE:
            doubtful = len({self.index.newest(id_) for id_ in self.index.candidates(entity.type, entity.name)}) > 1
            scope = listed.partition(":")[2] if doubtful else ""
            handle = f"{base}@{scope}" if scope else base
            return Sighting(handle, entity, listed, read_name(entity.name, entity.type), scope)
        return self._named(entity, base)

    def _named(self, entity: Entity, base: str) -> Sighting:
        """Read what no register lists: the place that its name begins with or that claims give it.

        A name that does not tell by itself is told by the national body that leads it, by the only place of the
        article, or else by the article.
        """
        place, rest = "", entity.name
        if entity.type != "Organization":
            place, rest = split_place(entity.name, self.index.places)
        name = read_name(rest if place else entity.name, entity.type)
        alone, leader = self._stands_alone(entity, name), ""
        if not place and (entity.type in PLACED or not alone):
            place = self._claimed_place(entity)
        if not place and not alone:
            leader = self._leader(entity)
            place = "" if leader else self._only_place()
        if place and alone:
            place = self._town_of(place)
        scope = place.partition(":")[2] or leader or ("" if alone else self.own_scope)
        return Sighting(f"{base}@{scope}" if scope else base, entity, "", name, scope, place)

    def _stands_alone(self, entity: Entity, name: Name) -> bool:
        """Tell whether a name needs no place: a body or a rule that only the whole country has, a telling project."""
        text = entity.name.replace(" ", "")
        match entity.type:
            case "Organization":
                return text.startswith(tuple(vocabulary()["national"])) or not _is_local_body(entity.name, self.index)
            case "Policy":
                return text.startswith(tuple(vocabulary()["national"])) or not text.endswith(
                    tuple(vocabulary()["local_policies"])
                )
            case _:
                return tells_alone(name, self.index.fields)

    def _claimed_place(self, entity: Entity) -> str:
        """Return the region that a claim puts a thing in, or that leads it where no national body does."""
        claims = self.claims.get(entity.id, ())
        for claim in claims:
            # What belongs to a body need not be where the body is: a university's other campus.
            is_part = claim.relation == "part_of" and self.entities[claim.tail].type in PLACED
            is_where = (claim.relation == "located_in" or is_part) and claim.head == entity.id
            if is_where and (place := self._region_of(claim.tail)):
                return place
        leaders = [claim.head for claim in claims if claim.relation == "leads" and claim.tail == entity.id]
        places = [self._region_of(leader) for leader in leaders]
        return places[0] if places and all(places) else ""

    def _leader(self, entity: Entity) -> str:
        """Return the national body that leads a thing, which tells it from others of that name, or ""."""
        claims = self.claims.get(entity.id, ())
        leaders = (claim.head for claim in claims if claim.relation == "leads" and claim.tail == entity.id)
        listed = sorted(self.index.newest(id_) for id_ in map(self.listed.get, leaders) if id_)
        organizations = (self.index.hierarchy.listed[id_] for id_ in listed if id_.startswith("Organization:"))
        return next((body.name for body in organizations if not body.region and body.id != _STATE), "")

    def _region_of(self, id_: str) -> str:
        """Return the region that an entity is, or is in; an official is where the office is."""
        entity, listed = self.entities[id_], self.listed[id_]
        if entity.type in PEOPLE:
            offices = (c.tail for c in self.claims.get(id_, ()) if c.relation == "holds_office" and c.head == id_)
            return next((self._region_of(office) for office in offices), "")
        if entity.type == "Region":
            return find_region(self.index.hierarchy, (listed or entity.id).partition(":")[2])
        if listed:
            return self.index.hierarchy.listed[listed].region
        return split_place(entity.name, self.index.places)[0]

    def _town_of(self, place: str) -> str:
        """Return the district or city around a village: reports place one project in several of its villages."""
        listed = self.index.hierarchy.listed[place]
        return listed.parent if listed.kind == "eupmyeondong" else place

    def _only_place(self) -> str:
        """Return the smallest region that lies in every other one that the article names, or ""."""
        found = {self._region_of(entity.id) for entity in self.article.entities if entity.type == "Region"} - {""}
        above = self.index.places.above
        return next((one for one in sorted(found) if found <= {one, *above.get(one, ())}), "")

    def _person(self, entity: Entity, base: str) -> Sighting:
        stays = tuple(self._stays(entity))
        name = Name(entity.name, (), "", ())
        around = frozenset(filter(None, (self._body(other) for other in self.article.entities)))
        first = next((stay for stay in stays if stay.held), stays[0] if stays else None)
        scope = first.body.partition(":")[2] if first else self.own_scope
        return Sighting(f"{base}@{scope}", entity, "", name, scope, "", stays, around if not stays else frozenset())

    def _stays(self, entity: Entity) -> Iterator[Stay]:
        for claim in self.claims.get(entity.id, ()):
            if claim.relation == "holds_office" and claim.head == entity.id:
                body = self._body(self.entities[claim.tail])
                title = str(claim.attrs.get("title", ""))
                if body.startswith("Region:") and title.endswith(_MEMBERS):
                    body = f"Organization:{body.partition(':')[2]}{_COUNCIL}"
                if body:
                    yield Stay(body, claim.status != "ended", str(claim.attrs.get("date", "")) or self.article.date)

    def _body(self, entity: Entity) -> str:
        """Return what stands for a body in every article: its newest id, its house for a committee, or its key."""
        if entity.type in PEOPLE or entity.type in ("Industry", "Policy"):
            return ""
        listed = self.listed[entity.id]
        if not listed:
            return f"{entity.type}:{read_name(entity.name, entity.type).key}"
        parent = self.index.hierarchy.listed[listed].parent if entity.type == "Organization" else ""
        return self.index.newest("Organization:국회" if parent == "Organization:국회" else listed)


def _plain(text: str) -> str:
    """Return a text as it can stand in a line of a file: handles are written down and read again."""
    return " ".join(clean_text(text).split())


def _is_local_body(name: str, index: Index) -> bool:
    """Tell whether a body is one that every place has, and the name does not say whose: 시의회, 경제환경위원회."""
    words = name.split()
    if split_place(name, index.places)[0] or ("Organization", words[0]) in index.hierarchy.by_form:
        return False
    if words[-1].endswith(tuple(words_of("local_bodies"))):
        return True
    head = next((head for head in sorted(words_of("local_groups"), key=len)[::-1] if name.endswith(head)), "")
    return bool(head) and len(name.removesuffix(head).replace(" ", "")) < _TELLING_GROUP
