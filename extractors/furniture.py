"""Tells an article's own words from what stands around them: bylines, captions, copyright, lists of other articles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.furniture_patterns import (
    BUTTONS,
    BYLINE_TAIL,
    COPYRIGHT,
    CREDIT,
    CREDIT_ALONE,
    EMAIL,
    FOOTER,
    HASHTAGS,
    HEADING,
    LEAD_IN,
    LISTED,
    NAG,
    NAME,
    OTHER_ARTICLES,
    PARAGRAPH_END,
    PHOTO_LABEL,
    PHOTO_MARK,
    REPORTER_NAME,
    SENTENCE,
    SMALL_PRINT,
    STRUCTURE_MARK,
    TITLE_TAIL,
)

# Longer than this, a line that is no list item is a paragraph; headlines and items of lists stay below.
SHORTEST_PARAGRAPH = 80
# Captions and copyright lines are shorter than this; longer lines hold sentences of the article.
LONGEST_CAPTION = 200
# The name of who gave a picture, or of who wrote, stands in this many characters at the end of a line.
LONGEST_CREDIT = 60
# A full stop with the quotation marks, brackets and particle that may close a paragraph after it.
LONGEST_CLOSE = 12
# Menu words and section names are one or two short words, headlines are more.
LEAST_HEADLINE_WORDS, SHORTEST_HEADLINE = 3, 12
# The title of a saved page stands among so many lines that are not furniture.
LONGEST_HEADER = 60
# A title that is repeated cut short still shows this many of its letters, and at least half of them.
SHORTEST_CUT_TITLE = 10
# A title that is repeated with the name of site and section behind it is longer by at most this many letters.
LONGEST_TITLE_TAIL = 20

_LINE = re.compile(r"\S(?:.*\S)?")
_TAIL_ENDS = ("기자", ">", "]", ")")
_NOT_LETTER = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank; `number` counts the blank ones too, `letters` are those of a line short as a title."""

    start: int
    number: int
    text: str
    letters: str


def content_spans(text: str, *, title: str = "") -> tuple[tuple[int, int], ...]:
    """Return the stretches of an article's text that are its own words: title, subheads and body, in order.

    Where the title is known it is given; else it is looked for as `title_span` does.

    >>> text = "창원시, 드론 특구 지정\\n\\n[창원=뉴시스] 홍길동 기자 = 창원시가 나섰다.\\n\\n무단전재 및 재배포 금지"
    >>> [text[start:end] for start, end in content_spans(text)]
    ['창원시, 드론 특구 지정', '창원시가 나섰다.']
    """
    lines = _lines(text)
    furniture = _furniture(lines)
    if not lines:
        return ()
    at = _title_at(lines, furniture, title)
    key = _title_key(lines[at])
    spans = [_title_bounds(lines[at])]
    for line, dropped in zip(lines[at + 1 :], furniture[at + 1 :], strict=True):
        if not dropped and not _is_title_again(line.letters, key):
            spans += _own_words(line)
    return tuple(spans)


def title_span(text: str) -> tuple[int, int]:
    """Return where the title stands: the first line that reads as a headline, or one that the page repeats.

    >>> page = "경남뉴스\\n\\nhong@example.com\\n\\n창원시, 드론 특구 지정 - 경남뉴스\\n입력 2025.01.07 01:00"
    >>> page[slice(*title_span(page))]
    '창원시, 드론 특구 지정'
    """
    lines = _lines(text)
    return _title_bounds(lines[_title_at(lines, _furniture(lines), "")]) if lines else (0, 0)


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for number, raw in enumerate(text.split("\n")):
        if found := _LINE.search(raw):
            line = found.group()
            short = len(line) <= LONGEST_CAPTION and not _ends_paragraph(line)
            lines.append(_Line(start + found.start(), number, line, _letters(line) if short else ""))
        start += len(raw) + 1
    return lines


def _furniture(lines: Sequence[_Line]) -> list[bool]:
    """Say of each line whether the whole of it is furniture."""
    dropped = [_is_furniture(line.text) or _is_lone_caption(lines, at) for at, line in enumerate(lines)]
    _drop_reporters(lines, dropped)
    for at in range(1, len(lines)):
        if CREDIT_ALONE.fullmatch(lines[at].text) and not _is_body(lines[at - 1].text):
            dropped[at - 1 : at + 1] = [True, True]
    body = [not drop and _is_body(line.text) for line, drop in zip(lines, dropped, strict=True)]
    last_body = max((at for at, own in enumerate(body) if own), default=-1)
    for at, line in enumerate(lines):
        listing = dropped[at] and OTHER_ARTICLES.match(line.text)
        if at > last_body and (listing or (dropped[at] and COPYRIGHT.search(line.text))):
            return dropped[:at] + [True] * (len(lines) - at)
        if listing and listing.end() == len(line.text):
            _drop_listed(lines, dropped, body, at + 1)
    return dropped


def _drop_reporters(lines: Sequence[_Line], dropped: list[bool]) -> None:
    """Drop a name that fills a line where the page calls its bearer a reporter elsewhere."""
    if names := {at: line.text for at, line in enumerate(lines) if NAME.fullmatch(line.text)}:
        reporters = {name for line in lines for name in REPORTER_NAME.findall(line.text)}
        for at, name in names.items():
            dropped[at] = dropped[at] or name in reporters


def _drop_listed(lines: Sequence[_Line], dropped: list[bool], body: Sequence[bool], at: int) -> None:
    """Drop the items under the heading of a list of other articles, which ends before `at`."""
    while at < len(lines) and not body[at] and _is_listed(lines, at):
        dropped[at] = True
        at += 1


def _is_listed(lines: Sequence[_Line], at: int) -> bool:
    return lines[at].number == lines[at - 1].number + 1 or LISTED.match(lines[at].text) is not None


def _is_body(line: str) -> bool:
    if _ends_paragraph(line) or STRUCTURE_MARK.match(line):
        return True
    return len(line) >= SHORTEST_PARAGRAPH and not LISTED.match(line)


def _ends_paragraph(line: str) -> bool:
    return PARAGRAPH_END.search(line, max(len(line) - LONGEST_CLOSE, 0)) is not None


def _is_furniture(line: str) -> bool:
    if OTHER_ARTICLES.match(line) or HASHTAGS.fullmatch(line) or FOOTER.search(line):
        return True
    if len(line) > LONGEST_CAPTION:
        return False
    if COPYRIGHT.search(line) or (_is_caption(line) and not _caption_sentence(line)):
        return True
    if len(line) < SHORTEST_PARAGRAPH and NAG.search(line):
        return True
    return not line.endswith("다.") and SMALL_PRINT.fullmatch(line) is not None


def _is_caption(line: str) -> bool:
    if PHOTO_LABEL.match(line):
        return True
    if line.endswith("다."):
        return False
    return CREDIT.search(line, max(len(line) - LONGEST_CREDIT, 0)) is not None and not STRUCTURE_MARK.match(line)


def _caption_sentence(line: str) -> tuple[int, int] | None:
    """Return where a caption says something in a whole sentence, without its mark and its credit."""
    lead = PHOTO_LABEL.match(line) or LEAD_IN.match(line)
    sentence = SENTENCE.match(line, lead.end() if lead else 0)
    return sentence.span(1) if sentence else None


def _is_lone_caption(lines: Sequence[_Line], at: int) -> bool:
    """A phrase led by ▲ is a caption where it stands alone; several in a row are a list of the article."""
    line = lines[at].text
    if not PHOTO_MARK.match(line) or len(line) > LONGEST_CAPTION or SENTENCE.match(line):
        return False
    return not any(PHOTO_MARK.match(near.text) for near in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]))


def _title_at(lines: Sequence[_Line], furniture: Sequence[bool], title: str) -> int:
    if title:
        known = _letters(title)
        if (at := next((at for at, line in enumerate(lines) if _title_key(line) == known), -1)) >= 0:
            return at
    own = [at for at, dropped in enumerate(furniture) if not dropped][:LONGEST_HEADER] or [0]
    first_body = next((at for at in own if _is_body(lines[at].text)), len(lines))
    headlines = [at for at in own if at < first_body and _is_headline(lines[at].text)]
    for at in headlines:
        key = _title_key(lines[at])
        if any(_is_title_again(line.letters, key) for line in lines[at + 1 :]):
            return at
    # Menu words stand before the title of a saved page, and furniture beside them; before a subhead stands the title.
    return headlines[0] if headlines and any(furniture[:first_body]) else own[0]


def _is_headline(line: str) -> bool:
    words = line.split()
    buttons = sum(word in BUTTONS for word in words)
    return len(line) >= SHORTEST_HEADLINE and len(words) >= LEAST_HEADLINE_WORDS and buttons < len(words) / 2


def _is_title_again(letters: str, key: str) -> bool:
    if letters.startswith(key):
        return len(letters) - len(key) <= LONGEST_TITLE_TAIL
    return len(letters) >= max(SHORTEST_CUT_TITLE, len(key) // 2) and key.startswith(letters)


def _letters(line: str) -> str:
    return _NOT_LETTER.sub("", line)


def _title_bounds(line: _Line) -> tuple[int, int]:
    text = line.text
    lead, tail = HEADING.match(text) or LEAD_IN.match(text), TITLE_TAIL.search(text, max(len(text) - LONGEST_CREDIT, 0))
    start, end = lead.end() if lead else 0, tail.start() if tail else len(text)
    return (line.start + start, line.start + end) if start < end else (line.start, line.start + len(text))


def _title_key(line: _Line) -> str:
    start, end = _title_bounds(line)
    return _letters(line.text[start - line.start : end - line.start])


def _own_words(line: _Line) -> list[tuple[int, int]]:
    """Return a line without the lead-in before it, the byline behind it and the addresses in it."""
    text = line.text
    if len(text) <= LONGEST_CAPTION and _is_caption(text) and (sentence := _caption_sentence(text)):
        return [(line.start + sentence[0], line.start + sentence[1])]
    lead = LEAD_IN.match(text) or HEADING.match(text)
    start = lead.end() if lead else 0
    may_end = "@" in text or text.endswith(_TAIL_ENDS)
    tail = BYLINE_TAIL.search(text, max(start, len(text) - LONGEST_CREDIT)) if may_end else None
    end = tail.start() if tail else len(text)
    addresses = (found.span() for found in EMAIL.finditer(text, start, end)) if "@" in text else ()
    cuts = [(start, start), *addresses, (end, end)]
    return [
        (line.start + left + found.start(), line.start + left + found.end())
        for (_, left), (right, _) in pairwise(cuts)
        if (found := _LINE.search(text[left:right]))
    ]
