"""What reading one document may cost; set under ``[limits]`` in ``claimgraph.toml``."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """What a single document may hold and cost; a million words of news are about six million characters.

    Size is looked at before anything is read. Time (seconds on the clock) and memory (the address space) bound the
    process that reads a document which could be made to cost more than it shows: see :class:`.reader.Reader`.

    >>> Limits(seconds=0)
    Traceback (most recent call last):
        ...
    ValueError: seconds is 0; it must be a number above 0
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 200_000_000
    characters: int = 10_000_000
    seconds: float = 60
    memory_bytes: int = 2_000_000_000

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if not (number and 0 < value < 2**62):
                raise ValueError(f"{field.name} is {value!r}; it must be a number above 0")


DEFAULT = Limits()
"""Generous for reports, and yet what a laptop bears."""


def raise_it(name: str) -> str:
    """What to do about a document that is beyond a limit and is to be read all the same."""
    return f"raise {name} under [limits] in claimgraph.toml if you trust the file"
