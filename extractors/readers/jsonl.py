"""JSON Lines: one article a line, with the keys id, title, press, date, url (or source_urls) and text."""

import json

from extractors.readers.fields import make_article
from graph.errors import ArticleError
from graph.model import Article


def parse_json(line: str) -> Article:
    """Return the article of one line.

    Raises ArticleError where the line is no JSON object, has no text, or holds values of the wrong kind.

    >>> parse_json('{"id": 7, "title": "창원시, 드론 특구", "text": "창원시가 나섰다."}').id
    '7'
    """
    row = _load(line)
    if not isinstance(row, dict):
        raise ArticleError(f'JSON 객체가 아님: {line.strip()[:40]!r}: {{"text": …}} 꼴이어야 함')
    if "text" not in row:
        raise ArticleError('열쇠 "text"가 없음: 글의 본문이 있어야 함')
    if not isinstance(row["text"], str):
        raise ArticleError(f"text: {json.dumps(row['text'], ensure_ascii=False)[:40]}: 글자여야 함")
    return make_article(row, row["text"])


def _load(line: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        cut_off = error.msg.startswith("Unterminated") or error.pos >= len(line.rstrip())
        state = "끊긴 JSON" if cut_off else "틀린 JSON"
        raise ArticleError(
            f"{state}: {error.pos + 1}번째 글자, {error.msg}: 한 줄에 JSON 객체 하나씩이어야 함"
        ) from error
    except (RecursionError, ValueError) as error:
        raise ArticleError(f"읽을 수 없는 JSON: {error}: 한 줄에 얕은 JSON 객체 하나씩이어야 함") from error
