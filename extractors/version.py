"""The version of the extractor: the same version finds the same in an article, so that it need not look again."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

# What else decides what is found: libraries that read the text, weigh or hash it.
LIBRARIES = ("ahocorasick-rs", "datasketch", "kiwipiepy", "kiwipiepy-model", "numpy", "spacy", "thinc")
# Modules of the other package that extraction stands on.
SHARED = ("fingerprint.py", "model.py", "schema.py", "schema.toml")


def extractor_version(data: Path) -> str:
    """Return a hash of the code, the registers and models in `data`, and the versions of the libraries.

    A change of any of them, if only of a comment, is another version: what cannot change a result is not told apart.

    >>> extractor_version(Path("data")) == extractor_version(Path("data")), len(extractor_version(Path("data")))
    (True, 16)
    """
    digest = hashlib.sha256()
    for name, content in _parts(data):
        digest.update(f"{name}\x1f{hashlib.sha256(content).hexdigest()}\x1e".encode())
    return digest.hexdigest()[:16]


def _parts(data: Path) -> Iterator[tuple[str, bytes]]:
    for library in LIBRARIES:
        yield library, version(library).encode()
    code = Path(__file__).parent
    for folder, patterns in ((code, ("*.py", "*.toml")), (data, ("registers/**/*", "models/**/*"))):
        for path in sorted({path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()}):
            yield path.relative_to(folder).as_posix(), path.read_bytes()
    for name in SHARED:
        yield name, files("graph").joinpath(name).read_bytes()
