from dataclasses import replace

import pytest

from graph.corpus import as_stored, find_changes
from graph.model import Article

DRONE = Article("드론", "창원시, 드론", "경남신문", "2025-01-07", "https://example.com/1", "창원시, 드론 육성")
ROBOT = Article("로봇", "구미시, 로봇", "영남일보", "2025-01-08", "https://example.com/2", "구미시, 로봇 육성")
PLAIN = Article("전지", "울산시, 전지", "", "", "", "울산시, 전지 육성")
STORED = {article.id: as_stored(article, "판 1") for article in (DRONE, ROBOT, PLAIN)}

TABLE = [  # what was read, and where each article goes
    ([], {"kept": {"드론", "로봇", "전지"}}),
    ([DRONE], {"kept": {"드론", "로봇", "전지"}}),
    ([replace(DRONE, id="새 글", url="https://example.com/9")], {"added": {"새 글"}}),
    ([replace(DRONE, text="창원시, 드론 포기")], {"replaced": {"드론"}}),
    ([replace(DRONE, date="2025-01-09")], {"replaced": {"드론"}}),
    ([replace(DRONE, id="새 글", text="고친 글")], {"added": {"새 글"}, "superseded": {"드론"}}),
    ([DRONE, replace(DRONE, id="새 글", text="고친 글")], {"added": {"새 글"}}),
    ([replace(ROBOT, url=DRONE.url)], {"replaced": {"로봇"}, "superseded": {"드론"}}),
    ([replace(PLAIN, id="새 글", text="주소 없는 다른 글")], {"added": {"새 글"}}),
]


@pytest.mark.parametrize(("articles", "expected"), TABLE)
def test_each_article_goes_one_way(articles, expected):
    changes = find_changes(STORED, articles, "판 1")
    moved = set().union(*expected.values())
    rest = {"kept": (set(STORED) | {article.id for article in articles}) - moved}
    for name in ("added", "replaced", "superseded", "outdated", "kept"):
        assert getattr(changes, name) == (rest | expected).get(name, set()), name
    assert changes.extracted == changes.added | changes.replaced


def test_another_version_extracts_everything_again_also_what_has_no_file_any_more():
    changes = find_changes(STORED, [ROBOT, replace(DRONE, text="고친 글")], "판 2")
    assert (changes.outdated, changes.replaced) == ({"로봇", "전지"}, {"드론"})
    assert changes.extracted == set(STORED)
    assert (changes.kept, changes.plain()["outdated"]) == (set(), 2)


def test_nothing_stored_is_all_new():
    assert find_changes({}, [DRONE, ROBOT], "판 1").added == {"드론", "로봇"}
