"""Files are written whole or not at all, and not written again where they stay the same."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; it takes its place when the block ends well and vanishes when it does not.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with replacing(folder / "결과.txt") as temporary:
    ...     _ = temporary.write_text("창원시", encoding="utf-8")
    >>> [file.name for file in folder.iterdir()]
    ['결과.txt']
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def link_file(path: Path, copy: Path) -> None:
    """Give a file a second name, or a copy where the file system cannot give it one."""
    try:
        os.link(path, copy)
    except OSError:
        shutil.copy2(path, copy)
