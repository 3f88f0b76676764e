"""What tests share: the loaded extractor, once a session, and a small folder of articles."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from extractors.run import load_extractor

ROOT = Path(__file__).parent.parent

# A busy machine, or the first call that waits for Kiwi, says nothing of a law. Where CI is set, Hypothesis draws the
# same examples each time.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

ARTICLES = {
    "드론.txt": (
        "창원시, 드론 특화단지 조성 추진\n\n창원시는 2028년까지 드론 제조 국산화 특화단지를 조성한다고 7일 밝혔다.\n"
    ),
    "수소.md": (
        "---\ntitle: 삼척시, 수소 특화도시로\npress: 강원일보\ndate: 2025-03-02\nurl: https://example.com/2\n---\n\n"
        "삼척시는 수소 산업을 육성한다. 산업통상자원부는 수소 클러스터 구축사업에 100억 원을 지원한다.\n"
    ),
    "여럿.jsonl": (
        '{"id": "협약", "title": "경남도·두산에너빌리티 업무협약", "press": "경남신문", "date": "2024-11-20",'
        ' "text": "경남도와 두산에너빌리티는 SMR 기술개발을 위한 업무협약을 체결했다."}\n'
        '{"id": "반도체", "title": "구미시 반도체 시험평가센터", "press": "영남일보", "date": "2024-05-01",'
        ' "text": "구미시가 산업부의 반도체 소재부품 시험평가센터 구축 공모사업에 선정됐다."}\n'
    ),
}


@pytest.fixture(scope="session")
def data():
    return ROOT / "data"


@pytest.fixture(scope="session")
def extractor(data):
    return load_extractor(data)


@pytest.fixture
def folder(tmp_path):
    """Four small articles in three files, one of each format."""
    articles = tmp_path / "기사"
    articles.mkdir()
    for name, text in ARTICLES.items():
        (articles / name).write_text(text, encoding="utf-8")
    return articles
