"""How answers are laid out: claims grouped into rows, what stands behind each row, and what the columns are called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from graph.errors import QueryError
from graph.index import Flags, Index, Numbers, Texts, day_number, tell_day, texts
from graph.schema import STANCES, load_schema

# Columns that hold relations under another name.
_SAID_AS = {"by": "relation", "about": "relation", "region_from": "relation"}
# What an answer tells of the claim it quotes.
QUOTED = ("quote", "press", "published", "article_title", "url")
# What the columns of all answers are called in Korean; docs/queries.md says what they mean.
HEADINGS: dict[str, str] = {
    "id": "번호",
    "name": "이름",
    "type": "유형",
    "match": "맞은 곳",
    "matched": "맞은 이름",
    "claims": "주장 수",
    "articles": "기사 수",
    "sources": "독립 보도 수",
    "first_reported": "첫 보도",
    "last_reported": "마지막 보도",
    "confidence": "확신도",
    "claim_ids": "주장 번호들",
    "claim_id": "주장 번호",
    "project": "사업 번호",
    "project_name": "사업",
    "industry": "산업 번호",
    "industry_name": "산업",
    "ksic": "KSIC",
    "status": "상태",
    "leaders": "추진 주체",
    "industries": "산업",
    "regions": "지역",
    "region": "지역 번호",
    "region_name": "지역",
    "sido": "시도",
    "zone": "권역",
    "latitude": "위도",
    "longitude": "경도",
    "region_from": "지역을 안 곳",
    "budget_krw": "사업비(원)",
    "start": "시작",
    "end": "끝",
    "projects": "사업",
    "sites": "단지·시설",
    "policies": "정책·제도",
    "actors": "육성 주체",
    "official": "공직자 번호",
    "official_name": "공직자",
    "body": "기관 번호",
    "body_name": "기관",
    "title": "직함",
    "known": "어떻게 아나",
    "actor": "주체 번호",
    "actor_name": "주체",
    "stance": "입장",
    "by": "드러난 관계",
    "quote": "인용",
    "press": "언론사",
    "published": "보도일",
    "article_title": "기사",
    "article": "기사 번호",
    "story": "보도 묶음",
    "url": "주소",
    "rule": "규칙",
    "receiver": "받는 곳 번호",
    "receiver_name": "받는 곳",
    "receivers": "받는 곳 수",
    "national_krw": "국비(원)",
    "province_krw": "도비(원)",
    "city_krw": "시비(원)",
    "private_krw": "민자(원)",
    "other_krw": "기타(원)",
    "unknown_krw": "출처 미상(원)",
    "total_krw": "합계(원)",
    "stated_krw": "밝힌 총액(원)",
    "counted_krw": "더할 금액(원)",
    "conflict": "어긋남",
    "disputed": "다른 금액(원)",
    "within": "전체 번호",
    "within_name": "전체",
    "stated_in": "총액을 밝힌 기사",
    "a": "한쪽 번호",
    "a_name": "한쪽",
    "b": "상대 번호",
    "b_name": "상대",
    "date": "날짜",
    "dated": "날짜를 안 곳",
    "competition": "공모·지정 번호",
    "competition_name": "공모·지정",
    "applicant": "신청자 번호",
    "applicant_name": "신청자",
    "outcome": "결과",
    "contested": "엇갈린 보도",
    "decided_by": "결정 주체",
    "organizers": "주관",
    "step": "걸음",
    "other": "상대 번호",
    "other_name": "상대",
    "other_type": "상대 유형",
    "relation": "관계",
    "chain": "사슬",
    "from": "앞 번호",
    "from_name": "앞",
    "to": "뒤 번호",
    "to_name": "뒤",
    "sentence": "문장",
    "head": "주체 번호",
    "head_name": "주체",
    "tail": "대상 번호",
    "tail_name": "대상",
    "about": "무엇",
    "label": "이름표",
    "direction": "방향",
    "what": "무엇",
    "value": "값",
    "share": "비율",
    "change": "변화",
    "status_old": "앞선 상태",
    "status_new": "새 상태",
    "stance_old": "앞선 입장",
    "stance_new": "새 입장",
    "sources_old": "앞선 독립 보도 수",
    "sources_new": "새 독립 보도 수",
    "claim_ids_old": "앞선 주장 번호들",
    "claim_ids_new": "새 주장 번호들",
    "community": "무리",
    "strength": "세기",
    "modularity": "모듈성",
    "degree": "이웃 수",
    "betweenness": "매개 중심성",
    "closeness": "근접 중심성",
    "eigenvector": "고유벡터 중심성",
}


@dataclass(frozen=True, slots=True)
class Groups:
    """Claims in groups: `keys` are the values that make a group, `rows` from `starts[n]` on its claims, in order."""

    keys: tuple[Numbers, ...]
    rows: Numbers
    starts: Numbers

    @property
    def ends(self) -> Numbers:
        """Where each group ends."""
        return np.append(self.starts, len(self.rows))[1:]

    @property
    def each(self) -> list[list[int]]:
        """The claims of each group as a list."""
        rows = self.rows.tolist()
        return [rows[a:b] for a, b in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]

    @property
    def last(self) -> Numbers:
        """The latest claim of each group."""
        return self.rows[self.ends - 1]


def group(rows: Numbers, *keys: Numbers) -> Groups:
    """Return the claims `rows` in groups of equal `keys`, an array beside `rows` each; groups go by their keys."""
    order = np.lexsort((rows, *reversed(keys)))
    ordered = [key[order] for key in keys]
    first = np.zeros(len(order), dtype=bool)
    first[:1] = True
    for key in ordered:
        first[1:] |= key[1:] != key[:-1]
    starts = np.flatnonzero(first)
    return Groups(tuple(key[starts] for key in ordered), rows[order], starts)


def behind(index: Index, groups: Groups) -> dict[str, Any]:
    """Return the columns that say what each row rests on.

    `sources` counts independent reports, `articles` all; `confidence` is that of the surest claim; `claim_ids` are in
    the order of the reports.
    """
    if not len(groups.rows):
        return {
            name: [] for name in ("sources", "articles", "first_reported", "last_reported", "confidence", "claim_ids")
        }
    return {
        "sources": distinct(groups, index.story),
        "articles": distinct(groups, index.article),
        "first_reported": tell_days(_earliest(index.published[groups.rows], groups.starts)),
        "last_reported": tell_days(index.published[groups.last]),
        "confidence": np.maximum.reduceat(index.confidence[groups.rows], groups.starts),
        "claim_ids": lists(index.claim_ids[groups.rows], groups),
    }


def distinct(groups: Groups, of: Numbers) -> Numbers:
    """Return how many different values of `of`, a column of the index, the claims of each group have."""
    numbers = np.repeat(np.arange(len(groups.starts)), groups.ends - groups.starts)
    values = of[groups.rows] - of.min(initial=0)
    size = values.max(initial=0) + 1
    return np.bincount(pd.unique(numbers * size + values) // size, minlength=len(groups.starts))


def lists(values: Texts, groups: Groups) -> Texts:
    """Return the values of each group as a list; `values` stand beside `groups.rows`."""
    plain = values.tolist()
    return texts(plain[a:b] for a, b in zip(groups.starts.tolist(), groups.ends.tolist(), strict=True))


def tell_days(days: Numbers) -> Texts:
    """Return dates as texts."""
    unique, places = np.unique(days, return_inverse=True)
    return texts(tell_day(day) for day in unique.tolist())[places]


def named(index: Index, column: str, entities: Numbers) -> dict[str, Any]:
    """Return two columns: the ids of entities, and their names under `…_name`."""
    ids = np.fromiter(map(index.ids.__getitem__, entities.tolist()), dtype=object, count=len(entities))
    return {column: ids, f"{column}_name": index.labels[entities]}


def statuses(numbers: Numbers) -> Texts:
    """Return the names of statuses by their numbers."""
    return texts(load_schema().statuses)[numbers]


def relation_names(index: Index, rows: Numbers) -> Texts:
    """Return the relation of each claim by name."""
    return texts(load_schema().relations)[index.relation[rows]]


def value(index: Index, rows: Numbers, attribute: str) -> Texts:
    """Return an attribute of each claim as text, "" where it has none."""
    return texts(index.claims[row].get(attribute, "") for row in rows.tolist())


def latest_told(index: Index, groups: Groups, attribute: str) -> list[str]:
    """Return for each group the attribute as the latest claim that has it tells it, "" where none does."""
    return [next((t for row in reversed(rows) if (t := index.claims[row].get(attribute))), "") for rows in groups.each]


def surest(index: Index, groups: Groups) -> Numbers:
    """Return the surest claim of each group, of equals the latest."""
    numbers = np.repeat(np.arange(len(groups.starts)), groups.ends - groups.starts)
    order = np.lexsort((groups.rows, index.confidence[groups.rows], numbers))
    return groups.rows[order][groups.ends - 1]


def quoted(index: Index, rows: Numbers) -> dict[str, Any]:
    """Return for each claim its words and the article in columns."""
    return {name: value(index, rows, name) for name in QUOTED}


def within(index: Index, rows: Numbers, since: str | None, until: str | None) -> Flags:
    """Tell of each claim whether it lies between two dates, both included; a month or year counts whole.

    A date that is known to the year only is inside where any of its days is.
    """
    day = index.when[rows]
    inside: Flags = np.ones(len(rows), dtype=bool)
    if since:
        inside &= (_filled(day) >= first_day(since)) & (day > 0)
    if until:
        inside &= (day <= last_day(until)) & (day > 0)
    return inside


def korean(answer: pd.DataFrame) -> pd.DataFrame:
    """Return the answer with Korean headings, and statuses, relations, types, stances and outcomes in Korean words.

    >>> korean(pd.DataFrame({"project_name": ["드론 특화단지 조성"], "status": ["planned"]})).to_dict("records")
    [{'사업': '드론 특화단지 조성', '상태': '계획'}]
    """
    schema = load_schema()
    words: Mapping[str, Mapping[str, str]] = {
        "status": {name: term.ko for name, term in schema.statuses.items()},
        "relation": {name: term.ko for name, term in schema.relations.items()},
        "type": {name: term.ko for name, term in schema.types.items()},
        "stance": STANCES,
        "outcome": {"won": "선정", "lost": "탈락", "applied": "신청"},
        "known": {"stated": "밝힌 시작", "reported": "그때의 보도", "nearest": "가까운 보도"},
        "dated": {"event": "그 일의 날", "report": "보도일", "stated": "전체의 시작·끝"},
    }
    told = answer.copy()
    for column in told.columns:
        kind = _SAID_AS.get(column) or next((each for each in words if each in column.split("_")), "")
        if kind:
            told[column] = [words[kind].get(cell, cell) for cell in told[column]]
    return told.rename(columns=HEADINGS)


def expect(what: str, value: str, known: Collection[str]) -> None:
    """Raise QueryError where a choice is none of those there are.

    >>> expect("by", "region", ("region", "giver"))
    """
    if value not in known:
        raise QueryError(f"{what} {value!r} is not one of {', '.join(known)}")


def first_day(text: str) -> int:
    """Return the number of the first day of a date, month or year. Raises QueryError where it is none of them.

    >>> first_day("2025-01"), last_day("2025-01")
    (20250100, 20250199)
    """
    if not (day := day_number(text)):
        raise QueryError(f"{text!r} is not a date; YYYY, YYYY-MM or YYYY-MM-DD expected")
    return day


def last_day(text: str) -> int:
    """Return a number no day of the date, month or year lies beyond. Raises QueryError where it is none of them."""
    return int(_filled(np.array([first_day(text)]))[0])


def _filled(days: Numbers) -> Numbers:
    """Return the last day that a date known to the month or year only may mean."""
    return days + np.where(days % 10_000 == 0, 9_999, np.where(days % 100 == 0, 99, 0))


def _earliest(days: Numbers, starts: Numbers) -> Numbers:
    """Return the earliest known day of each group, 0 where none is known."""
    beyond = np.iinfo(np.int64).max
    first = np.minimum.reduceat(np.where(days == 0, beyond, days), starts)
    return np.where(first == beyond, 0, first)
