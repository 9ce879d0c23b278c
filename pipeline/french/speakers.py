"""
How French transcripts name who speaks, and what at a line's start looks like a name but is none.

Origin: written for Polyphonie in November 2026 from the transcripts that the reader was built on (ESLO, Rhapsodie,
interviews of theses, focus-group minutes, exports of transcription services) and from French and English role words.
Licence: that of the project (MIT). Lists are written with accents and read through `fold`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def fold(words: str) -> str:
    """
    The form under which two spellings of a speaker are the same: lower case, no accent, single spaces.

    Inclusive spellings fold to one word: `Interviewé·e`, `Interviewé(e)` and `Interviewée` are all `interviewee`.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
    bare = re.sub(r"(?<=\w)\((?:e|e?s|rice|euse)\)|[·•]", lambda found: found[0].strip("()·•"), bare)
    return " ".join(bare.replace("’", "'").replace("_", " ").strip(" .:-–—*").split())


def _spellings(words: str) -> dict[str, str]:
    """Folded form -> accented form, in the order they are written."""
    return {fold(word): " ".join(word.split()) for word in words.split(",") if word.strip()}


def _folded(words: str) -> frozenset[str]:
    return frozenset(_spellings(words))


INTERVIEWER_WORDS = _spellings("""
    chercheur, chercheuse, chercheure, enquêteur, enquêtrice, enquêteuse, enquêteur·rice, interviewer, interviewers,
    intervieweur, intervieweuse, intervieweur·euse, animateur, animatrice, modérateur, modératrice, moderator,
    facilitateur, facilitatrice, facilitator, researcher, question, questions, investigateur, investigatrice
""")
PARTICIPANT_WORDS = _spellings("""
    interviewé, interviewée, interviewee, enquêté, enquêtée, participant, participante, répondant, répondante, réponse,
    respondent, témoin, personne interrogée, personne enquêtée, personne interviewée, interrogé, interrogée
""")
OBSERVER_WORDS = _folded("observateur, observatrice, observer, observation")
COLLECTIVE_WORDS = _folded("""
    tous, toutes, tout le monde, ensemble, le groupe, groupe, plusieurs, plusieurs voix, plusieurs personnes, inconnu,
    inconnue, non identifié, non identifiée, voix non identifiée, indistinct, unknown, all
""")
"""Voices of nobody in particular: their words stay in the transcript and are nobody's."""

INTERVIEWER_CODES = frozenset({"q", "enq", "int", "itw", "mod", "anim"})
PARTICIPANT_CODES = frozenset({"r", "rep", "p", "part"})
AMBIGUOUS_CODES = frozenset({"e", "i", "l", "s", "spk", "loc", "a", "b", "f", "h"})
"""Short codes that either party may bear: `E` asks when an `I` or an `R` answers, and `E2` answers when a `Q` asks."""

CODE = re.compile(r"([A-Za-zÀ-ÿ]{1,4})[ _-]?(\d{0,2})")
"""A short code and its number: `L1`, `E`, `Enq2`, `INT`; read through `fullmatch`."""

NUMBERED = re.compile(r"(.+?)(?: ?n°)?[ -]?(?:\d{1,3}|[a-h])")
"""A role word and its number or letter: `participant 3`, `enquêtrice A`; read through `fullmatch` on the folded form."""

HEADER_WORDS = _folded("""
    date, lieu, durée, heure, horaire, thème, sujet, titre, objet, projet, étude, entretien, entretien n°,
    entretien numéro, contexte, conditions, modalité, modalités, consentement, enregistrement, fichier, transcription,
    transcrit par, transcripteur, transcriptrice, retranscription, version, langue, âge, sexe, profession, métier,
    commune, ville, territoire, quartier, structure, statut, situation, type, code, pseudonyme, identifiant, id,
    source, auteur, autrice, remarque, remarques, note, notes, légende, convention, conventions, présents, présentes,
    personnes présentes, participants, participantes, vague, groupe de parties prenantes, groupe, format, durée totale
""")
"""
Words that open a line of a transcript's heading (`Date : …`), never a turn. A role word there names someone.

`enquête` is not one: without its accent it is `enquêté`, somebody who speaks.
"""

NOT_SPEAKERS = _folded("""
    alors, donc, bref, bon, voilà, enfin, ensuite, puis, après, avant, ainsi, aussi, car, mais, or, et, ou, ni, si, oui,
    non, ok, d'accord, merci, bonjour, attention, exemple, par exemple, exemples, résultat, résultats, conclusion,
    résumé, en résumé, en bref, en fait, du coup, c'est-à-dire, parce que, par contre, au contraire, premièrement,
    deuxièmement, troisièmement, première chose, deuxième chose, autre chose, autrement dit, rappel, nb, ps, info, idée,
    problème, solution, réaction, suite, fin, début, partie, là, ici, hier, aujourd'hui, demain, lundi, mardi, mercredi,
    jeudi, vendredi, samedi, dimanche, matin, midi, soir, il, elle, on, je, tu, nous, vous, ils, elles, ça, cela, ceci,
    c'est, il dit, elle dit, on dit, je dis, il m'a dit, elle m'a dit, je lui ai dit, moi je dis, comme on dit
""")
"""Beginnings of ordinary sentences that may stand before a colon more than once."""

STAGE_DIRECTIONS = _folded("""
    rire, rires, rit, il rit, elle rit, ils rient, sourire, sourires, silence, long silence, pause, soupir, soupirs, toux,
    tousse, pleurs, pleure, hésitation, hésitations, inaudible, incompréhensible, coupure, bruit, bruits, téléphone,
    sonnerie, musique, applaudissements, brouhaha, bip, coupe, passage inaudible, interruption, chevauchement, sic, xxx,
    crosstalk, laughter, laughs, applause, music, noise
""")
"""What happens while people speak: it stays in the text, and is not a speaker even between brackets."""

FIELD_NOTE_WORDS = _folded("notes, note, carnet, carnets, observation, observations, journal")
"""A file whose name holds one of these words is a field note, unless an interviewer speaks in it."""

FIELD_NOTE_TYPES = ("note", "carnet", "observation", "journal")
"""How the front matter's `type` begins when the source is a field note."""

OBSERVER_KEYS = _folded("observateur, observatrice, observateur·rice, observateurs, observatrices, observation, carnet")
"""Keys of a front matter that only a field note has."""

FRONT_MATTER_KEYS = HEADER_WORDS | {*INTERVIEWER_WORDS, *PARTICIPANT_WORDS} | OBSERVER_WORDS | OBSERVER_KEYS
