"""Collective: the likely links of an article, what speaks for each, and the network that weighs them."""

import numpy as np
import pytest
from documents import make_document, make_groups

from extractors.collective import ALONE, LEAST, Network, read_likely, read_network, weigh_again, write_network
from extractors.frames import read_frames
from extractors.ruled import RELATIONS
from graph.errors import DataError

TEXT = "광양시는 수소 실증센터를 짓는다. 수소 실증센터는 광양시에 들어서고 드론 시험장은 여수시에 있다."
TYPES = {"광양시": "Region", "여수시": "Region", "수소 실증센터": "Project", "드론 시험장": "Site", "수소": "Industry"}


@pytest.fixture(scope="module")
def pairs(extractor):
    document, groups = make_document(extractor, TEXT), make_groups(TEXT, TYPES)
    return extractor.pairs.find(document, groups, list(read_frames(document, groups, [])), [], None)


@pytest.fixture(scope="module")
def network(pairs):
    """Return a network that tells the first term of a link, whatever else is there."""
    chances = told(pairs, {("수소 실증센터", "located_in", "광양시"): 0.9})
    width = read_likely(pairs, chances, [chances]).features.shape[1]
    zeros = np.zeros(width, np.float32)
    hidden = np.zeros((width, 1), np.float32)
    hidden[0] = 1
    return Network(zeros, zeros + 1, hidden, np.zeros(1, np.float32), np.ones(1, np.float32), np.zeros(1, np.float32))


def told(pairs, likely):
    """Return chances that are nothing but for these links."""
    found = np.zeros((len(pairs.pairs), len(RELATIONS)), np.float32)
    for row, pair in enumerate(pairs.pairs):
        for (head, relation, tail), chance in likely.items():
            if (pair.head.name, pair.tail.name) == (head, tail):
                found[row, RELATIONS.index(relation)] = chance
    return found


def test_only_likely_links_are_weighed_again(pairs, network):
    links = {("수소 실증센터", "located_in", "광양시"): 0.9, ("드론 시험장", "located_in", "여수시"): LEAST / 2}
    chances = told(pairs, links)
    again = weigh_again(network, read_likely(pairs, chances, [chances]), chances.shape)
    assert (again > 0).sum() == 1
    assert again.max() == pytest.approx(ALONE * 0.9 + (1 - ALONE) / (1 + np.exp(-0.9)))


def test_a_link_is_told_its_rivals(pairs):
    alone = told(pairs, {("수소 실증센터", "located_in", "광양시"): 0.9})
    rival = told(
        pairs, {("수소 실증센터", "located_in", "광양시"): 0.9, ("수소 실증센터", "located_in", "여수시"): 0.95}
    )
    first = read_likely(pairs, alone, [alone]).features[0]
    likely = read_likely(pairs, rival, [rival])
    own = likely.features[[pairs.pairs[row].tail.name == "광양시" for row in likely.rows]][0]
    assert (first != own).any()
    assert len(likely.rows) == len(likely.columns) == len(likely.features) == 2


def test_an_article_without_likely_links_has_none(pairs, network):
    nothing = told(pairs, {})
    assert not weigh_again(network, read_likely(pairs, nothing, [nothing]), nothing.shape).any()


def test_a_network_is_written_and_read_back(tmp_path, network):
    write_network(network, tmp_path / "network.npz")
    again = read_network(tmp_path / "network.npz")
    features = np.arange(2 * len(network.means), dtype=np.float32).reshape(2, -1)
    assert again.chances(features).tolist() == network.chances(features).tolist()


def test_a_missing_network_is_named(tmp_path):
    with pytest.raises(DataError, match=r"network\.npz: the trained model is missing"):
        read_network(tmp_path / "network.npz")
