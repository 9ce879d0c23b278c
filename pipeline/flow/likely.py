"""
Pairs of people who may be one: what linking would not join by itself, for a custodian to say.

A pair is a question, and stays one until the two are merged, are said to be two, or each has been decided for itself.
What is kept are keys and sources, in the vault: no name.
"""

from __future__ import annotations

import json

from pipeline.anonymise.link import Likely, Linked
from pipeline.flow.study import OpenStudy, Role

RECORD = "entities/likely"
TOLD_APART = "entities/told-apart"


def keep_likely(study: OpenStudy, linked: Linked) -> None:
    """The pairs of the sources just linked, in the place of those that these sources had before."""
    others = (pair for pair in read_likely(study) if pair.source_id not in linked.found)
    study.vault.write(RECORD, json.dumps([*others, *linked.likely]).encode())


def read_likely(study: OpenStudy) -> tuple[Likely, ...]:
    """Pairs of keys as linking left them, by source; none when nothing was linked yet."""
    kept = json.loads(study.vault.read(RECORD)) if study.vault.has(RECORD) else []
    return tuple(Likely(*fields) for fields in kept)


def tell_apart(study: OpenStudy, key: str, other: str) -> None:
    """These two are two people: the question is not asked again, until it is (`ask_again`). Needs the vault."""
    study.require(Role.CUSTODIAN)
    told = dict.fromkeys((*read_apart(study), frozenset((key, other))))
    study.vault.write(TOLD_APART, json.dumps([sorted(pair) for pair in told]).encode())


def ask_again(study: OpenStudy) -> None:
    """Ask every question again that `tell_apart` had closed. Needs the vault."""
    study.require(Role.CUSTODIAN)
    study.vault.write(TOLD_APART, b"[]")


def read_apart(study: OpenStudy) -> tuple[frozenset[str], ...]:
    """Pairs of keys that a custodian said are two."""
    kept = json.loads(study.vault.read(TOLD_APART)) if study.vault.has(TOLD_APART) else []
    return tuple(frozenset(pair) for pair in kept)
