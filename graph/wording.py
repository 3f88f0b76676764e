"""Claims as Korean sentences, for chains and captions."""

import re

from graph.schema import load_schema

# A relation as a predicate; what is in braces is an end of the claim with the particle it takes.
_SENTENCES = {
    "holds_office": "{head:은} {tail}의 직을 맡음",
    "leads": "{head:은} {tail:을} 추진",
    "participates_in": "{head:은} {tail}에 참여",
    "supports": "{head:은} {tail:을} 지원",
    "invests_in": "{head:은} {tail}에 투자",
    "targets": "{head}의 대상 산업은 {tail}",
    "fosters": "{head:은} {tail:을} 육성",
    "operates_in": "{head}의 분야는 {tail}",
    "located_in": "{head}의 위치는 {tail}",
    "part_of": "{head:은} {tail}의 일부",
    "follows": "{head:은} {tail}의 후속",
    "partners_with": "{head:은} {tail:과} 협력",
    "proposes": "{head:은} {tail:을} 건의",
    "selected_for": "{head:은} {tail}에 선정",
    "comments_on": "{head:은} {tail}에 대해 발언",
}
_END = re.compile(r"\{(?P<end>head|tail)(:(?P<particle>.))?\}")
# After a consonant, after a vowel.
_PARTICLES = {"은": ("은", "는"), "을": ("을", "를"), "과": ("과", "와")}
# Foreign letters and figures are read in Korean; those that end in a consonant: l, m, n, r and 0, 1, 3, 6, 7, 8.
_CLOSED = frozenset("lmnrLMNR013678")


def tell_claim(head: str, relation: str, tail: str, status: str, *, title: str = "") -> str:
    """Return a claim as a sentence.

    >>> tell_claim("창원시", "leads", "드론 특화단지 조성", "planned")
    '창원시는 드론 특화단지 조성을 추진 (계획)'
    >>> tell_claim("홍남표", "holds_office", "창원시", "done", title="시장")
    '홍남표는 창원시의 시장을 맡음 (완료)'
    """
    pattern = _SENTENCES[relation].replace("직을", with_particle(title, "을") if title else "직을")
    names = {"head": head, "tail": tail}

    def fill(end: re.Match[str]) -> str:
        name, particle = names[end["end"]], end["particle"]
        return with_particle(name, particle) if particle else name

    return f"{_END.sub(fill, pattern)} ({load_schema().statuses[status].ko})"


def with_particle(name: str, particle: str) -> str:
    """Return a name with 은/는, 을/를 or 과/와, as its last sound wants it.

    >>> [with_particle(name, "은") for name in ("창원시", "경상남도의 꿈", "SMR", "KAI", "5G", "드론(UAV)")]
    ['창원시는', '경상남도의 꿈은', 'SMR은', 'KAI는', '5G는', '드론(UAV)은']
    """
    closed, open_ = _PARTICLES[particle]
    bare = name.split("(", maxsplit=1)[0].rstrip(" )'\"’”」』》〉") or name
    last = bare[-1:]
    ends = (ord(last) - 0xAC00) % 28 > 0 if "가" <= last <= "힣" else last in _CLOSED
    return name + (closed if ends else open_)
