"""Links: what the rules find in all the frames of an article, each once."""

from collections.abc import Iterable, Iterator, Sequence

from extractors.discourse import BEYOND
from extractors.document import Document
from extractors.entities import Group
from extractors.frames import Frame, Item
from extractors.relations import TOPIC, Link, Scene
from extractors.rules import WITHIN, wholes_of
from graph.schema import load_schema

# In this order: the first rule that finds a link of two things is the one that the claim names.
RULES = (*WITHIN, *BEYOND)
# What a sentence can be about, so that the next one need not name it.
_TOPICS = ("Region", "Organization", "Official", "Person", "Project")
# A project marked so stands beside what the sentence tells (사업에서, 사업과 함께): it says nothing of its leader.
_ASIDE = ("에서", "과", "와")


def find_links(document: Document, groups: Sequence[Group], frames: Sequence[Frame]) -> list[Link]:
    """Return the links of an article, the first for a pair and relation, as far as the schema allows them."""
    found: dict[tuple[int, str, int], Link] = {}
    for link in _ruled(document, groups, frames):
        found.setdefault((id(link.head), link.relation, id(link.tail)), link)
    led = {id(link.tail) for link in found.values() if link.relation == "leads"}
    return [*found.values(), *_led_by_topic(document, frames, led)]


def _ruled(document: Document, groups: Sequence[Group], frames: Iterable[Frame]) -> Iterator[Link]:
    relations = load_schema().relations
    topic: list[Item] = []
    scheme: Group | None = None
    wholes = list(wholes_of(groups))
    for frame in frames:
        scene = Scene(document, frame, topic, wholes, scheme)
        for rule in RULES:
            for link in rule(scene):
                if link.head is not link.tail and relations[link.relation].allows(link.head.type, link.tail.type):
                    yield link
                    scheme = link.tail if link.relation == "selected_for" else scheme
        topic = [item for item in frame.items if item.role in TOPIC and item.group.type in _TOPICS] or topic


def _led_by_topic(document: Document, frames: Iterable[Frame], led: set[int]) -> Iterator[Link]:
    """Yield the projects that nobody is said to lead, told of after a city or province: its omitted subject."""
    leader: Item | None = None
    for frame in frames:
        for item in frame.items:
            if item.nested:
                continue
            if item.group.type == "Region" and item.role in TOPIC:
                leader = item
            elif item.group.type == "Organization" and item.role in ("은", "는"):
                leader = None
            elif leader and item.group.type == "Project" and item.role not in _ASIDE and id(item.group) not in led:
                led = led | {id(item.group)}
                yield _omitted(document, leader, item, frame)


def _omitted(document: Document, leader: Item, project: Item, frame: Frame) -> Link:
    """Return the link with the words from its first end to the end of the sentence, which tells how far it has got."""
    start = leader.start if frame.sentence.start <= leader.start < project.start else project.start
    end = len(document.text[: frame.sentence.end].rstrip())
    return Link(leader.group, "leads", project.group, frame, "topic", None, start, end)
