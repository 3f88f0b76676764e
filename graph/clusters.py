"""Clusters: handles that are one thing, grown by merges that keep apart what must stay apart."""

from collections.abc import Callable, Iterable

# Tells whether two handles may be one thing, as far as what is known of them goes.
Compatible = Callable[[str, str], bool]


class Clusters:
    """A union-find over handles, which refuses a merge that would bring two different things together."""

    def __init__(self, handles: Iterable[str], different: Iterable[tuple[str, str]] = ()) -> None:
        """Start with each handle by itself; `different` are pairs that never come together, by any way."""
        self._above = {handle: handle for handle in handles}
        self._members = {handle: [handle] for handle in self._above}
        self._apart: dict[str, set[str]] = {handle: set() for pair in different for handle in pair}
        for one, other in different:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def __contains__(self, handle: str) -> bool:
        """Tell whether the handle is known."""
        return handle in self._above

    def find(self, handle: str) -> str:
        """Return the handle that stands for the cluster."""
        while self._above[handle] != handle:
            self._above[handle] = self._above[self._above[handle]]
            handle = self._above[handle]
        return handle

    def members(self, handle: str) -> list[str]:
        """Return all handles of the cluster of a handle."""
        return self._members[self.find(handle)]

    def merge(self, one: str, other: str, compatible: Compatible | None = None) -> bool:
        """Merge two clusters, unless a pair across them is different or not compatible; tell whether they are one now.

        >>> clusters = Clusters("abc", [("a", "c")])
        >>> clusters.merge("a", "b"), clusters.merge("b", "c")
        (True, False)
        """
        big, small = self.find(one), self.find(other)
        if big == small:
            return True
        if len(self._members[big]) < len(self._members[small]):
            big, small = small, big
        inside = self._members[small]
        if any(self.find(apart) == big for handle in inside for apart in self._apart.get(handle, ())):
            return False
        if compatible and not all(compatible(left, right) for left in inside for right in self._members[big]):
            return False
        self._above[small] = big
        self._members[big] += self._members.pop(small)
        return True
