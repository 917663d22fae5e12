"""The words that tell what kind of thing a name is of, and where it begins and ends: the lists of ``names.toml``."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from .wordlists import toml_of


@dataclass(frozen=True)
class Cues:
    """The word lists of ``names.toml``."""

    titles: frozenset[str]
    honorifics: frozenset[str]
    fields: frozenset[str]
    offices: frozenset[str]
    suffixes: frozenset[str]
    installing: frozenset[str]
    organizations: frozenset[str]
    weak_organizations: frozenset[str]
    trades: frozenset[str]
    businesses: frozenset[str]
    periodicals: frozenset[str]
    crafts: frozenset[str]
    houses: frozenset[str]
    body_fronts: frozenset[str]
    stakes: frozenset[str]
    holders: frozenset[str]
    partners: frozenset[str]
    contests: frozenset[str]
    places: frozenset[str]
    place_fronts: frozenset[str]
    befalling: frozenset[str]
    place_nouns: frozenset[str]
    areas: frozenset[str]
    sites: frozenset[str]
    links: frozenset[str]
    directions: frozenset[str]
    events: frozenset[str]
    capital_events: frozenset[str]
    event_fronts: frozenset[str]
    storms: frozenset[str]
    event_names: frozenset[str]
    actors: frozenset[str]
    country_actors: frozenset[str]
    sole_actors: frozenset[str]
    taken_up: frozenset[str]
    members: frozenset[str]
    trimmed: frozenset[str]
    joiners: frozenset[str]
    tails: frozenset[str]
    known_as: frozenset[str]
    never: frozenset[str]
    never_heads: frozenset[str]
    never_named: frozenset[str]
    wrecked: frozenset[str]


@functools.cache
def cues() -> Cues:
    """The cue words, read once."""
    words = toml_of("names.toml")
    person, organization, place, event = (words[key] for key in ("person", "organization", "place", "event"))
    lists = (
        person["titles"], person["honorifics"], person["fields"], person["offices"], person["suffixes"],
        person["installing"],
        organization["heads"], organization["weak_heads"], organization["trades"], organization["businesses"],
        organization["periodicals"], organization["crafts"],
        organization["houses"], organization["fronts"], organization["stakes"], organization["holders"],
        organization["partners"], organization["contests"],
        place["heads"], place["front_heads"], place["befalling"], place["nouns"],
        place["areas"], place["sites"], place["links"], place["directions"],
        event["heads"], event["capital_only"], event["front_heads"], event["storms"], event["names"],
        words["actors"]["alone"], words["actors"]["of_country"], words["actors"]["sole"],
        words["actors"]["again"], words["actors"]["members"],
        words["edges"]["trimmed"], words["edges"]["joiners"], words["edges"]["tails"],
        words["aliases"]["known_as"], words["never"]["words"], words["never"]["heads"], words["never"]["named"],
        words["never"]["wrecked"],
    )  # fmt: skip
    return Cues(*(frozenset(each) for each in lists))
