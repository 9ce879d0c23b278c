"""
The public views as tables for R, pandas or a spreadsheet, and the dictionary that says in French what each column is.

The names and types below are the promise of the store's views; a table is written only if it has exactly these columns,
so that a view which changes without its dictionary is caught here. Types are written even where a column is empty.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from models.base import Noun
from pipeline.errors import ImportRefused, UnknownReference
from pipeline.exchange.delimited import write_rows


class Column(Noun):
    """A column of a public view: `kind` is text, integer, real, boolean, date or moment (a time stamp in UTC)."""

    name: str
    kind: str
    meaning: str


def _columns(*described: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(name=name, kind=kind, meaning=meaning) for name, kind, meaning in described)


GENERALISED = "generalised"  # one more column, at the end of tables that leave at a lower level of disclosure

_PERSON = ("participant_id", "text", "identifiant de la personne, jamais son nom")
_GROUP = ("stakeholder_group", "text", "groupe de parties prenantes")
_TERRITORY = ("territory", "text", "territoire")
_WAVE = ("wave", "text", "vague d'enquête")
_START = ("start_char", "integer", "position du premier caractère dans le tour, depuis 0")
_END = ("end_char", "integer", "position qui suit le dernier caractère")
_TURN_NO = ("turn_no", "integer", "rang du tour de parole, depuis 1")
_ROLE = ("speaker_role", "text", "participant, interviewer (enquêteur), observer (observateur) ou other (autre)")
_CODE = ("code_path", "text", "code, précédé de ses branches")
_CODER = ("coder", "text", "qui a décidé")
_WHEN = ("decided_at", "moment", "quand la décision a été prise (UTC)")
_VERBATIM = ("verbatim", "text", "mots exacts à cette position")
_RUN = ("run_id", "text", "exécution qui l'a produit")
_CURRENT = ("is_current", "boolean", "vrai pour la dernière exécution retenue")
_STANDING = (
    "standing",
    "text",
    "carnet : observed (observé), reported (rapporté), interpreted (interprété) ; vide sinon",
)
_SCORE = ("score", "real", "score de la proposition, de 0 à 1")

VIEWS: dict[str, tuple[Column, ...]] = {
    "v_sources": _columns(
        ("source_id", "text", "identifiant de la source"),
        ("source_name", "text", "nom du fichier reçu, sans identifiant de personne"),
        ("source_sha256", "text", "empreinte SHA-256 du fichier reçu"),
        ("kind", "text", "interview (entretien), focus_group, field_note (carnet) ou survey (réponses ouvertes)"),
        ("format", "text", "format du fichier"),
        ("language", "text", "langue"),
        ("state", "text", "held (retenue), released (libérée) ou withdrawn (retirée)"),
        ("n_turns", "integer", "nombre de tours de parole"),
        ("n_words", "integer", "nombre de mots"),
    ),
    "v_participants": _columns(
        _PERSON,
        _GROUP,
        _TERRITORY,
        _WAVE,
        ("attributes", "text", "attributs libres (JSON)"),
        ("consent_uses", "text", "usages consentis"),
        ("withdrawn_on", "date", "jour du retrait du consentement"),
    ),
    "v_turns": _columns(
        ("turn_id", "text", "identifiant du tour de parole"),
        ("transcript_id", "text", "identifiant de la transcription"),
        ("transcript_version", "integer", "version de la transcription"),
        ("source_id", "text", "identifiant de la source"),
        _TURN_NO,
        ("speaker", "text", "locuteur, sous son pseudonyme"),
        _ROLE,
        _PERSON,
        ("text", "text", "paroles pseudonymisées"),
        ("start_s", "real", "début dans l'enregistrement, en secondes"),
        ("end_s", "real", "fin dans l'enregistrement, en secondes"),
        _STANDING,
    ),
    "v_segments": _columns(
        ("segment_id", "text", "identifiant de l'extrait"),
        ("turn_id", "text", "identifiant du tour de parole"),
        ("transcript_id", "text", "identifiant de la transcription"),
        _PERSON,
        _GROUP,
        _TERRITORY,
        _WAVE,
        _TURN_NO,
        _START,
        _END,
        ("text", "text", "mots de l'extrait"),
        ("question", "text", "ce que l'enquêteur a dit juste avant : contexte, jamais codé"),
        ("n_words", "integer", "nombre de mots"),
        _STANDING,
    ),
    "v_themes": _columns(
        ("theme_id", "text", "identifiant du thème"),
        _RUN,
        _CURRENT,
        ("label", "text", "nom du thème"),
        ("terms", "text", "mots les plus parlants, du plus au moins"),
        ("n_segments", "integer", "nombre d'extraits"),
        ("n_participants", "integer", "nombre de personnes"),
        ("stability", "real", "stabilité d'une exécution à l'autre, de 0 à 1"),
    ),
    "v_segment_themes": _columns(
        ("segment_id", "text", "identifiant de l'extrait"),
        ("theme_id", "text", "identifiant du thème"),
        ("probability", "real", "appartenance de l'extrait au thème, de 0 à 1"),
        _RUN,
        _CURRENT,
    ),
    "v_proposals": _columns(
        ("proposal_id", "text", "identifiant de la proposition"),
        ("segment_id", "text", "identifiant de l'extrait"),
        _CODE,
        _SCORE,
        ("reason", "text", "ce qui fonde la proposition"),
        _RUN,
        ("state", "text", "pending (en attente), accepted (acceptée) ou rejected (rejetée)"),
    ),
    "v_codings": _columns(
        ("coding_id", "text", "identifiant du codage"),
        ("segment_id", "text", "identifiant de l'extrait, s'il est codé entier"),
        ("turn_id", "text", "identifiant du tour de parole"),
        _START,
        _END,
        _VERBATIM,
        ("code_id", "text", "identifiant du code"),
        _CODE,
        _CODER,
        ("origin", "text", "human (codé à la main) ou proposal (proposition acceptée)"),
        _SCORE,
        _WHEN,
    ),
    "v_findings": _columns(
        ("finding_id", "text", "identifiant du constat"),
        ("statement", "text", "énoncé du constat"),
        ("status", "text", "hypothesis (hypothèse), supported (étayé), contested (contesté) ou withdrawn (retiré)"),
        ("n_participants", "integer", "nombre de personnes qui le soutiennent"),
        ("n_groups", "integer", "nombre de groupes qui le soutiennent"),
        ("groups_silent", "text", "groupes qui n'en disent rien"),
        ("groups_contradicting", "text", "groupes qui le contredisent"),
        ("max_participant_share", "real", "plus grande part des verbatims portée par une personne, de 0 à 1"),
    ),
    "v_trace": _columns(
        ("finding_id", "text", "identifiant du constat"),
        ("statement", "text", "énoncé du constat"),
        ("stance", "text", "supports (soutient), nuances (nuance) ou contradicts (contredit)"),
        _VERBATIM,
        _CODE,
        _CODER,
        _WHEN,
        _PERSON,
        _GROUP,
        _TURN_NO,
        _ROLE,
        _START,
        _END,
        ("transcript_id", "text", "identifiant de la transcription"),
        ("transcript_version", "integer", "version de la transcription"),
        ("source_id", "text", "identifiant de la source"),
        ("source_name", "text", "nom du fichier reçu, sans identifiant de personne"),
        ("source_sha256", "text", "empreinte SHA-256 du fichier reçu"),
    ),
}

DISCLOSED = Column(
    name=GENERALISED,
    kind="boolean",
    meaning="vrai si les mots sont généralisés pour diffusion : la position reste celle des mots de l'étude",
)

Rows = Sequence[Sequence[Any]]


def to_csv(view: str, columns: Sequence[str], rows: Rows) -> bytes:
    """
    A view as delimited text: commas, UTF-8 with byte order mark, ISO dates, empty cells for what is unknown.

    Raises:
        UnknownReference: no such public view.
        ImportRefused: the columns are not those of the dictionary.
    """
    _check(view, columns)
    return write_rows(columns, ({c: _plain(v) for c, v in zip(columns, row, strict=True)} for row in rows))


def to_parquet(view: str, columns: Sequence[str], rows: Rows) -> bytes:
    """A view as Parquet, typed by the dictionary, each column carrying its meaning. Raises as `to_csv`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    described = _check(view, columns)
    types = {
        "text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "boolean": pa.bool_(),
        "date": pa.date32(), "moment": pa.timestamp("us", tz="UTC"),
    }  # fmt: skip
    schema = pa.schema([pa.field(c.name, types[c.kind], metadata={"description": c.meaning}) for c in described])
    values = [[_typed(c.kind, row[n]) for row in rows] for n, c in enumerate(described)]
    table = pa.table([pa.array(v, type=f.type) for v, f in zip(values, schema, strict=True)], schema=schema)
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def _check(view: str, columns: Sequence[str]) -> tuple[Column, ...]:
    if view not in VIEWS:
        raise UnknownReference(f"La vue {view} n'existe pas. Vues publiques : {', '.join(VIEWS)}.")
    described = (*VIEWS[view], DISCLOSED) if tuple(columns)[-1:] == (GENERALISED,) else VIEWS[view]
    expected = tuple(column.name for column in described)
    if tuple(columns) != expected:
        differing = ", ".join(sorted(set(expected) ^ set(columns))) or "l'ordre des colonnes"
        raise ImportRefused(
            f"La vue {view} ne correspond plus à son dictionnaire ({differing}). Signalez-le : l'export est arrêté."
        )
    return described


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return " | ".join(str(each) for each in value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _typed(kind: str, value: Any) -> Any:
    if value is None or kind != "text":
        return value
    return str(_plain(value))


def data_dictionary(*, disclosed: Sequence[str] = ()) -> bytes:
    """What every column of every public view is, in French; `disclosed` are the views that have the added column."""
    rows = (
        {"vue": view, "colonne": c.name, "type": KINDS[c.kind], "sens": c.meaning}
        for view, columns in VIEWS.items()
        for c in (*columns, *((DISCLOSED,) if view in disclosed else ()))
    )
    return write_rows(("vue", "colonne", "type", "sens"), rows)


KINDS = {
    "text": "texte",
    "integer": "entier",
    "real": "nombre",
    "boolean": "vrai/faux",
    "date": "date",
    "moment": "date et heure (UTC)",
}
