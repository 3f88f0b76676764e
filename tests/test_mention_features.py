"""What a candidate shows to the classifier."""

import pytest
from documents import make_document

from extractors.candidates import Candidate, Source
from extractors.mention_features import FeatureReader, by_name

TEXT = "여수시, 수소·드론 특화단지 조성\n\n여수시는 올해 수소·드론 특화단지 2곳을 만든다."


def candidate_features(document, candidates):
    """Return the features of candidates as sets of names; none shows one twice."""
    found = FeatureReader(by_name)(document, candidates)
    assert all(len(set(features)) == len(features) for features in found)
    return [set(features) for features in found]


@pytest.fixture(scope="module")
def features_of(extractor):
    """Return a function that gives the features of stretches of TEXT, each with rule, type and score of a source."""
    document = make_document(extractor, TEXT)

    def read(*rows):
        candidates = []
        for words, which, rule, type_, score in rows:
            start = [at for at in range(len(TEXT)) if TEXT.startswith(words, at)][which]
            candidates.append(Candidate(start, start + len(words), [Source(rule, type_, score=score)]))
        return candidate_features(document, candidates)

    return read


ZONE = ("수소·드론 특화단지", 1, "suffix:특화단지", "Site", 1.0)


@pytest.mark.parametrize(
    "feature",
    [
        "source=suffix:Site",
        "rule=suffix:특화단지",
        "all=suffix:Site",
        "end1=지",
        "end3=화단지",
        "last=단지",
        "dot",
        "words=1",
        "Site&nw=2곳을",
        "Site&headline=False",
        "Site&count=1",
        "Site&stands=False",
        "Site&to make=True",
    ],
)
def test_a_candidate_shows_its_sources_its_form_and_its_surroundings(features_of, feature):
    [features] = features_of(ZONE)
    assert feature in features


def test_a_verbal_noun_before_the_head_shows(extractor):
    text = "창원시는 드론 실증센터 구축 사업을 편다. 창원에는 드론 실증센터에서 일할 사람이 많다."
    made, built = (
        candidate_features(
            make_document(extractor, text), [Candidate(at, at + len(words), [Source("model", "Project")])]
        )
        for words in ("드론 실증센터 구축 사업", "드론 실증센터")
        for at in [text.index(words)]
    )
    assert "Project&made=사업" in made[0]
    assert {"Project&stands=True", "Project&to make=True"} <= built[0]


def test_a_headline_shows(features_of):
    [features] = features_of(("여수시", 0, "place", "Region", 1.0))
    assert {"Region&headline=True", "Region&n1=,", "Region&p1="} <= features


def test_how_often_the_same_words_are_proposed_shows(features_of):
    first, second = features_of(("여수시", 0, "place", "Region", 1.0), ("여수시", 1, "place", "Region", 1.0))
    assert "Region&count=2" in first & second


def test_what_lies_in_a_longer_candidate_says_so(features_of):
    zone, drone = features_of(ZONE, ("드론", 1, "register", "Industry", 1.0))
    assert "nested=suffix:Site" in drone
    assert not any(feature.startswith("nested=") for feature in zone)


def test_what_the_recogniser_saw_otherwise_shows(features_of):
    _, drone = features_of((*ZONE[:2], "model", "Site", 0.9), ("드론", 1, "register", "Industry", 1.0))
    assert "Industry&inside=Site" in drone


def test_how_sure_the_recogniser_was_shows(features_of):
    [features] = features_of((*ZONE[:2], "model", "Site", 0.9))
    assert {"Site&model=Site", "Site&model=Site:4"} <= features


def test_no_candidates_no_features(features_of):
    assert features_of() == []


def test_a_model_weighs_what_is_read_by_its_rows_as_by_name(extractor):
    document, model = make_document(extractor, TEXT), extractor.mentions.model
    [candidates] = extractor.mentions.candidates.find([document])
    by_rows = model.weigh(FeatureReader(model.rows)(document, candidates))
    assert by_rows == pytest.approx(model.scores(candidate_features(document, candidates)), abs=1e-4)
    assert len(by_rows) == len(candidates) > 1
