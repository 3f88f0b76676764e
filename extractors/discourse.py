"""The rules beyond a sentence: what it leaves unsaid is the project that the text is about."""

import re
from collections.abc import Iterator, Sequence

from extractors.frames import Frame, Item
from extractors.relations import CLOSE, Link, Scene, items_of, predicates, subjects

_BODIES = ("Region", "Organization")
_PEOPLE = ("Official", "Person")
_THINGS = ("Project", "Policy", "Site")
# 도는 A, B와 함께 이 센터를 만든다: those before 와 take part.
_TOGETHER = re.compile("(?:와|과) (?:함께|손잡고|손을 잡고|공동으로|협력해)")
_JUDGEMENT = re.compile("평가|환영|반발|비판|우려|기대|반겼|꼬집|지적|질타|유감|강조|자평")


def joins(scene: Scene) -> Iterator[Link]:
    """현대자동차와 포스코 등이 참여한다: who takes part where no project is named takes part in the one in focus."""
    focus = scene.frame.focus
    if focus is None or focus.type != "Project" or items_of(scene.frame, ("Project",)):
        return
    for predicate in predicates(scene.frame, "joins"):
        for subject in subjects(scene, predicate, _BODIES):
            if scene.frame.sentence.start <= subject.start < predicate.start:
                rule = f"joins:{predicate.stem}"
                yield Link(
                    subject.group, "participates_in", focus, scene.frame, rule, predicate, subject.start, predicate.end
                )


def together(scene: Scene) -> Iterator[Link]:
    """도는 A, B와 함께 이 센터를 만든다: companions take part in the project that follows, or in the one in focus."""
    sentence = scene.frame.sentence
    for match in _TOGETHER.finditer(scene.document.text, sentence.start, sentence.end):
        projects = [item.group for item in items_of(scene.frame, ("Project",)) if item.start >= match.start()]
        project = projects[0] if projects else scene.frame.focus
        if project is None or project.type != "Project":
            continue
        for party in _list_before(scene.frame, match.start()):
            yield Link(party.group, "participates_in", project, scene.frame, "together", None, party.start, match.end())


def _list_before(frame: Frame, position: int) -> Sequence[Item]:
    """Return the bodies in a list that ends just before a position."""
    found: list[Item] = []
    for item in reversed(items_of(frame, _BODIES)):
        limit = found[0].start if found else position
        if item.end <= limit and limit - item.end <= CLOSE and not _acts_between(frame, item.end, limit):
            found.insert(0, item)
        elif found:
            break
    return found


def _acts_between(frame: Frame, start: int, end: int) -> bool:
    marked = any(i.role in ("은", "는", "이", "가") and i.end == start for i in frame.items)
    return marked or any(start <= p.start < end for p in frame.predicates)


def judgement(scene: Scene) -> Iterator[Link]:
    """홍 시장은 … 기대했다: a judgement in a sentence that names nothing to judge is about the project in focus."""
    sentence, focus = scene.frame.sentence, scene.frame.focus
    if focus is None or not _JUDGEMENT.search(scene.document.text, sentence.start, sentence.end):
        return
    speaker = next(
        (item for item in items_of(scene.frame, _PEOPLE) if item.role in ("은", "는", "이", "가", "도")), None
    )
    if speaker is not None and not any(item.start > speaker.end for item in items_of(scene.frame, _THINGS)):
        end = len(scene.document.text[: sentence.end].rstrip())
        yield Link(speaker.group, "comments_on", focus, scene.frame, "judgement", None, speaker.start, end)


# In the order in which they are asked, after those within the sentence.
BEYOND = (joins, together, judgement)
