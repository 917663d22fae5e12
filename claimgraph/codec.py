"""Records as JSON values, and back.

What it takes to read a class of records is worked out once, from its type hints: a graph has millions of them.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from .model import Stance, Value

Record = TypeVar("Record")
Read = Callable[[Any], Any]
"""Makes a value of a record's field of what JSON holds for it."""
_VALUES: dict[str, type] = {kind.__name__: kind for kind in typing.get_args(Value)}


def to_json(record: Any) -> Any:
    """A record as JSON values. Unset optional fields are left out; claim objects carry their class in ``is``.

    >>> from .model import Figure
    >>> to_json(Figure("killed", 3))
    {'is': 'Figure', 'counts': 'killed', 'value': 3}
    """
    if isinstance(record, list | tuple):
        return [to_json(item) for item in record]
    if not dataclasses.is_dataclass(record) or isinstance(record, type):
        return record
    out = {"is": type(record).__name__} if type(record) in _VALUES.values() else {}
    for name, part in record.__dataclass_fields__.items():
        value = getattr(record, name)
        if value != part.default:
            out[name] = value if type(value) is str else to_json(value)
    return out


def from_json(kind: type[Record], data: Mapping[str, Any]) -> Record:
    """The record of class ``kind`` that :func:`to_json` wrote.

    Raises KeyError, TypeError or ValueError where the data is of no such record.

    >>> from .model import Source
    >>> from_json(Source, {"id": "1", "name": "a.txt", "text": "Hi", "furniture": [[0, 1]]}).furniture
    ((0, 1),)
    """
    if kind not in _READERS:
        _READERS[kind] = _reader(kind)
    record: Record = _READERS[kind](data)
    return record


_READERS: dict[Any, Read] = {}


def _reader(kind: Any) -> Read:
    """What makes a record of a class."""
    hints = typing.get_type_hints(kind)
    parts = {name: part for name, hint in hints.items() if (part := _part(hint))}

    def read(data: Mapping[str, Any]) -> Any:
        values = {name: value for name, value in data.items() if name != "is"}
        for name, part in parts.items():
            if (value := values.get(name)) is not None:
                values[name] = part(value)
        return kind(**values)

    return read


def _part(hint: Any) -> Read | None:
    """What makes a value of a type; None where JSON holds it as it is."""
    choices = typing.get_args(hint)
    if hint is Stance:
        return Stance
    if hint == Value:
        return _value
    if dataclasses.is_dataclass(hint):
        return _reader(hint)
    if typing.get_origin(hint) is tuple:
        return _several(_part(choices[0]))
    return next((part for choice in choices if (part := _part(choice))), None)


def _several(item: Read | None) -> Read:
    """What makes a tuple whose items something makes."""
    return tuple if item is None else lambda values: tuple(map(item, values))


def _value(data: Mapping[str, Any]) -> Any:
    """What a claim says."""
    return from_json(_VALUES[data["is"]], data)
