"""A trained pair classifier: which properties join two candidates, and how probable that is.

A linear model over hashed features with a threshold of its own for each pair: a property holds where its score is
above that of the class "none" (the adaptive threshold of ATLOP: Zhou et al., "Document-Level Relation Extraction with
Adaptive Thresholding and Localized Context Pooling", AAAI 2021). One file holds it: arrays of numbers, and a header in
JSON that says what it was trained on. ``training/pairs.py`` makes it.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy
import numpy.typing
from scipy.sparse import csr_matrix

from ..errors import UsageError

FORMAT = 2
ARRAYS = ("words", "gates", "subjects", "objects", "links", "pairs", "marks", "shared")
UNREADABLE = (
    OSError,
    EOFError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading a file that is no archive of a model, or a broken one, may raise."""
Numbers = numpy.typing.NDArray[numpy.float32]
Hashes = numpy.typing.NDArray[numpy.uint32]


@dataclass(frozen=True)
class Header:
    """What a model knows of itself besides its weights.

    ``scale`` and ``shift`` turn a margin over "none" into a probability (Platt, 1999), with the one of ``shifts`` that
    is the property's; ``threshold`` is the least probability of a fact; ``reach`` is how many sentences apart two
    candidates may be; ``single`` names properties of which a subject has one object; ``kinds`` says which kinds each
    property joined in the examples (``property|kind>kind``); ``known`` are strings that several examples used.
    """

    labels: tuple[str, ...]
    ontology: str = ""
    trained_on: str = ""
    examples: int = 0
    scale: float = 1.0
    shift: float = 0.0
    shifts: tuple[float, ...] = ()
    threshold: float = 0.5
    gate: float = 0.03
    named_only: bool = False
    reach: int = 2
    single: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    figures: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class PairModel:
    """Weights by feature: of candidates (``gate``, as subject, as object) and of pairs. Column 0 is "none".

    Behind those of the features of candidates (``words``) stand those of the encoder's numbers.
    """

    header: Header
    words: Hashes
    gates: Numbers
    subjects: Numbers
    objects: Numbers
    links: Hashes
    pairs: Numbers
    marks: Hashes
    shared: Numbers

    @cached_property
    def word_rows(self) -> dict[int, int]:
        """Where the weights of each feature of candidates stand."""
        return {key: row for row, key in enumerate(self.words.tolist())}

    @cached_property
    def link_rows(self) -> dict[int, int]:
        """Where the weights of each feature of pairs stand."""
        return {key: row for row, key in enumerate(self.links.tolist())}

    @cached_property
    def _mark_weights(self) -> dict[int, float]:
        return dict(zip(self.marks.tolist(), self.shared.tolist(), strict=True))

    @cached_property
    def kinds(self) -> dict[str, numpy.typing.NDArray[numpy.bool_]]:
        """For each two kinds that some property joined, which properties may join them."""
        found: dict[str, numpy.typing.NDArray[numpy.bool_]] = {}
        column = {label: n for n, label in enumerate(self.header.labels)}
        for each in self.header.kinds:
            label, _, kinds = each.partition("|")
            found.setdefault(kinds, numpy.zeros(len(column), bool))[column[label]] = True
        return found

    @cached_property
    def joining(self) -> dict[str, frozenset[int]]:
        """The numbers of the properties that may join two kinds."""
        return {kinds: frozenset(numpy.flatnonzero(may).tolist()) for kinds, may in self.kinds.items()}

    def mark(self, features: Iterable[int]) -> float:
        """What the words of a property's label around a pair add to its score."""
        return sum(self._mark_weights.get(key, 0.0) for key in features)

    def likely(self, words: csr_matrix, states: Numbers) -> Numbers:
        """How probable it is that candidates with some features and some numbers are arguments of anything."""
        sums = words @ self.gates[: len(self.words)] + states @ self.gates[len(self.words) :]
        shares: Numbers = 1 / (1 + numpy.exp(-sums))
        return shares

    def probability(self, margin: Numbers) -> Numbers:
        """How probable facts are by their margins over "none"."""
        own: Numbers = numpy.array(self.header.shifts or 0.0, numpy.float32)
        shares: Numbers = 1 / (1 + numpy.exp(-(self.header.scale * margin + self.header.shift + own)))
        return shares

    def dumped(self) -> bytes:
        """The model as the content of one file, the same for the same weights."""
        arrays = {name: getattr(self, name) for name in ARRAYS}
        header = json.dumps({"format": FORMAT, **vars(self.header)}, ensure_ascii=False, sort_keys=True)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo("model.json"), header, zipfile.ZIP_DEFLATED)
            for name, array in arrays.items():
                part = io.BytesIO()
                small = array if array.dtype == numpy.uint32 else array.astype(numpy.float16)
                numpy.save(part, small, allow_pickle=False)
                archive.writestr(zipfile.ZipInfo(f"{name}.npy"), part.getvalue(), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    @classmethod
    def load(cls, path: Path) -> PairModel:
        """The model in a file. Raises UsageError if it holds none that this version can read."""
        try:
            with zipfile.ZipFile(path) as archive:
                data: Any = json.loads(archive.read("model.json"))
                arrays = {n: numpy.load(io.BytesIO(archive.read(f"{n}.npy")), allow_pickle=False) for n in ARRAYS}
        except UNREADABLE as error:
            raise UsageError(
                f"{path}: no model ({error}); make one with: claimgraph train --examples E.txt -o {path}, "
                "or name the one that ships: general"
            ) from None
        if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
            raise UsageError(f"{path}: made by another version of claimgraph; train it again")
        data["phrases"] = [tuple(each) for each in data.get("phrases", ())]
        listed: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
        floats = {n: a if a.dtype == numpy.uint32 else a.astype(numpy.float32) for n, a in arrays.items()}
        return cls(Header(**listed), **floats)
