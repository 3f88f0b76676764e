from pathlib import Path

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
    out, rename = tmp_path / "out", Path.rename
    out.mkdir()
    (out / "a").write_text("old")
    (out / "c").write_text("old")
    moved = []

    def fail_at_c(path, target):
        moved.append(path.name)
        if (path.name, path.parent.name) == ("c", "new"):
            raise OSError("disk full")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_at_c)
    with pytest.raises(OSError, match="disk full"):
        write(out, "a", "b", "c")
    assert moved[:4] == ["a", "a", "b", "c"]
    assert contents(tmp_path) == {"out/a": "old", "out/c": "old"}
