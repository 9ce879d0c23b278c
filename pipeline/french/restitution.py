"""
The French of booklets and of replies: short sentences, usual words, one idea a line.

Origin: written for Polyphonie, November 2026, by the European rules for easy-to-read information (Inclusion Europe and
Unapei, 2009), see `plain.py`, which a test holds these sentences to. Licence: MIT, as the rest.
"""

from __future__ import annotations

from typing import Final

from models.restitution import Answer, Hand, ReadingStep

TITLE: Final = "Ce que vous avez dit, ce que nous avons compris"
WELCOME_PERSON: Final = (
    "Bonjour.",
    "Vous avez parlé avec nous.",
    "Merci pour vos paroles.",
    "Ce livret est pour vous.",
    "Dites-nous si nous avons bien compris.",
    "Vous pouvez répondre seulement si vous voulez.",
)
WELCOME_GROUP: Final = (
    "Bonjour.",
    "Des personnes de votre groupe ont parlé avec nous.",
    "Merci pour vos paroles.",
    "Ce livret est pour votre groupe.",
    "Dites-nous si nous avons bien compris.",
    "Vous pouvez répondre seulement si vous voulez.",
)
HIDDEN_NAMES: Final = (
    "Les noms des personnes sont cachés.",
    "Les noms des lieux sont cachés.",
    "Quand un nom est caché, vous voyez : [prénom].",
)
YOU_SAID, GROUP_SAID = "Vous avez dit :", "Des personnes de votre groupe ont dit :"
WE_UNDERSTOOD: Final = "Nous avons compris :"
OTHERS: Final = "Et les autres personnes ?"
YOUR_ANSWER: Final = "Votre réponse"
TICK: Final = "Mettez une croix dans une case."
MY_WORDS: Final = "Mes mots :"
ALSO_SAID: Final = "Vous avez dit aussi"
THANKS: Final = (
    "Merci.",
    "Rendez ce livret à la personne qui vous l'a donné.",
    "Vos réponses peuvent changer notre travail.",
)
FINDING: Final = "Idée"
NOTHING_ELSE: Final = ("Pour le moment, tout le monde est du même avis.",)
DIVIDED_OWN: Final = "Dans votre groupe, les avis sont partagés."
SAME_OTHERS: Final = "D'autres personnes disent la même chose."
OTHER_OTHERS: Final = "D'autres personnes ont un autre avis."
UNHEARD: Final = "Nous devons encore écouter d'autres personnes."
SAME: Final = "Le groupe « {} » dit la même chose."
DIFFERENT: Final = "Le groupe « {} » a un autre avis."
DIVIDED: Final = "Dans le groupe « {} », les avis sont partagés."
PAGE: Final = "page"

ANSWERS: Final = {
    Answer.AGREE: "D'accord",
    Answer.NUANCE: "Pas tout à fait d'accord",
    Answer.REFUSE: "Pas d'accord",
    Answer.WORDS: "Mes mots",
}
TICKED: Final = {
    Answer.AGREE: "D'accord.",
    Answer.NUANCE: "Pas tout à fait d'accord.",
    Answer.REFUSE: "Pas d'accord.",
}
"""What stands in the transcript where a box was ticked and nothing was written: the box's own words."""

STEPS: Final = {
    ReadingStep.ALONE: "seul·e",
    ReadingStep.PEERS: "entre pairs",
    ReadingStep.TOGETHER: "tous les groupes ensemble",
}
HANDS: Final = {
    Hand.OWN: "de sa main",
    Hand.DICTATED: "dicté à quelqu'un",
    Hand.NOTED: "noté par l'équipe",
}
COLLECTIVE: Final = "groupe : {}"
READ: Final = "Voici ce que nous avons compris. Êtes-vous d'accord ?"

COLUMNS: Final = {
    "constat": "finding", "finding": "finding", "finding_id": "finding", "numero": "number", "number": "number",
    "personne": "participant", "participant": "participant", "participant_id": "participant",
    "groupe": "group", "group": "group", "stakeholder_group": "group",
    "presents": "present", "n_present": "present", "etape": "step", "step": "step",
    "date": "day", "received_on": "day", "main": "hand", "hand": "hand",
    "reponse": "answer", "answer": "answer", "mots": "words", "words": "words", "mes mots": "words",
}  # fmt: skip
"""Columns of a table of replies, folded, and what each holds."""

SAID_ANSWERS: Final = {
    "d'accord": Answer.AGREE, "oui": Answer.AGREE, "agree": Answer.AGREE, "+": Answer.AGREE,
    "pas tout a fait": Answer.NUANCE, "pas tout a fait d'accord": Answer.NUANCE, "nuance": Answer.NUANCE, "~": Answer.NUANCE,
    "pas d'accord": Answer.REFUSE, "non": Answer.REFUSE, "refuse": Answer.REFUSE, "-": Answer.REFUSE,
    "mes mots": Answer.WORDS, "words": Answer.WORDS, "": Answer.WORDS,
}  # fmt: skip
SAID_STEPS: Final = {
    "seul": ReadingStep.ALONE, "seule": ReadingStep.ALONE, "seul·e": ReadingStep.ALONE, "alone": ReadingStep.ALONE,
    "pairs": ReadingStep.PEERS, "entre pairs": ReadingStep.PEERS, "peers": ReadingStep.PEERS,
    "ensemble": ReadingStep.TOGETHER, "together": ReadingStep.TOGETHER,
}  # fmt: skip
SAID_HANDS: Final = {
    "": Hand.OWN, "sa main": Hand.OWN, "de sa main": Hand.OWN, "own": Hand.OWN, "soi": Hand.OWN,
    "dicte": Hand.DICTATED, "dictated": Hand.DICTATED, "equipe": Hand.NOTED, "note": Hand.NOTED, "noted": Hand.NOTED,
}  # fmt: skip
