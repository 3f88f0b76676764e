"""Results are written whole or not at all, by one run at a time, at whatever moment a run is killed.

A run writes beside what stands in the folder, in `.sanmaek/new`. Once all is written, that is renamed to
`.sanmaek/ready`: the one step that decides. Then what is ready takes its places, one file after the other. A run that
is killed before the step has changed nothing; what it leaves after the step, the next run puts in place first.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from graph.files import link_file, replacing

# Inside the folder of the results, so that every step is a rename on one file system; gone when a run has ended well.
WORK = ".sanmaek"

log = logging.getLogger(__name__)


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """Give a new folder to write into; when the block ends well, what it holds takes the place of what `out` has.

    A file replaces the file of its name and a folder the folder; what bears another name stays. Where anything fails,
    also Ctrl-C, `out` is as it was before, but for files that the block puts beside the new folder: they stay for the
    next run to go on from, and vanish when a run ends well. A second run into `out` waits for the first to end.

    >>> import tempfile
    >>> out = Path(tempfile.mkdtemp(), "결과")
    >>> with staged(out) as folder:
    ...     _ = (folder / "그래프.txt").write_text("창원시", encoding="utf-8")
    >>> [path.name for path in out.iterdir()]
    ['그래프.txt']
    """
    work = out.absolute() / WORK
    missing = [folder for folder in work.parents if not folder.exists()]
    lock = _acquire(work)
    try:
        _recover(work)
        (work / "new").mkdir()
        yield work / "new"
        _commit(work)
        shutil.rmtree(work, ignore_errors=True)
    finally:
        _tidy(work, missing)
        lock.release()


def _acquire(work: Path) -> FileLock:
    lock = FileLock(work / "lock")
    waiting = False
    while not lock.is_locked:
        work.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(blocking=waiting)
        except Timeout:
            waiting = True
            log.warning("%s: 다른 sanmaek이 쓰고 있어 끝나기를 기다립니다.", work.parent)
        except FileNotFoundError:  # the run that ended took its folder along
            continue
    return lock


def _recover(work: Path) -> None:
    if (work / "ready").exists():
        _put_all(work)
    for name in ("new", "old"):
        shutil.rmtree(work / name, ignore_errors=True)


def _commit(work: Path) -> None:
    new, ready = work / "new", work / "ready"
    names = [path.name for path in new.iterdir()]
    for path in new.rglob("*"):
        _flush(path)
    new.rename(ready)
    try:
        _put_all(work)
    except BaseException:
        for name in names:
            _put_back(name, work)
        ready.rename(new)  # in one step: what is deleted half-way must not look ready
        raise


def _flush(path: Path) -> None:
    """Wait until a file is on the disk, so that a power cut too finds what is ready whole."""
    if path.is_file():
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _put_all(work: Path) -> None:
    ready, old = work / "ready", work / "old"
    old.mkdir(exist_ok=True)
    for path in sorted(ready.iterdir()):
        _put(path, work.parent / path.name, old / path.name)
    ready.rmdir()


def _put(new: Path, place: Path, old: Path) -> None:
    """Move `new` to its place and keep what was there as `old`; a file is there at every moment."""
    if place.is_dir():
        place.rename(old)
    elif place.exists() and not old.exists():
        with replacing(old) as copy:
            link_file(place, copy)
    new.replace(place)


def _put_back(name: str, work: Path) -> None:
    ready, old, place = work / "ready" / name, work / "old" / name, work.parent / name
    if not ready.exists():
        place.rename(ready)
    if old.exists():
        old.replace(place)


def _tidy(work: Path, missing: list[Path]) -> None:
    """Delete what no later run needs, and folders that were not there and are empty."""
    if not (work / "ready").exists():
        shutil.rmtree(work / "new", ignore_errors=True)
        shutil.rmtree(work / "old", ignore_errors=True)
    if [path.name for path in work.glob("*")] == ["lock"]:
        shutil.rmtree(work)
    for folder in missing:
        with suppress(OSError):  # not empty
            folder.rmdir()
