"""What can go wrong, as one tree. Each message says what was found and what would have worked.

    ClaimgraphError
    ├── UsageError            the call itself is wrong: an option, a path, a name nobody has
    ├── SourceError           a document cannot be read: it is named, left out, and the rest goes on
    ├── FolderError           a graph's folder is missing, locked, or was made by another version
    ├── OntologyError         an ontology or shapes file does not hold what is needed of it
    ├── QueryError            a query is malformed, refused, or ran past its limit
    ├── CorrectionError       a correction names something that is not there
    └── RedactionError        what is to be hidden is not there, or would show all the same

>>> raise SourceError("a.pdf", "is encrypted", "save a copy without a password")
Traceback (most recent call last):
    ...
claimgraph.errors.SourceError: a.pdf: is encrypted; save a copy without a password
"""

from __future__ import annotations


class ClaimgraphError(Exception):
    """The base of every error that claimgraph raises on purpose."""


class UsageError(ClaimgraphError):
    """The call itself is wrong."""


class SourceError(ClaimgraphError):
    """A document cannot be read. ``name`` is the file, ``reason`` what was found, ``remedy`` what would work."""

    def __init__(self, name: str, reason: str, remedy: str = "") -> None:
        reason = " ".join(reason.split())  # what a parser says may have lines of its own
        super().__init__(f"{name}: {reason}" + (f"; {remedy}" if remedy else ""))
        self.name, self.reason, self.remedy = name, reason, remedy

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str, str]]:
        return type(self), (self.name, self.reason, self.remedy)


class FolderError(ClaimgraphError):
    """A graph's folder is missing, locked, or was made by another version."""


class OntologyError(ClaimgraphError):
    """An ontology or shapes file does not hold what is needed of it."""


class QueryError(ClaimgraphError):
    """A query is malformed, refused, or ran past its limit."""


class CorrectionError(ClaimgraphError):
    """A correction names something that is not there."""


class RedactionError(ClaimgraphError):
    """What is to be hidden is not there, or would show all the same."""
