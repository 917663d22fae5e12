"""Readers that documents kill, for workers to import: what a text says is what happens."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from claimgraph.errors import UsageError
from claimgraph.model import Entity, Extraction, Source
from claimgraph.workers import Read


def make(*_: object) -> Read:
    """A reader for workers."""
    return read


def make_none(*_: object) -> Read:
    """There is no reader."""
    raise UsageError("the model 'xx' is not installed")


def make_dead(*_: object) -> Read:
    """A worker that never starts."""
    os._exit(7)


def read(source: Source) -> Extraction:
    """One entity named as the text; or what the text says instead."""
    word, _, rest = source.text.partition(" ")
    if word == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "once" and not Path(rest).exists():  # the machine was short of memory, not the document too big
        Path(rest).touch()
        os._exit(9)
    if word == "leave":
        os._exit(5)
    if word == "fail":
        raise MemoryError
    return Extraction(source.id, (Entity("n1", "Person", source.text),))
