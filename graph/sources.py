"""What stands behind an answer: the quotes of claims, all that is known of an entity, the articles of the whole."""

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from graph.answers import behind, group, named, quoted, relation_names, statuses, surest, tell_days, value
from graph.errors import QueryError
from graph.find import pick
from graph.index import Index, Numbers, Texts, claims_from, claims_to, derived, index_of, texts
from graph.normal import KnowledgeGraph, split_list
from graph.places import sido_of
from graph.schema import load_schema, tell_value

# What attributes that the schema does not know are called.
_ATTRIBUTES = {
    "type": "유형",
    "label": "이름",
    "aliases": "다른 이름",
    "code": "행정코드",
    "ksic": "KSIC",
    "latitude": "위도",
    "longitude": "경도",
    "sido": "시도",
    "zone": "권역",
    "stock_code": "종목코드",
    "market": "시장",
    "industry": "업종",
}


def evidence(kg: KnowledgeGraph, claim_id: str | Collection[str]) -> pd.DataFrame:
    """Return the words behind one claim or several, in the order asked for.

    Columns: `claim_id`; `head`, `head_name`, `relation`, `tail`, `tail_name`, `status`; `quote`, `press`, `published`,
    `article_title`, `url`; `article`, `story`, `confidence`, `rule`. Raises QueryError for a claim that is not there.

    >>> from graph.build import build_graph
    >>> evidence(build_graph([]), []).columns.to_list()[7:9]
    ['quote', 'press']
    """
    index = index_of(kg)
    wanted = [claim_id] if isinstance(claim_id, str) else list(claim_id)
    for each in wanted:
        if each not in index.row:
            raise QueryError(f"claim {each!r} is not in the graph")
    rows = np.array([index.row[each] for each in wanted], dtype=int)
    return pd.DataFrame(_told(index, rows))


def entity(kg: KnowledgeGraph, id: str) -> pd.DataFrame:
    """Return all that is known of an entity, by id or name: its attributes, then its links to others, best told first.

    Columns: `about`, "attribute" or a relation of the schema; `label`, the same in Korean; `direction`, "out" where the
    entity is the head, "in" where it is the tail; `other`, `other_name`, `other_type`, for an attribute its value in
    `other_name`; `status`; `quote` of the surest claim; `sources`, `articles`, `first_reported`, `last_reported`,
    `confidence`, `claim_ids`. Raises QueryError where no entity or more than one is meant.
    """
    index = index_of(kg)
    number = pick(index, id)
    sides = [
        _links(index, claims_from(index, number), index.tail, "out"),
        _links(index, claims_to(index, number), index.head, "in"),
    ]
    links = pd.concat(sides, ignore_index=True)
    links = links.sort_values(["direction", "sources", "other"], ascending=[False, False, True], ignore_index=True)
    known = pd.DataFrame(_attributes(index, number), columns=links.columns)
    return pd.concat([known, links], ignore_index=True) if len(links) else known


def coverage(kg: KnowledgeGraph) -> pd.DataFrame:
    """Return what articles the graph rests on, so that a reader sees the bias of the press.

    A row each outlet, 시도, month and type of entity, the largest first, months in order: `what`, one of 전체, 언론사,
    시도, 달 and 유형; `value`, "" where it is not known; `articles`, `sources` (independent reports), `claims`;
    `share`, of all articles. An article counts for every 시도 and type that its claims name. Articles without a claim
    are not in the graph.
    """
    index = index_of(kg)
    rows = np.arange(len(index.claims))
    sido = texts(sido_of(index).get(entity, "") for entity in range(len(index.ids)))
    regions = index.types == "Region"
    counted = [
        _covered(index, "전체", rows, texts([""] * len(rows))),
        _covered(index, "언론사", rows, value(index, rows, "press")),
        *(_covered(index, "시도", *both) for both in [_of_ends(index, rows, sido, regions)]),
        _covered(index, "달", rows, tell_days(index.published // 100 * 100)),
        *(_covered(index, "유형", *both) for both in [_of_ends(index, rows, index.types, np.ones_like(regions))]),
    ]
    answer = pd.concat(counted, ignore_index=True)
    answer["share"] = answer["articles"] / max(int(index.article.max(initial=-1)) + 1, 1)
    return answer


def _told(index: Index, rows: Numbers) -> dict[str, Any]:
    return (
        {"claim_id": index.claim_ids[rows]}
        | named(index, "head", index.head[rows])
        | {"relation": relation_names(index, rows)}
        | named(index, "tail", index.tail[rows])
        | {"status": statuses(index.status[rows])}
        | quoted(index, rows)
        | {name: value(index, rows, name) for name in ("article", "story")}
        | {"confidence": index.confidence[rows], "rule": value(index, rows, "rule")}
    )


def _links(index: Index, rows: Numbers, others: Numbers, direction: str) -> pd.DataFrame:
    groups = group(rows, index.relation[rows], others[rows])
    relations, ends = groups.keys
    terms = list(load_schema().relations.values())
    return pd.DataFrame(
        {
            "about": [terms[number].name for number in relations.tolist()],
            "label": [terms[number].ko for number in relations.tolist()],
            "direction": direction,
        }
        | named(index, "other", ends)
        | {
            "other_type": index.types[ends],
            "status": statuses(index.status[groups.last]),
            "quote": value(index, surest(index, groups), "quote"),
        }
        | behind(index, groups)
    )


def _attributes(index: Index, number: int) -> list[dict[str, Any]]:
    data, known = index.nodes[number], load_schema().attributes
    named = split_list(str(data.get("articles", "")))
    stories = {_stories(index).get(article, article) for article in named}
    return [
        {
            "about": "attribute",
            "label": known[name].heading if name in known else _ATTRIBUTES.get(name, name),
            "direction": "",
            "other": name,
            "other_name": tell_value(name, told),
            "other_type": "",
            "status": "",
            "quote": "",
            "sources": len(stories),
            "articles": len(named),
            "first_reported": "",
            "last_reported": "",
            "confidence": 1.0,
            "claim_ids": [],
        }
        for name, told in data.items()
        if not name.endswith(("_year", "_count")) and name != "articles"
    ]


@derived
def _stories(index: Index) -> dict[str, str]:
    """Return the story of each article that claims anything."""
    return {claim["article"]: claim.get("story", claim["article"]) for claim in index.claims}


def _of_ends(index: Index, rows: Numbers, values: Texts, wanted: Any) -> tuple[Numbers, Texts]:  # noqa: ANN401
    sides = [rows[wanted[end]] for end in (index.head, index.tail)]
    found = [values[end[side]] for end, side in zip((index.head, index.tail), sides, strict=True)]
    return np.concatenate(sides), np.concatenate(found)


def _covered(index: Index, what: str, rows: Numbers, values: Texts) -> pd.DataFrame:
    codes, names = pd.factorize(values)
    counts = {
        column: np.bincount(
            pd.unique(codes * (len(index.claims) + 1) + of[rows]) // (len(index.claims) + 1), minlength=len(names)
        )
        for column, of in (
            ("articles", index.article),
            ("sources", index.story),
            ("claims", np.arange(len(index.claims))),
        )
    }
    answer = pd.DataFrame({"what": what, "value": names} | counts)
    by_size = [] if what == "달" else ["articles"]
    return answer.sort_values([*by_size, "value"], ascending=[*(False for _ in by_size), True], ignore_index=True)
