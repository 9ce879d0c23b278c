"""The `study.toml` that `new` writes: every setting at its default, said in plain French."""

from __future__ import annotations

import json

from models.participant import DEFAULT_GROUPS

_TEXT = """\
# Réglages de l'étude. Tout a une valeur par défaut ; une ligne inconnue est refusée avec le mot le plus proche.

[study]
title = {title}
# Les parties prenantes que l'étude veut entendre : un groupe dont personne ne parle apparaîtra comme muet.
groups = {groups}

[anonymisation]
# "reviewed" : une transcription reste au coffre jusqu'à ce qu'une personne l'ait relue (application, Anonymisation).
# "automatic" : elle entre aussitôt dans l'étude, et les doutes sont masqués aussi.
release = "reviewed"

[segment]
# Longueur maximale d'un segment, en mots.
max_words = 120

[encoder]
# "default" vient avec l'installation. Sinon le nom d'un modèle Hugging Face déjà sur ce disque, ou un dossier.
name = "default"

[themes]
# Retirez le croisillon pour imposer un nombre de thèmes.
# number = 12
seed = 20260101

[engine]
# 0 : autant de processus que de cœurs.
workers = 0

# Un tableau de réponses ouvertes (csv, xlsx) : une ligne par personne. Un bloc [[survey]] par fichier ou par motif.
# [[survey]]
# file = "questionnaire*.csv"
# participant = "participant_id"
# answers = ["question_1", "question_2"]
# attributes = ["commune"]
# group = "groupe"
# territory = "territoire"
# wave = "vague"
"""


def settings_text(title: str) -> str:
    """A commented `study.toml` for a study of this title."""
    groups = json.dumps(DEFAULT_GROUPS, ensure_ascii=False)
    return _TEXT.format(title=json.dumps(title, ensure_ascii=False), groups=groups)
