"""Text or Markdown with a front matter between two lines of ---: title, press, date, url (or source_urls), id."""

import re

import yaml
from frontmatter.default_handlers import YAMLHandler

from extractors.readers.fields import make_article
from graph.errors import ArticleError
from graph.model import Article

# A front matter is a few lines; a longer one is a text that only begins with ---, or an attack on the YAML reader.
LONGEST_FRONT_MATTER = 10_000

_OPENING = re.compile(r"---[ \t]*\n")
_NOTHING = ("~", "null")


def has_frontmatter(text: str) -> bool:
    """Say whether the text opens with a line of three hyphens.

    >>> has_frontmatter("---\\ntitle: 창원시\\n---\\n본문"), has_frontmatter("창원시")
    (True, False)
    """
    return _OPENING.match(text) is not None


def parse_frontmatter(text: str) -> Article:
    """Return the article of a text with a front matter; the body is kept as it is after the blank lines at its head.

    Raises ArticleError where the front matter is not closed, is no YAML, or holds values of the wrong kind.

    >>> parse_frontmatter("---\\ntitle: 창원시, 드론 특구\\ndate: 2025-01-07\\n---\\n\\n창원시가 나섰다.\\n").date
    '2025-01-07'
    """
    handler = YAMLHandler()
    try:
        head, body = handler.split(text)
    except ValueError as error:
        raise ArticleError("머리말이 닫히지 않음: --- 줄이 하나 더 있어야 함") from error
    if len(head) > LONGEST_FRONT_MATTER:
        raise ArticleError(f"머리말이 {len(head):,}자: {LONGEST_FRONT_MATTER:,}자 이하여야 함")
    return make_article(_fields(handler, head), body.lstrip("\n"))


def _fields(handler: YAMLHandler, head: str) -> dict[str, object]:
    # The base loader leaves every value the text that was written: 0123 is no octal number, `no` no truth value.
    try:
        fields = handler.load(head, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ArticleError(f"머리말이 YAML이 아님: {_reason(error)}: `title: …` 꼴의 줄이어야 함") from error
    if not isinstance(fields, dict):
        raise ArticleError(f"머리말: {head.strip()[:40]!r}: `title: …` 꼴의 줄이어야 함")
    return {key: value for key, value in fields.items() if isinstance(key, str) and value not in _NOTHING}


def _reason(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"{error.problem_mark.line + 1}번째 줄, {error.problem}"
    return " ".join(str(error).split())
