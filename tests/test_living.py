"""A build as a process of its own: killed at many moments, and beside another one."""

import json
import signal
import subprocess
import sys

import pytest

# A build whose extraction costs nothing and which draws no graph, killed before the given step on the file system.
BUILD = """
import os, signal, sys
import extractors.run, sanmaek.writing
from graph.model import Entity, Extraction, Span

def extract_all(articles, data, *, jobs):
    for a in articles:
        found = Entity("Industry:드론", "Industry", "드론", (Span(0, 2, a.text[:2]),))
        yield Extraction(a.id, a.title, a.press, a.date, a.url, a.text_sha256, (found,))

def watch(event, args):
    global steps
    if event in ("os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate") or (
        event == "open" and args[1] not in (None, "r", "rb")
    ):
        steps -= 1
        if not steps:
            os.kill(os.getpid(), signal.SIGKILL)

extractors.run.extract_all = extract_all
sanmaek.writing.write_graph = lambda extractions, *folders: list(extractions)
steps = int(sys.argv[1])
sys.addaudithook(watch)
sanmaek.main(sys.argv[2:])
"""
NEVER = 10**9


def start(step, *args):
    command = [sys.executable, "-c", BUILD, step, *args]
    return subprocess.Popen([str(arg) for arg in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process):
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def results(out):
    """Return what a run has written, but for the report of the run and what a later run goes on from."""
    paths = (path for path in out.rglob("*") if path.is_file() and ".sanmaek" not in path.parts)
    return {str(path.relative_to(out)): path.read_bytes() for path in paths if path.name != "report.json"}


def ids(out):
    return [json.loads(line)["id"] for line in (out / "extractions.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def weeks(tmp_path):
    """Two folders of articles, one of which is in both with another text."""
    texts = {"첫 주": {"가": "드론 하나", "나": "드론 둘"}, "다음 주": {"나": "드론 둘 고침", "다": "드론 셋"}}
    for week, articles in texts.items():
        (tmp_path / week).mkdir()
        for id_, text in articles.items():
            head = f"---\nid: {id_}\ntitle: {text}\ndate: 2025-0{len(id_.encode())}-07\n---\n\n"
            (tmp_path / week / f"{id_}.md").write_text(f"{head}{text}을 날린다.\n", encoding="utf-8")
    return tmp_path / "첫 주", tmp_path / "다음 주"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_build_killed_at_any_moment_leaves_the_old_results_and_the_next_goes_on(weeks, tmp_path):
    first, later = weeks
    out = tmp_path / "out"
    assert finish(start(NEVER, "build", first, "--out", out))[0] == 0
    old, went_on = results(out), 0
    for step in (3, 8, 16, 22):
        code, _, err = finish(start(step, "build", later, "--out", out))
        assert code == -signal.SIGKILL
        went_on += "이어 합니다" in err
        if (out / ".sanmaek" / "ready").exists():
            break
        assert results(out) == old
    assert went_on
    assert finish(start(NEVER, "build", later, "--out", out))[0] == 0
    assert ids(out) == ["가", "나", "다"]
    (first / "나.md").unlink()
    assert finish(start(NEVER, "build", first, later, "--out", tmp_path / "한 번에"))[0] == 0
    assert results(out) == results(tmp_path / "한 번에")
    assert not (out / ".sanmaek").exists()


def test_two_builds_at_once_give_what_one_after_the_other_gives(weeks, tmp_path):
    first, later = weeks
    (later / "나.md").unlink()
    runs = [start(NEVER, "build", week, "--out", tmp_path / "out") for week in weeks]
    assert [finish(run)[0] for run in runs] == [0, 0]
    assert ids(tmp_path / "out") == ["가", "나", "다"]
    assert finish(start(NEVER, "build", first, later, "--out", tmp_path / "한 번에"))[0] == 0
    assert results(tmp_path / "out") == results(tmp_path / "한 번에")
