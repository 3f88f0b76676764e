import os
import subprocess
import sys

import pytest

from extractors import run
from extractors.articles import Skipped
from extractors.run import CHUNK, extract_all
from graph.errors import DataError, SanmaekError
from graph.model import Article, Extraction

ARTICLES = [Article(f"기사{n:02}", "", "", "", "", f"창원시 {n}") for n in range(2 * CHUNK + 3)]


def told(article):
    return Extraction(article.id, "", "", "", "", article.text_sha256)


class FailsAtFive:
    def extract(self, articles):
        if any(article.id == "기사05" for article in articles):
            raise ValueError("no verb")
        return [told(article) for article in articles]


def test_an_article_that_fails_is_skipped_with_its_error(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "load_extractor", lambda data: FailsAtFive())
    results = list(extract_all(ARTICLES, tmp_path, jobs=1))
    assert results[5] == Skipped("기사05", "추출하지 못함: ValueError: no verb")
    assert [r for r in results if isinstance(r, Extraction)] == [told(a) for a in ARTICLES if a.id != "기사05"]


def test_articles_are_taken_as_they_are_needed(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "load_extractor", lambda data: FailsAtFive())
    taken = []
    next(extract_all((taken.append(a) or a for a in ARTICLES), tmp_path, jobs=1))
    assert len(taken) == CHUNK


def tell_each(data, articles):
    return [told(article) for article in articles]


def test_processes_keep_the_order(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "_extract_chunk", tell_each)
    assert list(extract_all(iter(ARTICLES * 9), tmp_path, jobs=2)) == [told(article) for article in ARTICLES * 9]


def die(data, articles):
    os._exit(1)


def test_a_worker_that_dies_ends_the_run_with_a_plain_error(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "_extract_chunk", die)
    with pytest.raises(SanmaekError, match="작업 프로세스가 죽음"):
        list(extract_all(ARTICLES, tmp_path, jobs=2))


def test_a_missing_register_ends_the_run_with_its_name(tmp_path):
    with pytest.raises(DataError, match=r"\.csv"):
        list(extract_all(ARTICLES[:1], tmp_path, jobs=2))


def test_the_parent_of_processes_loads_no_tokenizer():
    code = "import sys, extractors.run, extractors.articles; print({'spacy', 'kiwipiepy'} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "set()\n"
