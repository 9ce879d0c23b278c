"""
The report's view handed to the drawings that the app shows too: who supports what, voices by territory, the walk to the sources.

What is not worth a picture gives none: a crowd that no page can tell apart, a study of one place, a finding without evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.finding import Stance
from models.report import GroupLook, Shape
from pipeline.report.pictures import PersonRow, PlaceCell, WalkStep, voices_by_place, walk, who_supports_what

MAX_PEOPLE = 60  # rows that a page holds


def who(shown: dict[str, Any]) -> str:
    """Who supports what, by group; nothing when nobody is quoted or too many are."""
    stances: dict[tuple[str, str], dict[int, list[Stance]]] = {}
    looks: dict[tuple[str, str], GroupLook] = {}
    for number, finding in enumerate(shown["findings"], start=1):
        for stance in finding["stances"]:
            for person in stance["people"]:
                key = (person["name"].rpartition(", ")[2], person["name"])
                looks[key] = _look(key[0], person)
                stances.setdefault(key, {}).setdefault(number, []).append(Stance(stance["key"]))
    if not stances or len(stances) > MAX_PEOPLE:
        return ""
    rows = [
        PersonRow(
            name=key[1].rpartition(", ")[0],
            look=looks[key],
            stances=tuple((n, tuple(found)) for n, found in sorted(own.items())),
        )
        for key, own in sorted(stances.items())
    ]
    return who_supports_what([finding["statement"] for finding in shown["findings"]], rows)


def places(shown: dict[str, Any]) -> str:
    """Voices heard and missing by group and territory; nothing when the study is of one place."""
    if len({place["territory"] for place in shown["places"]}) < 2:
        return ""
    cells = [
        PlaceCell(
            group=p["group"],
            territory=p["territory"],
            heard=p["n_heard"],
            declared=max(p["n_participants"], p["n_heard"]),
        )
        for p in shown["places"]
    ]
    return voices_by_place(cells, [_look(group["name"], group) for group in shown["groups"]])


def chain(finding: dict[str, Any], trace: Sequence[dict[str, Any]], groups: Sequence[dict[str, Any]]) -> str:
    """The walk from a finding to its files, from the lines of the trace that are its own."""
    looks = {group["name"]: _look(group["name"], group) for group in groups}
    words = {stance["word"].lower(): Stance(stance["key"]) for stance in finding["stances"]}
    steps = [
        WalkStep(
            stance=words[line["stance"]],
            person=line["participant"],
            look=looks.get(line["group"]),
            code=line["code"],
            decided=line["decided"],
            turn=f"tour {line['turn']}",
            source=line["source"],
            sha256=line["hash"],
        )
        for line in trace
        if line["finding"] == finding["no"]
    ]
    return walk(finding["statement"], steps) if steps else ""


def _look(group: str, drawn: dict[str, Any]) -> GroupLook:
    return GroupLook(group=group, colour=drawn["colour"], shape=Shape(drawn["shape"]))
