"""The encoder: one pass over a document's words, run with onnxruntime, and the heads upon it.

The encoder (MiniLM, Wang et al. 2020, https://arxiv.org/abs/2002.10957) reads lower case only, and capitals say much
about names: so the shape of each word is given to it beside its pieces. ``weights/README.md`` is the model card;
``training/recognizer.py`` trains it again.
"""

from __future__ import annotations

import functools
import importlib.resources
import multiprocessing
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy
import numpy.typing

# From 1.29 on, official builds of onnxruntime tell their maker what is run, unless this stands before they are loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

TYPES = (
    "Person",
    "Organization",
    "Place",
    "Event",
    "Nationality",
    "Date",
    "Time",
    "Quantity",
    "Money",
    "Title",
)
LABELS = ("O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BI"))
"""What a word can be: outside, or the begin or the inside of a mention of a type."""

CLASSES = (
    *("Other", "Protest", "Commemoration", "Conference", "Statement", "Attack", "Arson", "Killing", "Execution"),
    *("Massacre", "Arrest", "Trial", "Sentencing", "Imprisonment", "Torture", "Graffiti", "Election", "Appointment"),
    *("Resignation", "Founding", "Meeting", "Visit", "Agreement", "Sanction", "Merger", "Acquisition", "Investment"),
    *("ProductLaunch", "Award", "Birth", "Death", "Accident", "Disaster", "MilitaryAction", "Exhibition", "Demand"),
    *("Publication", "Travel"),
)
"""What a word can tell, besides nothing: the classes of events in the order of the head's scores."""

SHAPES = ("other", "lower", "Capitalized", "CAPITALS", "MixedCase", "digits")
WINDOW = 160
"""Words that the encoder sees at once."""
PIECES = 384
"""The most pieces in a window. The words of ordinary text have 1.3 pieces; what a window has beyond is not read."""
SIZE = 384
"""Numbers that the encoder makes of a word."""
LONGEST_WORD = 40
"""Characters of a word that are read."""

Scores = numpy.typing.NDArray[numpy.float32]


def shape_of(word: str) -> int:
    """The place in :data:`SHAPES` of a word's shape.

    >>> [SHAPES[shape_of(word)] for word in ("the", "Oslo", "NATO", "McKay", "1980s", "...")]
    ['lower', 'Capitalized', 'CAPITALS', 'MixedCase', 'digits', 'other']
    """
    if any(character.isdigit() for character in word):
        return SHAPES.index("digits")
    if not any(character.isalpha() for character in word):
        return SHAPES.index("other")
    if word.islower():
        return SHAPES.index("lower")
    if word.isupper() and len(word) > 1:
        return SHAPES.index("CAPITALS")
    return SHAPES.index("Capitalized" if word[:1].isupper() and not any(map(str.isupper, word[1:])) else "MixedCase")


def windows(length: int, starts: Iterable[int] = ()) -> Iterator[tuple[int, int]]:
    """Stretches of at most :data:`WINDOW` words that make up a text, cut where sentences start if any does in reach.

    >>> list(windows(300, [0, 90, 150, 210]))
    [(0, 150), (150, 300)]
    """
    cuts = [start for start in starts if 0 < start < length]
    begin = 0
    while begin < length:
        end = begin + WINDOW
        if end < length:
            last = bisect_right(cuts, end) - 1
            end = cuts[last] if last >= 0 and cuts[last] > begin else end
        yield begin, min(end, length)
        begin = end


class Read(NamedTuple):
    """What the heads make of words: probabilities of shape (words, 1 + labels), of nothing first."""

    mentions: Scores
    """By :data:`LABELS`."""
    events: Scores
    """By nothing and :data:`CLASSES`."""
    states: Scores
    """What the encoder makes of each word, before any head: (words, :data:`SIZE`)."""


class Encoder:
    """The encoder with its heads for mentions and for words that tell events.

    >>> words = "In Oslo Maria Keller spoke .".split()
    >>> [LABELS[best] for best in encoder().probabilities(words).argmax(1)]
    ['O', 'B-Place', 'B-Person', 'I-Person', 'O', 'O']
    """

    def __init__(self, model: bytes, tokenizer: bytes, threads: int = 1) -> None:
        import onnxruntime
        import tokenizers

        onnxruntime.disable_telemetry_events()  # of builds for Windows, which ask the system instead
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.tokenizer: Any = tokenizers.Tokenizer.from_buffer(tokenizer)
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.first, self.last = (self.tokenizer.token_to_id(piece) for piece in ("[CLS]", "[SEP]"))

    def probabilities(self, words: Sequence[str], starts: Iterable[int] = (), shapes: bool = True) -> Scores:
        """The probability of each of :data:`LABELS` for each word: an array of shape (words, labels)."""
        return self.read(words, starts, shapes).mentions

    def read(self, words: Sequence[str], starts: Iterable[int] = (), shapes: bool = True) -> Read:
        """The probability of each label, and of each class of events, for each word.

        ``starts`` says at which words sentences start; ``shapes``, whether capitals and small letters tell anything.
        """
        sizes = len(LABELS), 1 + len(CLASSES), SIZE
        result = Read(*(numpy.zeros((len(words), size), numpy.float32) for size in sizes))
        for each in result[:2]:
            each[:, 0] = 1
        for begin, end in windows(len(words), starts):
            pieces, kinds, heads = self._inputs(words[begin:end])
            kinds = kinds if shapes else [0] * len(kinds)
            inputs = {"pieces": [pieces], "shapes": [kinds], "mask": [[1] * len(pieces)]}
            given = {name: numpy.array(rows) for name, rows in inputs.items()}
            (mentions,), (events,), (states,) = self.session.run(["scores", "events", "states"], given)
            at, read = [begin + word for word, _ in heads], [piece for _, piece in heads]
            result.mentions[at] = _softmax(mentions[read])
            result.events[at] = _softmax(events[read])
            result.states[at] = states[read]
        return result

    def pieces(self, word: str) -> int:
        """How many pieces a word is read in: one for words that are common."""
        return len(self.tokenizer.encode(word, add_special_tokens=False).ids)

    def _inputs(self, words: Sequence[str]) -> tuple[list[int], list[int], list[tuple[int, int]]]:
        """Pieces, their shapes, and which piece stands first for which word."""
        read = [word[:LONGEST_WORD] for word in words]
        encoding = self.tokenizer.encode(read, is_pretokenized=True, add_special_tokens=False)
        kept = encoding.ids[: PIECES - 2]
        owners = encoding.word_ids[: PIECES - 2]
        kinds = [shape_of(word) for word in read]
        heads = [(owner, i + 1) for i, owner in enumerate(owners) if not i or owners[i - 1] != owner]
        return [self.first, *kept, self.last], [0, *(kinds[owner] for owner in owners), 0], heads


def _softmax(scores: Scores) -> Scores:
    exponents = numpy.exp(scores - scores.max(-1, keepdims=True))
    shares: Scores = exponents / exponents.sum(-1, keepdims=True)
    return shares


@functools.cache
def encoder() -> Encoder:
    """The encoder that claimgraph ships, loaded once: on two threads, or on one where several processes read."""
    threads = 1 if multiprocessing.parent_process() else min(2, os.cpu_count() or 1)
    folder = importlib.resources.files(__package__) / "weights"
    return Encoder((folder / "encoder.onnx").read_bytes(), (folder / "tokenizer.json").read_bytes(), threads)
