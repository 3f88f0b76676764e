"""The fence around datasketch: a text's MinHash fingerprint, and which fingerprints are of much the same text."""

import base64
import re
from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np
from datasketch import MinHash, MinHashLSH

# Runs of five characters, without blanks and signs: papers differ in spacing, brackets and quotation marks, and five
# syllables are two words with a particle. The likeliest two of the shipped articles share 3 % of theirs.
SHINGLE = 5
# 128 hashes estimate a share of .5 to ± .04 (standard error), in 684 characters a text.
HASHES = 128
# Bands of hashes, and hashes a band: two texts are compared where one band is alike in both. Of pairs that share half
# of their runs 87 % are, of those that share 60 % 99 %, and of strangers (3 %) one in 40,000.
BANDS, ROWS = 32, 4
# Above half, two texts are one text edited; two articles on one event, each in its own words, stay far below.
SAME = 0.5
# A paper that prints the first paragraphs only shares little of the whole, but nearly all of its own text is there.
# Taken as a copy down to a fourth: below, the longer may be a round-up of many releases.
CUT, LEAST = 0.75, 0.25

_SIGNS = re.compile(r"[\W_]+")
# Odd and large, so that it is one number for two runs once in billions; the prime of FNV-1.
_FACTOR = np.uint32(0x01000193)


def fingerprint(text: str) -> str:
    """Return the MinHash of a text (Broder 1997) as text: the same text, the same fingerprint, in every run.

    >>> text = "창원시는 2028년까지 드론 제조 국산화 특화단지를 조성한다고 7일 밝혔다."
    >>> fingerprint(text) == fingerprint(text.replace(" ", "  ")), len(fingerprint(text))
    (True, 684)
    """
    minhash = _empty().copy()
    minhash.update_batch(_runs(_SIGNS.sub("", text)))
    return base64.b64encode(minhash.hashvalues.astype("<u4").tobytes()).decode()


def _runs(text: str) -> list[int]:
    """Return a number for each run of characters, a polynomial of them; MinHash itself stirs it."""
    characters = np.frombuffer(text.ljust(SHINGLE).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    count = len(characters) - SHINGLE + 1
    numbers = np.zeros(count, dtype=np.uint32)
    for at in range(SHINGLE):
        numbers = numbers * _FACTOR + characters[at : at + count]
    found: list[int] = numbers.tolist()
    return found


def similar_pairs(fingerprints: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of keys whose texts are one text, edited or cut; compared are only those that LSH puts together.

    Raises ValueError where a fingerprint is not one.

    >>> release = "창원시는 2028년까지 드론 제조 국산화 특화단지를 조성한다고 7일 밝혔다. 사업비는 300억 원이다."
    >>> texts = {"기사1": release, "기사2": "[속보] " + release, "기사3": "삼척시는 수소 산업을 육성한다."}
    >>> list(similar_pairs({key: fingerprint(text) for key, text in texts.items()}))
    [('기사1', '기사2')]
    """
    index = MinHashLSH(num_perm=HASHES, params=(BANDS, ROWS))
    known: dict[str, MinHash] = {}
    for key in sorted(fingerprints):
        minhash = _parse(fingerprints[key])
        yield from ((other, key) for other in sorted(index.query(minhash)) if _alike(known[other], minhash))
        known[key] = minhash
        index.insert(key, minhash, check_duplication=False)


def _alike(a: MinHash, b: MinHash) -> bool:
    share = a.jaccard(b)
    if share >= SAME or share < LEAST:
        return bool(share >= SAME)
    shorter, longer = sorted((a.count(), b.count()))
    # What both have, as a share of the shorter: from the share of both and the estimated sizes.
    return bool(share / (1 + share) * (shorter + longer) >= CUT * shorter)


@cache
def _empty() -> MinHash:
    # The scheme is named, so that a later default of the library changes no fingerprint.
    return MinHash(num_perm=HASHES, scheme="affine32", hashfunc=int)


def _parse(text: str) -> MinHash:
    try:
        hashes = np.frombuffer(base64.b64decode(text, validate=True), dtype="<u4")
    except ValueError:
        hashes = np.empty(0, dtype="<u4")
    if len(hashes) != HASHES:
        raise ValueError(f"fingerprint {text[:20]!r}: {HASHES} hashes of 32 bits in base 64 expected")
    empty = _empty()
    return MinHash(hashvalues=hashes, permutations=empty.permutations, scheme=empty.scheme, hashfunc=empty.hashfunc)
