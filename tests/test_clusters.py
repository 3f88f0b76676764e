"""Clusters: merges that never bring two different things together, in whatever order they come."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from graph.clusters import Clusters

pairs = st.lists(st.sampled_from(list(combinations("abcdef", 2))), max_size=8)


@given(pairs, pairs)
def test_what_is_different_never_meets(merged, different):
    clusters = Clusters("abcdef", different)
    for one, other in merged:
        assert clusters.merge(one, other) == (clusters.find(one) == clusters.find(other))
    assert all(clusters.find(one) != clusters.find(other) for one, other in different)


@given(pairs)
def test_what_is_merged_is_one_and_nothing_else_is(merged):
    clusters = Clusters("abcdef")
    for one, other in merged:
        clusters.merge(one, other)
    for handle in "abcdef":
        assert sorted(clusters.members(handle)) == [h for h in "abcdef" if clusters.find(h) == clusters.find(handle)]


@given(pairs)
def test_every_pair_of_a_cluster_was_found_compatible(merged):
    def compatible(one, other):
        return abs(ord(one) - ord(other)) <= 2

    clusters = Clusters("abcdef")
    for one, other in merged:
        clusters.merge(one, other, compatible)
    for handle in "abcdef":
        assert all(compatible(one, other) for one, other in combinations(clusters.members(handle), 2))
