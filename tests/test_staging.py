import os
import signal
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from graph.staging import staged


def contents(folder):
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def write(out, *names, then=None):
    with staged(out) as folder:
        for name in names:
            (folder / name).write_text("new")
        if then:
            raise then


def test_a_new_folder_appears_with_all_files(tmp_path):
    write(tmp_path / "결과" / "데모", "a", "b")
    assert contents(tmp_path) == {"결과/데모/a": "new", "결과/데모/b": "new"}


def test_files_of_other_names_stay(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "memo").write_text("mine")
    (out / "a").write_text("old")
    write(out, "a", "b")
    assert contents(tmp_path) == {"out/a": "new", "out/b": "new", "out/memo": "mine"}


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
@pytest.mark.parametrize("exists", [True, False])
def test_failure_changes_nothing(tmp_path, error, exists):
    out = tmp_path / "deep" / "out"
    if exists:
        out.mkdir(parents=True)
        (out / "a").write_text("old")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(type(error)):
        write(out, "a", "b", then=error)
    assert sorted(tmp_path.rglob("*")) == before
    assert contents(tmp_path) == ({"deep/out/a": "old"} if exists else {})


def test_a_move_that_fails_half_way_is_undone(tmp_path, monkeypatch):
    out, replace = tmp_path / "out", Path.replace
    out.mkdir()
    (out / "a").write_text("old")
    (out / "c").write_text("old")
    moved = []

    def fail_at_c(path, target):
        moved.append(path.name)
        if (path.name, path.parent.name) == ("c", "ready"):
            raise OSError("disk full")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail_at_c)
    with pytest.raises(OSError, match="disk full"):
        write(out, "a", "b", "c")
    assert {"a", "b", "c"} <= set(moved)
    assert contents(tmp_path) == {"out/a": "old", "out/c": "old"}


def test_a_folder_takes_the_place_of_the_folder(tmp_path):
    out = tmp_path / "out"
    for name in ("record/gone", "record/kept", "memo"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("old")
    with staged(out) as folder:
        (folder / "record").mkdir()
        (folder / "record" / "kept").write_text("new")
    assert contents(tmp_path) == {"out/record/kept": "new", "out/memo": "old"}


def test_what_stands_beside_the_new_folder_helps_the_next_run_and_then_vanishes(tmp_path):
    out = tmp_path / "out"
    with pytest.raises(OSError, match="disk full"), staged(out) as folder:
        (folder.parent / "progress").write_text("half")
        raise OSError("disk full")
    with staged(out) as folder:
        assert (folder.parent / "progress").read_text() == "half"
        (folder / "a").write_text("new")
    assert contents(tmp_path) == {"out/a": "new"}


OLD = {"a": "old", "c": "old", "record/1": "old", "record/2": "old", "memo": "mine"}
NEW = {"a": "new", "b": "new", "c": "new", "record/2": "new", "record/3": "new", "memo": "mine"}
STEPS = {"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}


def kill_at(step):
    """Kill this process, as `kill -9` does, when it is about to change the file system for the given time."""
    count = 0

    def hook(event, args):
        nonlocal count
        if event in STEPS and not (event == "open" and args[1] in (None, "r", "rb")):
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def in_child(work):
    """Do the work in a child process; tell whether it lived to the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child of a process with threads does little
        pid = os.fork()
    if not pid:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def put(out, files):
    for name, text in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text)


def seen(out):
    return {name: text for name, text in contents(out).items() if not name.startswith(".sanmaek/")}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("before", [OLD, {}])
def test_a_run_killed_at_any_step_leaves_the_old_or_the_new(tmp_path, before):
    after = {name: text for name, text in NEW.items() if name != "memo" or before}
    for step in count(1):
        out = tmp_path / str(step)
        put(out, before)

        def write_all(step=step, out=out):
            kill_at(step)
            with staged(out) as folder:
                put(folder, {name: text for name, text in NEW.items() if name != "memo"})

        done = in_child(write_all)
        left = seen(out)
        if (out / ".sanmaek" / "ready").exists():  # decided: each file is the old or the new one, none is torn
            assert all(text == before.get(name, text) or text == after.get(name) for name, text in left.items())
            wanted = after
        else:
            assert left in (before, after)
            wanted = left
        with pytest.raises(ZeroDivisionError), staged(out):
            assert seen(out) == wanted
            raise ZeroDivisionError
        assert seen(out) == wanted
        with staged(out) as folder:
            put(folder, {"a": "newest"})
        assert contents(out) == wanted | {"a": "newest"}
        if done:
            break
    assert step > 20


def test_two_runs_write_one_after_the_other(tmp_path, monkeypatch):
    out, order = tmp_path / "out", []
    inside, waiting = Event(), Event()
    monkeypatch.setattr("graph.staging.log.warning", lambda *told: waiting.set())

    def first():
        with staged(out) as folder:
            inside.set()
            assert waiting.wait(30)
            order.append("first")
            put(folder, {"a": "first", "b": "first"})

    def second():
        assert inside.wait(30)
        with staged(out) as folder:
            order.append((out / "a").read_text())
            put(folder, {"a": "second"})

    with ThreadPoolExecutor(2) as pool:
        for run in [pool.submit(first), pool.submit(second)]:
            run.result(60)
    assert order == ["first", "first"]
    assert contents(tmp_path) == {"out/a": "second", "out/b": "first"}
