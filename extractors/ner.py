"""The trained recogniser, a spaCy component: names in a document, with a score each.

It has two heads on one network: `domain` knows the types of the graph and fills `doc.ents`; `general` knows those of
KLUE-NER (PS LC OG DT TI QT) and fills `doc.spans["general"]`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import srsly  # type: ignore[import-untyped]  # has no types
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from extractors.crf import PLACES, Floats, best_segments
from extractors.encoder import encode, freeze
from extractors.features import Morphemes, arrange, read_morphemes
from extractors.kiwi import KiwiTokenizer
from extractors.knowledge import Knowledge, pack, unpack
from extractors.linear import require_model
from extractors.network import WIDTH, Layer, Network, build_network, weights

FACTORY = "sanmaek_ner"
DOMAIN, GENERAL = "domain", "general"
FILE = "model.msgpack"
# The log odds from which a name is looked at: of general names F1 is .835 from 1, .832 from 2, .805 from 4; those of
# the graph's types are weighed again, and F1 of entities on unseen articles is .834 from 2, .839 from 4.
LEAST = {DOMAIN: 4.0, GENERAL: 1.0}
# Different morphemes whose embeddings are kept, about 50 MB of them; then all are forgotten.
MOST_TYPES = 100_000


class Named(NamedTuple):
    """A name: characters, type, and how sure the recogniser is (0..1); `first` and `last` are its tokens."""

    start: int
    end: int
    label: str
    score: float
    first: int
    last: int


class Recogniser:
    """The loaded model; it is applied to a Doc made by KiwiTokenizer with the same vocabulary."""

    def __init__(self, vocab: Vocab, knowledge: Knowledge | None = None, network: Network | None = None) -> None:
        """Take what was trained, or stay empty until it is read."""
        self.vocab = vocab
        if knowledge and network:
            self._set(knowledge, network)

    def _set(self, knowledge: Knowledge, network: Network) -> None:
        self.knowledge, self.network = knowledge, network
        self._encoder = freeze(network)
        # All at once: a product of some rows alone may differ in its last digits, and then an article after another.
        self._projected = knowledge.vectors() @ weights(network.embed, "V")
        self._forget()

    def _forget(self) -> None:
        self._known: dict[int, int] = {}
        self._types = np.zeros((0, 0), dtype=np.float32)

    def __call__(self, doc: Doc) -> Doc:
        """Fill `doc.ents` and `doc.spans`."""
        morphemes = read_morphemes(doc, self.knowledge.forms)
        hidden = self._hidden(morphemes)
        doc.set_ents([_span(doc, name) for name in self._names(morphemes, hidden, DOMAIN)])
        doc.spans[GENERAL] = [_span(doc, name) for name in self._names(morphemes, hidden, GENERAL)]
        return doc

    def recognise(self, doc: Doc, head: str = DOMAIN) -> Iterator[Named]:
        """Yield the names of a document in order; they do not overlap."""
        morphemes = read_morphemes(doc, self.knowledge.forms)
        yield from self._names(morphemes, self._hidden(morphemes), head)

    def recognise_columns(self, texts: Iterable[tuple[str, NDArray[np.uint64]]]) -> Iterator[list[Named]]:
        """Yield the names of texts whose morphemes are known as `KiwiTokenizer.columns` gives them, without Docs."""
        forms = self.knowledge.forms
        found = [arrange(text, columns, np.arange(len(columns)), forms) for text, columns in texts]
        hidden = list(map(self._hidden, found))
        yield from (list(self._names(*parts, DOMAIN)) for parts in zip(found, hidden, strict=True))

    def _hidden(self, morphemes: Morphemes) -> Floats:
        if not morphemes.starts:
            return np.zeros((0, WIDTH), dtype=np.float32)
        norms, which = np.unique(morphemes.norms, return_inverse=True)
        table = weights(self.network.embed, "E")
        embedded = self._embedded(norms.tolist()).take(which, axis=0)
        for column in self.knowledge.context(morphemes.context).T:
            embedded += table.take(column, axis=0)
        return encode(self._encoder, embedded, morphemes.lengths)

    def _embedded(self, norms: Sequence[int]) -> Floats:
        """Return what different morphemes are by themselves, worked out once each."""
        if len(self._known) > MOST_TYPES:
            self._forget()
        new = [norm for norm in norms if norm not in self._known]
        if new:
            embed = self.network.embed
            ids, vectors = self.knowledge.type_rows([self.vocab.strings[norm] for norm in new])
            rows = weights(embed, "E")[ids].sum(axis=1) + self._projected[vectors] + weights(embed, "b")
            self._known.update(zip(new, range(len(self._types), len(self._types) + len(new)), strict=True))
            self._types = np.vstack([self._types, rows]) if self._types.size else rows
        found: Floats = self._types[[self._known[norm] for norm in norms]]
        return found

    def _names(self, morphemes: Morphemes, hidden: Floats, name: str) -> Iterator[Named]:
        head = self.network.heads[name]
        scores = hidden @ weights(head.linear, "W").T + weights(head.linear, "b")
        for segment, chance in best_segments(scores, morphemes.lengths, LEAST[name]):
            first, last = segment.first, segment.end - 1
            label = head.labels[1 + segment.type * len(PLACES)][2:]
            tokens = int(morphemes.tokens[first]), int(morphemes.tokens[last])
            yield Named(morphemes.starts[first], morphemes.ends[last], label, chance, *tokens)

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the model into a folder; its numbers are kept in half precision."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        srsly.write_msgpack(folder / FILE, self._packed())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> "Recogniser":
        """Read what `to_disk` wrote. Raises DataError naming the file where it is missing."""
        file = Path(path) / FILE
        require_model(file)
        self._unpack(srsly.read_msgpack(file))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the model as bytes."""
        packed: bytes = srsly.msgpack_dumps(self._packed())
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Recogniser":
        """Take what `to_bytes` returned."""
        self._unpack(srsly.msgpack_loads(data))
        return self

    def _packed(self) -> dict[str, Any]:
        parameters = [weights(node, name).astype(np.float16) for node, name in _parameters(self.network)]
        labels = {name: list(head.labels) for name, head in self.network.heads.items()}
        return {"labels": labels, "knowledge": pack(self.knowledge), "parameters": parameters}

    def _unpack(self, packed: dict[str, Any]) -> None:
        knowledge = unpack(packed["knowledge"])
        network = build_network(knowledge.sizes, knowledge.bytes.shape[1], packed["labels"])
        for (node, name), value in zip(_parameters(network), packed["parameters"], strict=True):
            node.set_param(name, value.astype(np.float32))
        self._set(knowledge, network)


def _parameters(network: Network) -> Iterator[tuple[Layer, str]]:
    for model in network.models:
        for node in model.walk():
            for name in node.param_names:
                yield node, name


def _span(doc: Doc, name: Named) -> Span:
    return Span(doc, name.first, name.last + 1, label=name.label)


class _Tokenizer(DummyTokenizer):
    """KiwiTokenizer as spaCy wants to write and read it: it has nothing of its own to write."""

    def __init__(self, vocab: Vocab) -> None:
        self.kiwi = KiwiTokenizer(vocab)

    def __call__(self, text: str) -> Doc:
        return self.kiwi(text)


@registry.tokenizers("sanmaek.KiwiTokenizer.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def make_tokenizer() -> Callable[[Language], _Tokenizer]:
    """Return what makes the tokenizer, for the config of a spaCy pipeline."""
    return lambda nlp: _Tokenizer(nlp.vocab)


@Language.factory(FACTORY, assigns=["doc.ents", "doc.spans"])
def make_recogniser(nlp: Language, name: str) -> Recogniser:
    """Return the empty component, for the config of a spaCy pipeline."""
    return Recogniser(nlp.vocab)


def load_recogniser(model: Path, vocab: Vocab) -> Recogniser:
    """Return the recogniser of a model folder, for Docs of this vocabulary, without a second tokenizer."""
    return Recogniser(vocab).from_disk(model / FACTORY)
