"""Results are written whole or not at all: staged beside their place, then moved there."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """Give a new folder to write files into; when the block ends well, they are moved into `out`.

    Files of `out` that bear other names stay. Where anything fails, also Ctrl-C, `out` is as it was before.
    """
    out = out.absolute()
    made = _make_folder(out.parent)
    staging = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        new, old = staging / "new", staging / "old"
        new.mkdir()
        old.mkdir()
        yield new
        _move(new, out, old)
        made = []
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        for folder in made:
            folder.rmdir()


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the ones that were not there, innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _move(new: Path, out: Path, old: Path) -> None:
    if not out.exists():
        new.rename(out)
        return
    names = sorted(path.name for path in new.iterdir())
    try:
        for name in names:
            if (out / name).exists():
                (out / name).rename(old / name)
            (new / name).rename(out / name)
    except BaseException:
        _put_back(names, new, out, old)
        raise


def _put_back(names: list[str], new: Path, out: Path, old: Path) -> None:
    for name in names:
        if not (new / name).exists():
            (out / name).rename(new / name)
        if (old / name).exists():
            (old / name).rename(out / name)
