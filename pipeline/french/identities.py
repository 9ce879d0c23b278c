"""
The French and English words of `identities.csv`: its columns, the sorts of identifiers, the sexes.

Origin: written by hand for this project, November 2026; licence: that of the project. All entries are folded.
"""

from __future__ import annotations

from typing import Final

from models.anonymisation import MentionKind

COLUMNS: Final[dict[str, str]] = {
    "person": "person", "personne": "person", "participant_id": "person", "participant": "person", "id": "person",
    "form": "form", "forme": "form", "nom": "form", "name": "form",
    "kind": "kind", "sorte": "kind", "type": "kind", "nature": "kind",
    "gender": "gender", "genre": "gender", "sexe": "gender",
    "pseudonym": "pseudonym", "pseudonyme": "pseudonym",
    "note": "note", "notes": "note", "remarque": "note",
}  # fmt: skip

KINDS: Final[dict[str, MentionKind]] = {
    "": MentionKind.PERSON, "person": MentionKind.PERSON, "personne": MentionKind.PERSON,
    "place": MentionKind.PLACE, "lieu": MentionKind.PLACE,
    "organisation": MentionKind.ORGANISATION, "organization": MentionKind.ORGANISATION,
    "address": MentionKind.ADDRESS, "adresse": MentionKind.ADDRESS,
    "phone": MentionKind.PHONE, "telephone": MentionKind.PHONE,
    "email": MentionKind.EMAIL, "courriel": MentionKind.EMAIL,
    "url": MentionKind.URL, "site": MentionKind.URL,
    "id_number": MentionKind.ID_NUMBER, "numero": MentionKind.ID_NUMBER,
    "date": MentionKind.DATE,
}  # fmt: skip

GENDERS: Final[dict[str, str | None]] = {
    "": None, "f": "f", "femme": "f", "feminin": "f", "m": "m", "h": "m", "homme": "m", "masculin": "m",
    "x": None, "nb": None, "autre": None,
}  # fmt: skip
