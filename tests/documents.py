"""Documents and groups made by hand, for tests of the steps that stand on them."""

from extractors.document import read_document
from extractors.entities import Group
from extractors.mentions import Mention
from graph.model import Article


def make_document(extractor, text, content=None, date=""):
    """Return the document of a text, all of it the article's own words where no `content` is given."""
    spans = [(0, len(text))] if content is None else content
    return read_document(extractor.tokenizer, Article("기사", "", "", date, "", text), spans)


def make_mentions(text, named):
    """Return a mention for each of `named`, words of the text in order with type, and rule, name and chance if told."""
    at, mentions = 0, []
    for words, type_, *more in named:
        rule, name, chance = (*more, *("", "", 1.0)[len(more) :])
        at = text.index(words, at)
        mentions.append(Mention(at, at + len(words), type_, name, rule, chance=chance))
        at += len(words)
    return mentions


def make_groups(text, types, entries=()):
    """Return a group for each name of `types` in the text; a name inside a longer one is nested in it."""
    spans = {name: [at for at in range(len(text)) if text.startswith(name, at)] for name in types}
    ends = [(at, at + len(name)) for name, starts in spans.items() for at in starts]

    def make_mention(name, at):
        end = at + len(name)
        nested = any(left <= at and end <= right and (left, right) != (at, end) for left, right in ends)
        return Mention(at, end, types[name], name, "test", dict(entries).get(name), nested)

    return [
        Group(types[name], name, [make_mention(name, at) for at in starts]) for name, starts in spans.items() if starts
    ]
