"""Names in a query that neither the ontology nor the graph has, with the nearest ones there are.

SPARQL answers a misspelled class or property with nothing at all, which reads like "there are none".
"""

from __future__ import annotations

import difflib
import re

from ..model import Stance
from ..ontology.iris import PREFIXES
from ..ontology.vocabulary import Vocabulary
from .encode import stance_node
from .guard import names_in
from .query import Queryable, ask

OURS = ("cg", "schema", "sem")
"""The prefixes whose terms the graph uses as its own vocabulary: of others nothing is said."""
_LOCAL = re.compile(r"[A-Za-z]\w*")
_EITHER = "{{ ?s {0} ?o }} UNION {{ ?s ?p {0} }}"
_USED = f"ASK {{{{ {_EITHER} UNION {{{{ GRAPH ?g {{{{ {_EITHER} }}}} }}}} }}}}"


def known_terms(vocabulary: Vocabulary) -> list[str]:
    """The stances, and an ontology's classes and properties, by prefixed name, where one of :data:`OURS` fits.

    >>> from ..ontology.vocabulary import load
    >>> "schema:Person" in known_terms(load()), "cg:organizer" in known_terms(load())
    (True, True)
    """
    iris = [term.iri for terms in (vocabulary.classes, vocabulary.properties) for term in terms.values()]
    return sorted(filter(None, map(_shortened, [*iris, *(stance_node(stance).value for stance in Stance)])))


def hints(query: str, store: Queryable, vocabulary: Vocabulary) -> list[str]:
    """A sentence for each name of the query that is no term of the ontology, and that nothing in the store bears.

    >>> import pyoxigraph as ox; from ..ontology.vocabulary import load
    >>> hints("SELECT * { ?it a schema:Persno }", ox.Store(), load())
    ['nothing here is called schema:Persno; did you mean schema:Person?']
    """
    known = known_terms(vocabulary)
    found = []
    for name in sorted(set(filter(None, map(_name, names_in(query)))) - set(known)):
        prefix, _, local = name.partition(":")
        if ask(store, _USED.format(f"<{PREFIXES[prefix]}{local}>")).truth:
            continue
        near = difflib.get_close_matches(local, [term.partition(":")[2] for term in known], 3, 0.6)
        meant = [term for one in near for term in known if term.partition(":")[2] == one]
        found.append(f"nothing here is called {name}" + (f"; did you mean {' or '.join(meant)}?" if meant else ""))
    return found


def _name(token: str) -> str | None:
    """A token of a query as a prefixed name of ours, be it written as one or as a full IRI."""
    if token.startswith("<"):
        return _shortened(token[1:-1])
    prefix, _, local = token.partition(":")
    return token if prefix in OURS and _LOCAL.fullmatch(local) else None


def _shortened(iri: str) -> str | None:
    for prefix in OURS:
        local = iri.removeprefix(PREFIXES[prefix])
        if local != iri and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return None
