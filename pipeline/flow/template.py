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
# Où restent les fichiers reçus, une fois relus : "folder" (dans sources/), "vault" (au coffre seulement) ou "none" (nulle
# part : « polyphonie seal » les détruit après confirmation écrite ; plus rien ne pourra être ré-anonymisé).
originals = "folder"
# Précision des âges : "ten" (« une quarantaine d'années »), "five" (« 40-44 ans ») ou "exact" (laissés, et signalés).
ages = "ten"
# Précision des dates de naissance et des dates complètes : "year" (« en 1987 »), "month" (« mars 1987 ») ou "day" (laissées).
dates = "year"
# Communes, quartiers, hameaux : "rename" (un nom inventé, le même partout) ou "generalise" (« [commune de 5 000 à 20 000
# habitants 1] »). Les villes à l'étranger disent toujours leur pays. Changer l'un des trois fait refaire l'anonymisation.
places = "rename"

[segment]
# Longueur maximale d'un segment, en mots.
max_words = 120

[encoder]
# "default" vient avec l'installation. Sinon le nom d'un modèle Hugging Face déjà sur ce disque, ou un dossier.
name = "default"
# Pour les propositions de codes, "e5+use" apprend mieux de peu d'exemples et encode bien plus lentement.
proposals = "same"

[themes]
# Retirez le croisillon pour imposer un nombre de thèmes.
# number = 12
seed = 20260101

[engine]
# 0 : autant de processus que de cœurs.
workers = 0

[disclosure]
# Pour qui sont écrits rapports et exports quand on ne le dit pas : "team" (l'équipe : tel que relu), "funder" (financeur :
# ce qui a été signalé est généralisé) ou "public" (personnes, lieux et organisations cités deviennent des marques neutres).
level = "team"
# Le plus petit nombre de personnes qui partagent un trait montré hors de l'équipe ; en dessous, il devient « autres ».
k = 5

[consent]
# Les personnes dont aucun accord n'est écrit dans participants.csv : "refuse" (jamais citées) ou "quote" (citées).
# Sans cette ligne : refusé dès que l'étude a écrit l'accord de quelqu'un, cité sinon, et le rapport le dit.
# unknown = "refuse"

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
