"""Overview: how the things of an article stand to each other: how near, how prominent, whose name holds whose."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from extractors.entities import Group
from extractors.frames import Frame, Item

# A sentence is as far from the next as so many characters of one; what is named nowhere is so many sentences away.
SENTENCE, NOWHERE = 400, 20
# Two items of one sentence: how many characters apart, the sentence, and the items in the order of the text.
Meeting = tuple[int, int, Item, Item]
# Within a sentence nearness is told in steps of so many characters, beyond it in sentences up to so many.
_STEP, _FARTHEST = 20, 6


class Overview:
    """What holds for all pairs of an article, found once; things are told by their number in `groups`."""

    def __init__(self, groups: Sequence[Group], frames: Sequence[Frame]) -> None:
        """Look at the things of an article in the frames of its sentences."""
        self.groups = groups
        self.number = {id(group): number for number, group in enumerate(groups)}
        self.named: list[list[tuple[int, Item]]] = [[] for _ in groups]
        for number, frame in enumerate(frames):
            for item in frame.items:
                self.named[self.number[id(item.group)]].append((number, item))
        self.where = [sorted({number for number, _ in named}) for named in self.named]
        self.of_type: defaultdict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(groups):
            self.of_type[group.type].append(number)
        self.meetings = self._meetings(frames)
        self.near = self._distances()
        forms = [[form for form in _forms(group) if len(form) >= 2] for group in groups]
        self.inside = [_holds(group, number, forms) for number, group in enumerate(groups)]
        self._sorted = [
            {kind: sorted(row[n] for n in same if n != number) for kind, same in self.of_type.items()}
            for number, row in enumerate(self.near)
        ]
        self._prominence = self._prominences()
        self._lower = self._below()
        self._kinds = [kind_of(group) for group in groups]

    def _meetings(self, frames: Sequence[Frame]) -> dict[tuple[int, int], list[Meeting]]:
        """Return where two things stand together, the closest first; the key is in the order of `groups`."""
        found: defaultdict[tuple[int, int], list[Meeting]] = defaultdict(list)
        for number, frame in enumerate(frames):
            for first, second in combinations(frame.items, 2):
                if first.group is not second.group:
                    a, b = self.number[id(first.group)], self.number[id(second.group)]
                    apart = max(0, second.start - first.end)
                    found[(a, b) if a < b else (b, a)].append((apart, number, first, second))
        for meetings in found.values():
            meetings.sort(key=lambda meeting: meeting[:2])
        return found

    def together(self, i: int, j: int) -> Sequence[Meeting]:
        """Return where two things stand together, the closest first."""
        return self.meetings.get((i, j) if i < j else (j, i), ())

    def _distances(self) -> list[list[int]]:
        """Return how many characters apart two things stand at the closest; sentences count as so many characters."""
        size = len(self.groups)
        near = [[0] * size for _ in range(size)]
        for a, b in combinations(range(size), 2):
            if meetings := self.meetings.get((a, b)):
                apart = meetings[0][0]
            else:
                apart = SENTENCE * min((abs(x - y) for x in self.where[a] for y in self.where[b]), default=NOWHERE)
            near[a][b] = near[b][a] = apart
        return near

    def rivals(self, i: int, j: int) -> int:
        """Return how many things of the type of `j` stand nearer to `i` than `j` does."""
        return bisect_left(self._sorted[i][self.groups[j].type], self.near[i][j])

    def _prominences(self) -> list[tuple[int, int, int]]:
        """Return of each thing how many of its type are named more, how often it is named, since which sentence."""
        found = [(0, 0, 0)] * len(self.groups)
        for same in self.of_type.values():
            ranked = sorted(same, key=lambda n: (-len(self.named[n]), self.where[n][:1] or [NOWHERE]))
            for rank, number in enumerate(ranked):
                first = min(self.where[number][0], 3) if self.where[number] else 3
                found[number] = min(rank, 2), min(len(self.named[number]), 3), first
        return found

    def _below(self) -> dict[int, set[int]]:
        """Return for each region those regions of the article that lie in it."""
        regions = self.of_type["Region"]
        parents = {n: next((m.entry.parent for m in self.groups[n].mentions if m.entry), "") for n in regions}

        def lies_in(inner: int, outer: int) -> bool:
            name = self.groups[outer].name
            return inner != outer and (parents[inner] == name or self.groups[inner].name.startswith(name + " "))

        return {outer: {inner for inner in regions if lies_in(inner, outer)} for outer in regions}

    def nearness(self, i: int, j: int) -> str:
        """Return how near two things stand: in steps within a sentence, beyond it in sentences."""
        near = self.near[i][j]
        return f"{near // _STEP}" if near < SENTENCE else f"{min(near // SENTENCE, _FARTHEST)}s"

    def features(self, i: int, j: int) -> list[str]:
        """Return how two things stand to each other in the article, as features."""
        kind, names = self.groups[j].type, self.inside[i]
        rivals, others = min(self.rivals(i, j), 4), min(self.rivals(j, i), 4)
        rank, count, first = self._prominence[i]
        other_rank, other_count, other_first = self._prominence[j]
        same = len(self.of_type[self.groups[i].type]), len(self.of_type[kind])
        held = any(names[n] for n in self.of_type[kind])
        found = [
            f"near={self.nearness(i, j)}",
            f"rivals={rivals}",
            f"others={others}",
            f"closest={min(rivals, 2)},{min(others, 2)}",
            f"together={min(len(self.together(i, j)), 3)}",
            f"rank={rank},{other_rank}",
            f"count={count},{other_count}",
            f"since={first},{other_first}",
            f"things={min(same[0], 3)},{min(same[1], 3)}",
            f"kinds={self._kinds[i]},{self._kinds[j]}",
            f"name={names[j]},{self.inside[j][i] > 0}",
            f"held={names[j] > 0},{held}",
        ]
        if kind == "Region":
            found += self._of_region(i, j)
        return found

    def _of_region(self, i: int, j: int) -> Iterator[str]:
        """Yield whether a region within or around a region stands as near, or in the very name."""
        row, within = self.near[i], self._lower[j]
        yield f"narrower={any(row[n] <= row[j] for n in within if n != i)}"
        yield f"wider={any(j in inner and row[n] <= row[j] for n, inner in self._lower.items() if n != i)}"
        yield f"narrower in name={any(self.inside[i][n] for n in within)}"


def kind_of(group: Group) -> str:
    """Return what a register says of a thing besides its type: a region's level, a body's kind; else new."""
    entry = next((mention.entry for mention in group.mentions if mention.entry), None)
    return (entry.kind or "listed") if entry else "new"


def _holds(group: Group, number: int, forms: Sequence[Sequence[str]]) -> list[int]:
    """Return 1 for each thing whose name a name holds, 2 more where it begins so, 4 more where it ends so."""
    names = group.aliases | {group.name}
    text = "\n".join(names)
    row = []
    for other, inner in enumerate(forms):
        held = [form for form in inner if form in text] if other != number else []
        if not held:
            row.append(0)
            continue
        starts = any(name.startswith(form) for form in held for name in names)
        ends = any(name.endswith(form) for form in held for name in names)
        row.append(1 + 2 * starts + 4 * ends)
    return row


def _forms(group: Group) -> set[str]:
    """Return all ways to write a thing that the article or the register knows."""
    entry = next((mention.entry for mention in group.mentions if mention.entry), None)
    return {*group.aliases, group.name, *(entry.forms if entry else ())}
