from random import Random

import pytest

from extractors.variety import Pools, vary

POOLS = Pools(("창원시", "김해시", "고성군", "하동군"), ("드론", "수소"), ("길동",))


@pytest.mark.parametrize(
    ("text", "names", "varied"),
    [
        ("창원시와 창원국가산단", {"창원시": "Region"}, "김해시와 김해국가산단"),
        ("고성군수 김철수", {"고성군": "Region", "김철수": "Official"}, "하동군수 김길동"),
        ("두산은 컸다", {"두산": "Organization"}, "두산은 컸다"),
        ("김 시장", {"김 시장": "Official"}, "김 시장"),
    ],
)
def test_other_names_are_put_everywhere(text, names, varied):
    assert vary(text, names, POOLS, Random(0))[0] == varied


def test_forms_change_with_the_text():
    names = {"창원시": "Region", "창원 드론 특화단지": "Project"}
    _, varied = vary("창원시는 창원 드론 특화단지를", names, POOLS, Random(0))
    assert varied == {"김해시": "Region", "김해 드론 특화단지": "Project"}


def test_the_same_seed_gives_the_same_variant():
    names = {"드론": "Industry", "창원시": "Region"}
    assert vary("창원시 드론", names, POOLS, Random(3)) == vary("창원시 드론", names, POOLS, Random(3))
