"""IRIs: the namespaces of the graph, and names minted from content, the same on every machine.

Whatever a document calls a thing, its IRI holds no character that RDF forbids (RFC 3987; the ``IRIREF`` of
RDF 1.1 Turtle): what is not unreserved is percent-encoded, so no name can break out of its IRI.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any
from urllib.parse import quote, unquote

from ..codec import to_json
from ..model import Claim

PREFIXES = {
    "cg": "https://w3id.org/claimgraph#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that every Turtle file and query of ours declares."""

CLAIMS = "#claims"
"""What is added to a source's IRI to name the graph of its claims."""

# Letters that Unicode does not decompose to a base letter and a mark, as they are commonly spelled in ASCII.
_LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "ng", "ə": "a",
    }
)  # fmt: skip

_canonical = json.JSONEncoder(ensure_ascii=True, sort_keys=True).encode
# An id that is its own path: nothing in it to encode, and no segment that starts with a dot.
_PLAIN = re.compile(r"[\w~-][\w.~-]*(?:/[\w~-][\w.~-]*)*", re.ASCII)


def slug(text: str) -> str:
    """A name in lower-case ASCII letters, digits and hyphens.

    A name with no ASCII spelling is known by a hash; one with no letter or digit at all gives ``""``.

    >>> slug("Lech Wałęsa"), slug("Gdańsk"), slug("People's Mojahedin (PMOI/MEK)")
    ('lech-walesa', 'gdansk', 'peoples-mojahedin-pmoi-mek')
    >>> slug("Москва") == slug("Москва") != slug("Минск")
    True
    """
    folded = unicodedata.normalize("NFKD", re.sub(r"['’ʼ`]", "", text).translate(_LETTERS))
    ascii_only = folded.encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_only)
    letters = [c for c in folded if c.isalnum()]
    if not letters:
        return ""
    if len("".join(words)) * 2 < len(letters):
        return "-".join([*words, _digest(unicodedata.normalize("NFC", text))[:10]])
    return "-".join(words)


def entity_iri(base: str, entity_id: str) -> str:
    """The IRI of an id such as ``person/lech-walesa`` under a base IRI; an id that is an IRI stands for itself.

    >>> entity_iri("https://example.org/", "person/lech-walesa")
    'https://example.org/person/lech-walesa'
    >>> entity_iri("https://example.org/", 'person/a> <b "c"')
    'https://example.org/person/a%3E%20%3Cb%20%22c%22'
    """
    if _PLAIN.fullmatch(entity_id):
        return base + entity_id
    if re.match(r"(https?://|urn:)", entity_id):
        return quote(entity_id, safe=":/?#[]@!$&'()*+,;=-._~%", errors="replace")
    path, mark, fragment = entity_id.partition("#")
    segments = (_segment(part) for part in path.split("/"))
    return base + "/".join(segments) + mark + quote(fragment, safe="-._~", errors="replace")


def entity_id(base: str, iri: str) -> str:
    """The id whose IRI this is: the inverse of :func:`entity_iri`. An IRI not under the base is its own id.

    >>> entity_id("https://example.org/", "https://example.org/org/solidarity")
    'org/solidarity'
    """
    return unquote(iri.removeprefix(base)) if iri.startswith(base) else iri


def _segment(part: str) -> str:
    # A segment of dots alone would be resolved away as a relative path (RFC 3986, 5.2.4).
    if part in (".", ".."):
        return part.replace(".", "%2E")
    return quote(part, safe="-._~", errors="replace")


def claim_id(claim: Claim) -> str:
    """The id of a claim: a hash of what it says, who says so and where, but not of the rule that read it.

    >>> from ..model import Evidence, Reference
    >>> one = Claim("event/1", "place", Reference("place/1"), Evidence("4be1", 0, 6, "rule", 0.9))
    >>> other = Claim("event/1", "place", Reference("place/1"), Evidence("4be1", 0, 6, "model", 0.5))
    >>> claim_id(one) == claim_id(other)
    True
    """
    where = (claim.evidence.source, claim.evidence.start, claim.evidence.end)
    said = (claim.subject, claim.predicate, to_json(claim.object), str(claim.stance), claim.speaker)
    return content_id("claim", *where, *said)


def content_id(kind: str, *content: Any) -> str:
    """An id ``kind/HEX16`` minted from JSON-like content, for nodes that would else be blank.

    >>> content_id("figure", "killed", 3)
    'figure/cf290a62dacc0149'
    """
    return f"{kind}/{_digest(_canonical(content))[:16]}"


def source_id(source: str) -> str:
    """The id of a source, from the hash of its content: ``source/HEX64``."""
    return f"source/{source}"


def graph_id(source: str) -> str:
    """The id of the named graph that holds a source's claims.

    >>> graph_id("4be1")
    'source/4be1#claims'
    """
    return source_id(source) + CLAIMS


def passage_id(source: str, start: int, end: int) -> str:
    """The id of some characters of a source.

    >>> passage_id("4be1", 120, 174)
    'passage/4be1-120-174'
    """
    return f"passage/{source}-{start}-{end}"


def passage_of(identifier: str) -> tuple[str, int, int] | None:
    """The source, start and end of a passage's id: the inverse of :func:`passage_id`. None for any other id.

    >>> passage_of("passage/4be1-120-174"), passage_of("person/lech-walesa")
    (('4be1', 120, 174), None)
    """
    found = re.fullmatch(r"passage/([0-9a-f]+)-(\d+)-(\d+)", identifier)
    return (found[1], int(found[2]), int(found[3])) if found else None


def predicate_id(phrase: str) -> str:
    """The id of an open predicate: its words, and a hash where they do not tell it from another one.

    >>> predicate_id("be sold to")
    'predicate/be-sold-to'
    >>> predicate_id("sell Co. to") != predicate_id("sell co to")
    True
    """
    name = slug(phrase)
    return f"predicate/{name}" if name.replace("-", " ") == phrase else content_id(f"predicate/{name}", phrase)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
