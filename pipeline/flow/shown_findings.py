"""
Findings as the command line shows them to people: the board in short, or one finding as a sheet that reads from top to bottom.

It counts nothing and shows no more than `findings_json` gave it: levels of disclosure and consent were held there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from models.finding import FindingStatus, Position, Stance
from pipeline.errors import UnknownReference

WIDTH = 92
COUNTER_SHOWN = 5
POSITIONS = {
    Position.CONVERGENT: "va dans ce sens",
    Position.DIVERGENT: "dit le contraire",
    Position.DIVIDED: "est partagé",
    Position.SILENT_ASKED: "interrogé, n'en dit rien",
    Position.SILENT_NEVER_ASKED: "jamais interrogé là-dessus",
}
STATUSES = {
    FindingStatus.HYPOTHESIS: "Hypothèse",
    FindingStatus.SUPPORTED: "Étayé",
    FindingStatus.CONTESTED: "Contesté",
    FindingStatus.WITHDRAWN: "Retiré",
}
STANCES = {
    Stance.SUPPORTS: "Ce qui l'appuie",
    Stance.NUANCES: "Ce qui le nuance",
    Stance.CONTRADICTS: "Ce qui le contredit",
}


def findings_lines(shown: Mapping[str, Any], wanted: str | None = None) -> Sequence[str]:
    """
    What to print of `findings_json`: every finding in short, or the whole sheet of the one `wanted`.

    Args:
        wanted: its number in the list, its identifier, or the beginning of it that no other has.

    Raises:
        UnknownReference: none, or several, answer to it.
    """
    found = shown["findings"]
    if not found:
        return ["Aucun constat : écrivez-en un dans l'application, ou importez-en."]
    if wanted is not None:
        return list(_sheet(_named(found, wanted)))
    lines: list[str] = []
    for number, one in enumerate(found, 1):
        lines += [
            f"{number}. {line}" if n == 0 else f"   {line}" for n, line in enumerate(wrap(one["statement"], WIDTH))
        ]
        lines += [f"   {_counted(one)}", f"   {_silent(one)}" if _silent(one) else "", f"   {one['finding_id']}", ""]
    told = "Toute la fiche d'un constat : polyphonie findings show DOSSIER NUMÉRO"
    return [*(line for n, line in enumerate(lines) if line or lines[n - 1]), told]


def _named(found: Sequence[Mapping[str, Any]], wanted: str) -> Mapping[str, Any]:
    if wanted.isdigit() and 1 <= int(wanted) <= len(found):
        return found[int(wanted) - 1]
    answering = [one for one in found if str(one["finding_id"]).startswith(wanted)]
    if len(answering) != 1:
        said = "Aucun constat ne répond" if not answering else "Plusieurs constats répondent"
        raise UnknownReference(f"{said} à « {wanted} » : « polyphonie findings show » les liste avec leur numéro.")
    return answering[0]


def _counted(one: Mapping[str, Any]) -> str:
    against = len({e["participant_id"] for e in one["evidence"] if e["stance"] == Stance.CONTRADICTS})
    opposed = f"{_n(against, 'voix contraire', 'voix contraires')}" if against else "aucune voix contraire"
    people, groups = _n(one["n_participants"], "personne", "personnes"), _n(one["n_groups"], "groupe", "groupes")
    return f"{STATUSES[FindingStatus(one['status'])]}, solidité {one['grade']} : {people} de {groups}, {opposed}."


def _silent(one: Mapping[str, Any]) -> str:
    silent = [g["group"] for g in one["groups"] if str(g["position"]).startswith("silent")]
    return f"Se taisent : {', '.join(silent)}." if silent else ""


def _sheet(one: Mapping[str, Any]) -> Iterator[str]:
    yield from wrap(one["statement"], WIDTH)
    yield ""
    yield _counted(one)
    yield from wrap(one["grade_reason"], WIDTH)
    if one["n_participants"] > 1:
        share = round(100 * one["max_participant_share"])
        weighed = f"{one['effective_speakers']:.1f}".replace(".", ",")
        yield from wrap(
            f"Ces voix pèsent comme {weighed} personnes citées à parts égales ; la plus citée porte {share} % des extraits.",
            WIDTH,
        )
    if one["introduced_only_by_interviewer"]:
        yield "À chaque fois, l'enquêteur en avait parlé le premier."
    if one["upper_bound"] is not None:
        bound = round(100 * one["upper_bound"])
        yield from wrap(
            "Personne de ceux qu'on a entendus ne le contredit ; vu leur nombre, il reste possible que jusqu'à "
            f"{bound} % des personnes concernées pensent autrement (borne à 95\u00a0%).",
            WIDTH,
        )
    yield ""
    yield "Groupe par groupe"
    width = max((len(group["group"]) for group in one["groups"]), default=0)
    for group in one["groups"]:
        yield f"  {group['group']:<{width}}  {POSITIONS[Position(group['position'])]}"
    for stance, title in STANCES.items():
        said = [e for e in one["evidence"] if e["stance"] == stance]
        if said or stance is Stance.SUPPORTS:
            yield from ("", f"{title} ({len(said)})")
        for evidence in said:
            yield from _verbatim(evidence)
    counter = one["counter_voices"]
    if counter:
        yield from ("", f"Voix contraires possibles, à lire ({len(counter)})")
        for voice in counter[:COUNTER_SHOWN]:
            yield from _verbatim(voice)
        if len(counter) > COUNTER_SHOWN:
            yield f"  … et {len(counter) - COUNTER_SHOWN} de plus, dans l'application (écran « Constats »)."


def _verbatim(said: Mapping[str, Any]) -> Iterator[str]:
    words = f"«\u00a0{said['verbatim']}\u00a0»" if said["verbatim"] else "(compté sans être cité)"
    yield from wrap(words, WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield f"    {said['participant_id'] or 'sans personne'} · {said['source_name']}, tour {said['turn_no']}"


def _n(number: int, one: str, several: str) -> str:
    return f"{number} {one if number < 2 else several}"
