"""What `evaluate anonymisation` says to people: figures with their interval, leaks by type, never a word of the sample."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

SORTS = {
    "PERSON": "personnes",
    "PLACE": "lieux",
    "ORGANISATION": "établissements",
    "ADDRESS": "adresses",
    "DATE": "dates",
    "PHONE": "téléphones",
    "EMAIL": "courriels, pseudos",
    "URL": "liens",
    "ID_NUMBER": "numéros, codes",
}
REGISTERS = {"speech": "parole ponctuée", "asr": "reconnaissance vocale", "notes": "notes", "group": "groupes"}
MAX_LEAKS_SHOWN = 20


def evaluation_lines(measured: dict[str, Any]) -> Sequence[str]:
    """The evaluation, for people."""
    quasi, doubts = measured["quasi"], measured["with_doubts"]
    return [
        f"Identifiants directs entièrement masqués : {_interval(measured, 'recall')}.",
        f"  les doutes masqués aussi (mise à disposition automatique) : {_interval(doubts, 'recall')} ;"
        f" masqués ou soumis à votre relecture : {_percent(measured['recall_or_flagged'])}.",
        *_whole_lines(measured),
        f"Quasi-identifiants signalés : {quasi['n_met']} sur {quasi['n_marked']}"
        f" ({quasi['n_masked_or_flagged']} de bout en bout).",
        f"Mots à garder, pourtant masqués : {measured['kept_masked']} sur {measured['n_kept']}"
        f" ({doubts['kept_masked']} avec les doutes).",
        f"Mots masqués qui devaient l'être : {_percent(measured['precision'])}"
        f" ({_percent(doubts['precision'])} avec les doutes).",
        "",
        f"{'par sorte':<24}{'marqués':>8}{'masqués':>9}{'doutes':>8}{'moitié':>8}{'manqués':>9}",
        *(_row(SORTS.get(kind["label"], kind["label"]), kind) for kind in measured["kinds"]),
        *(_row(REGISTERS[one["label"]], one) for one in measured["registers"] if one["label"] in REGISTERS),
        *_leak_lines(measured["leaks"]),
    ]


def _whole_lines(measured: dict[str, Any]) -> Iterator[str]:
    whole = measured["whole"]
    if not whole["n_entities"]:
        yield "Personnes dont toutes les mentions sont masquées : marquez qui est qui ([[PERSON#cle:…]]) pour le savoir."
        return
    yield (
        f"Personnes, numéros et adresses dont toutes les mentions sont masquées : {whole['n_whole']} sur"
        f" {whole['n_entities']} [{_percent(whole['low'])} – {_percent(whole['high'])}]"
        f" ({whole['n_whole_or_flagged']} avec les doutes)."
    )
    yield (
        f"Un seul pseudonyme pour une même personne, un même lieu : {measured['n_one_pseudonym']} sur"
        f" {measured['n_linked']} ; paires différentes sous le même : {measured['n_shared']}."
    )


def _row(name: str, score: dict[str, Any]) -> str:
    n_doubts = score["n_masked_or_flagged"] - score["n_masked"]
    n_missed = score["n_marked"] - score["n_masked_or_flagged"] - score["n_half"]
    counts = f"{score['n_marked']:>8}{score['n_masked']:>9}{n_doubts:>8}{score['n_half']:>8}{n_missed:>9}"
    return f"{name:<24}{counts}"


def _leak_lines(leaks: Sequence[Sequence[Any]]) -> Iterator[str]:
    if not leaks:
        yield "Aucune fuite."
        return
    yield ""
    yield f"Fuites : {len(leaks)} (texte, position, sorte)"
    for text, start, end, label in leaks[:MAX_LEAKS_SHOWN]:
        yield f"  {text}, {start}–{end}, {SORTS.get(label, label)}"
    if len(leaks) > MAX_LEAKS_SHOWN:
        yield f"  … et {len(leaks) - MAX_LEAKS_SHOWN} autres : « --json » les donne toutes."


def _interval(of: dict[str, Any], name: str) -> str:
    low, high = of[f"{name}_low"], of[f"{name}_high"]
    return f"{_percent(of[name])} [{_percent(low)} – {_percent(high)}]"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")
