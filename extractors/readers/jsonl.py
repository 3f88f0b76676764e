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
        raise ArticleError(f'not a JSON object: {line.strip()[:40]!r}; {{"text": …}} expected')
    if "text" not in row:
        raise ArticleError('key "text" is missing; the words of the article expected')
    if not isinstance(row["text"], str):
        raise ArticleError(f"text is not a text but {json.dumps(row['text'], ensure_ascii=False)[:40]}")
    return make_article(row, row["text"])


def _load(line: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        cut_off = error.msg.startswith("Unterminated") or error.pos >= len(line.rstrip())
        state = "cut-off JSON" if cut_off else "malformed JSON"
        raise ArticleError(
            f"{state}, {error.msg} at column {error.pos + 1}; one JSON object a line expected"
        ) from error
    except (RecursionError, ValueError) as error:
        raise ArticleError(f"JSON that cannot be read ({error}); one flat JSON object a line expected") from error
