"""How two entities are tied: the shortest chains of claims between them, told as sentences with their sources."""

from itertools import islice, pairwise

import networkx as nx
import numpy as np
import pandas as pd

from graph.answers import Groups, behind, group, named, quoted, relation_names, statuses, surest, value
from graph.find import pick
from graph.index import Index, Numbers, claim_counts, claims_from, derived, index_of
from graph.normal import KnowledgeGraph
from graph.wording import tell_claim

# Of equally short chains, so many for each one asked for are weighed against each other.
WEIGHED = 10


def how_tied(kg: KnowledgeGraph, a: str, b: str, *, k: int = 3) -> pd.DataFrame:
    """Return the `k` shortest chains of claims between two entities, a row a step; of equally short ones, those first
    that lead over the less connected: a tie by way of 정부 says little.

    A step joins two entities by whatever claims there are, read in either direction, and is told by the relation most
    sources tell. Columns: `chain`, `step`, from 1; `from`, `from_name`, `to`, `to_name`, along the chain; `relation`,
    `status`, `sentence`, as the claim has it; `quote`, `press`, `published`, `article_title`, `url` of its surest
    claim; `sources`, `articles`, `first_reported`, `last_reported`, `confidence`, `claim_ids` of all claims on the
    step. No row where they are not tied at all. Raises QueryError where a name means nothing or more than one thing.
    """
    index = index_of(kg)
    steps = [
        (chain, step, *ends)
        for chain, nodes in enumerate(_chains(index, pick(index, a), pick(index, b), k), 1)
        for step, ends in enumerate(pairwise(nodes), 1)
    ]
    found = [_between(index, one, other) for _, _, one, other in steps]
    numbers = np.repeat(np.arange(len(steps)), [len(rows) for rows in found])
    groups = group(np.concatenate([*found, np.array([], dtype=int)]).astype(int), numbers)
    telling = surest(index, group(*_most_told(index, groups)))
    ends = np.array(steps, dtype=int).reshape(-1, 4)
    titles = value(index, telling, "title").tolist()
    return pd.DataFrame(
        {"chain": ends[:, 0], "step": ends[:, 1]}
        | named(index, "from", ends[:, 2])
        | named(index, "to", ends[:, 3])
        | {"relation": relation_names(index, telling), "status": statuses(index.status[telling])}
        | {"sentence": [_sentence(index, row, title) for row, title in zip(telling.tolist(), titles, strict=True)]}
        | quoted(index, telling)
        | behind(index, groups)
    )


@derived
def _links(index: Index) -> "nx.Graph[int]":
    """Return who is joined with whom, as numbers."""
    links: nx.Graph[int] = nx.Graph()
    links.add_edges_from(zip(index.head.tolist(), index.tail.tolist(), strict=True))
    return links


def _chains(index: Index, one: int, other: int, k: int) -> list[list[int]]:
    """Return the k shortest chains; of equally long ones those over the least connected entities."""
    links, counts = _links(index), claim_counts(index)
    if one == other or one not in links or other not in links:
        return []
    try:
        found = list(islice(nx.shortest_simple_paths(links, one, other), k * WEIGHED))
    except nx.NetworkXNoPath:
        return []
    return sorted(found, key=lambda nodes: (len(nodes), sum(np.log(counts[nodes[1:-1]])), nodes))[:k]


def _between(index: Index, one: int, other: int) -> Numbers:
    there, back = claims_from(index, one), claims_from(index, other)
    return np.sort(np.concatenate([there[index.tail[there] == other], back[index.tail[back] == one]]))


def _most_told(index: Index, groups: Groups) -> tuple[Numbers, Numbers]:
    """Return the claims of the relation that most sources tell in each group, and beside each the group's number."""
    rows, numbers = [], []
    for number, step in enumerate(groups.each):
        stories: dict[int, set[int]] = {}
        for row in step:
            stories.setdefault(int(index.relation[row]), set()).add(int(index.story[row]))
        best = max(stories, key=lambda relation: (len(stories[relation]), -relation))
        told = [row for row in step if index.relation[row] == best]
        rows += told
        numbers += [number] * len(told)
    return np.array(rows, dtype=int), np.array(numbers, dtype=int)


def _sentence(index: Index, row: int, title: str) -> str:
    head, tail = str(index.labels[index.head[row]]), str(index.labels[index.tail[row]])
    claim = index.claims[row]
    return tell_claim(head, claim["relation"], tail, claim["status"], title=title)
