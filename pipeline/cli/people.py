"""The verb that tells who takes part: what is known of each person, who said it, and where two origins disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from pipeline.cli.shared import Dir, Json, say, study_of

if TYPE_CHECKING:
    from models.participant import Disagreement
    from pipeline.flow.describing import Known

app = typer.Typer()
MARK = "  ! "


@app.command()
def participants(folder: Dir, as_json: Json = False) -> None:
    """Dire qui participe : ce que l'on sait de chaque personne, d'où cela vient, et ce qui se contredit."""
    from pipeline.flow import describing

    with study_of(folder, None) as study:
        everyone, warnings = describing.known_people(study), describing.registered_people(study).warnings
    torn = sum(any(d.kept is None for d in one.disagreements) for one in everyone)
    following = (
        "Écrivez dans participants.csv ce qui est juste, puis « polyphonie run »."
        if torn
        else "Rien à trancher."
        if everyone
        else "Personne encore : déposez des fichiers dans sources/, puis « polyphonie run »."
    )
    say(
        as_json,
        {
            "participants": [_plain(one) for one in everyone],
            "undecided": torn,
            "warnings": list(warnings),
            "next": following,
        },
        *(line for one in everyone for line in _lines(one)),
        *warnings,
        f"{len(everyone)} personne(s), dont {torn} à trancher. {following}",
    )


def _lines(one: Known) -> list[str]:
    person = one.person
    traits = [person.stakeholder_group or "groupe inconnu", person.territory, person.wave]
    traits += [f"{name} : {value}" for name, value in person.attributes]
    known_from = ", ".join(origin.name for origin in one.origins)
    head = f"{person.participant_id}   {' · '.join(filter(None, traits))}"
    return [
        head + (f"   ({known_from})" if known_from else ""),
        *(MARK + _told(torn, one) for torn in one.disagreements),
    ]


def _told(torn: Disagreement, one: Known) -> str:
    names = {origin.origin: origin.name for origin in one.origins}
    said = " ; ".join(f"{value} ({names.get(origin, origin)})" for origin, value in torn.said)
    settled = (
        "inconnu tant que participants.csv ne le dit pas"
        if torn.kept is None
        else f"participants.csv l'emporte : {torn.kept}"
    )
    return f"{torn.trait} : {said} — {settled}"


def _plain(one: Known) -> dict[str, Any]:
    person = one.person
    return {
        "participant_id": person.participant_id,
        "stakeholder_group": person.stakeholder_group,
        "territory": person.territory,
        "wave": person.wave,
        "attributes": dict(person.attributes),
        "origins": [{"origin": o.origin, "name": o.name, "says": dict(o.says)} for o in one.origins],
        "disagreements": [
            {
                "trait": d.trait,
                "said": [{"origin": origin, "value": value} for origin, value in d.said],
                "kept": d.kept,
            }
            for d in one.disagreements
        ],
    }
