"""The story of a project in dated steps, from 건의 to 준공."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from graph.answers import behind, group, named, quoted, relation_names, statuses, surest, tell_days
from graph.find import pick
from graph.index import Index, claims_from, claims_to, day_number, index_of, texts
from graph.normal import KnowledgeGraph

# What a relation with a status is as a step in a project's life. The first fitting line counts; "" fits any status.
_STEPS = {
    ("proposes", ""): "건의",
    ("leads", "proposed"): "검토",
    ("leads", "planned"): "계획",
    ("leads", "ongoing"): "추진",
    ("leads", "done"): "완료",
    ("leads", "ended"): "종료",
    ("leads", "failed"): "무산",
    ("selected_for", "proposed"): "신청",
    ("selected_for", "failed"): "탈락",
    ("selected_for", ""): "선정",
    ("participates_in", "failed"): "이탈",
    ("participates_in", ""): "참여",
    ("supports", "failed"): "지원 무산",
    ("supports", ""): "지원",
    ("invests_in", "failed"): "투자 무산",
    ("invests_in", ""): "투자",
    ("located_in", "proposed"): "입지 희망",
    ("located_in", "failed"): "입지 무산",
    ("located_in", ""): "입지",
    ("follows", ""): "후속",
    ("comments_on", ""): "발언",
    ("targets", "failed"): "무산",
    ("partners_with", ""): "협약",
}
# A review that a project passes, by words of its name.
_REVIEWS = {"예비타당성": "예타", "예타": "예타", "투자심사": "투자심사", "환경영향평가": "환경영향평가"}
_EXEMPT = "면제"
_REVIEWED = {"proposed": "신청", "planned": "신청", "failed": "탈락"}
BEGINS, ENDS = "착공·시작", "준공·끝"
EVENT, REPORT, STATED = "event", "report", "stated"


def timeline(kg: KnowledgeGraph, entity: str) -> pd.DataFrame:
    """Return the dated steps of a project, or of a site, policy or competition, in the order of time.

    Columns: `date`; `dated`: "event" where the article dates the step, "report" where only the day of the article is
    known, and the step lies at or before it, "stated" for the start and end that articles give of the whole; `step`:
    건의, 검토, 계획, 추진, 신청, 선정, 탈락, 예타 통과 …, 착공·시작, 준공·끝, 무산; `other`, `other_name`: who took
    it, or what for; `relation`, `status`; `quote`, `press`, `published`, `article_title`, `url` of its surest claim;
    `sources`, `articles`, `first_reported`, `last_reported`, `confidence`, `claim_ids`. A stated start or end has no
    claim of its own, so no quote: `articles` counts the articles that name the whole. A date in the future is a plan.
    """
    index = index_of(kg)
    number = pick(index, entity)
    entries = [entry for row in _rows(index, number) for entry in _entries(index, number, row)]
    steps = sorted({step for _, _, step, _, _ in entries})
    rows = np.array([row for row, *_ in entries], dtype=int)
    days = np.array([day for _, day, *_ in entries], dtype=int)
    told = np.array([steps.index(step) for _, _, step, _, _ in entries], dtype=int)
    others = np.array([other for *_, other in entries], dtype=int)
    reported = np.array([report for *_, report, _ in entries], dtype=int)
    groups = group(rows, days, told, others, reported)
    day, step, other, report = groups.keys
    telling = surest(index, groups)
    answer = pd.DataFrame(
        {"date": tell_days(day), "dated": texts((EVENT, REPORT))[report], "step": texts(steps)[step] if steps else []}
        | named(index, "other", other)
        | {"relation": relation_names(index, telling), "status": statuses(index.status[groups.last])}
        | quoted(index, telling)
        | behind(index, groups)
    )
    answer = pd.concat([answer, pd.DataFrame(_stated(index, number), columns=answer.columns)], ignore_index=True)
    return answer.sort_values(["date", "step", "other"], ignore_index=True)


def _rows(index: Index, number: int) -> list[int]:
    return sorted({*claims_from(index, number).tolist(), *claims_to(index, number).tolist()})


def _entries(index: Index, number: int, row: int) -> Iterator[tuple[int, int, str, int, int]]:
    """Yield row, day, step, whether only the report is dated, and the other end, for each step that a claim tells."""
    claim = index.claims[row]
    other = int(index.tail[row] if index.head[row] == number else index.head[row])
    step = _step(claim, str(index.labels[index.tail[row]]))
    if step is None:
        return
    dated = day_number(str(claim.get("date", "")))
    bounds = [(day_number(str(claim.get(name, ""))), told) for name, told in (("start", BEGINS), ("end", ENDS))]
    yield from ((row, day, told, 0, other) for day, told in bounds if day)
    if dated or not any(day for day, _ in bounds):
        yield row, dated or int(index.published[row]), step, int(not dated), other


def _step(claim: Mapping[str, Any], tail: str) -> str | None:
    relation, status = claim["relation"], claim["status"]
    if relation == "selected_for" and (review := next((told for word, told in _REVIEWS.items() if word in tail), None)):
        passed = _EXEMPT if _EXEMPT in tail else "통과"
        return f"{review} {_REVIEWED.get(status, passed)}"
    return _STEPS.get((relation, status)) or _STEPS.get((relation, ""))


def _stated(index: Index, number: int) -> list[dict[str, Any]]:
    data = index.nodes[number]
    blank = dict.fromkeys(("other", "other_name", "relation", "status", "quote", "press", "published"), "")
    blank |= dict.fromkeys(("article_title", "url", "first_reported", "last_reported"), "")
    articles = int(data.get("article_count", 0))
    return [
        {"date": data[name], "dated": STATED, "step": step, **blank}
        | {"sources": articles, "articles": articles, "confidence": 1.0, "claim_ids": []}
        for name, step in (("start", BEGINS), ("end", ENDS))
        if data.get(name)
    ]
