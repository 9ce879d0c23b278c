"""
Words of the tools in which speech is transcribed: what a tier is for, what an event is, what a header says of people.

Origin: written for Polyphonie in November 2026 from the manuals of Transcriber, ELAN, CHAT and Praat, the guidelines of the
TEI for speech, and the French corpora made with them (ESLO, CFPP2000, CLAPI, CHILDES, Rhapsodie, Orfeo).
Licence: that of the project (MIT). Lists are read through `fold` of `speakers.py`.
"""

from __future__ import annotations

import re

from models.transcript import EventKind
from pipeline.french.speakers import STAGE_DIRECTIONS, fold


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split(",") if word.strip())


TRANSCRIPTION_TIERS = _folded("""
    tx, txt, text, texte, ortho, orth, ort, orthographe, orthographic, transcription, transcr, transc, trans, ts, trs, parole,
    paroles, discours, speech, utterance, utterances, utt, phrase, phrases, énoncé, énoncés, verbatim, sentence, sentences
""")
"""Tiers that hold what is said, when their name says what they hold and not who speaks."""

SPEAKER_TIERS = _folded("spk, speaker, speakers, locuteur, locuteurs, loc, tour, tours, turn, turns")
"""Tiers that hold who speaks, interval by interval."""

WORD_TIERS = _folded("words, word, mots, tokens, token, ort-mau")
"""Tiers that repeat the transcription word by word: read only where there is nothing better."""

COMMENT_TIERS = _folded("""
    commentaire, commentaires, comment, comments, com, remarque, remarques, note, notes, bruit, bruits, noise, événement,
    événements, event, events, contexte, situation
""")
"""Tiers of what happens or is noted beside the words."""

ANALYSIS_TIERS = WORD_TIERS | _folded("""
    phones, phone, phon, phono, pho, phonemes, phonèmes, phonetic, phonétique, ipa, api, sampa, syll, syllable, syllables, syllabe,
    syllabes, mb, mp, morph, morphemes, ge, gl, gloss, glose, gloses, ps, pos, mor, gra, lemma, lemme, lemmes, rx, conll, ft, lt,
    trad, traduction, translation, geste, gestes, gesture, gestures, regard, gaze, mimique, pitch, tone, tones, contour, prosodie,
    prosody, ref, kan-mau, mau
""")
"""Tiers of analysis: nobody says them."""

SILENCE_MARKS = frozenset(
    {"", "_", "__", "#", "##", "-", "+", "++", "+++", "<sil>", "sil", "sp", "<p:>", "<p>", "[sil]", "[silence]"}
)
"""What stands in an interval where nobody speaks."""

EVENT_WORDS: tuple[tuple[EventKind, re.Pattern[str]], ...] = (
    (EventKind.LAUGHTER, re.compile(r"\b(?:ri(?:t|re|res|ent|ant)|sourires?|laugh\w*|rigol\w*)\b")),
    (
        EventKind.INAUDIBLE,
        re.compile(
            r"\b(?:inaud\w*|incompr\w*|indistinct\w*|unintelligible|unclear|inintelligible\w*|xxx|yyy|gap|pi)\b"
        ),
    ),
    (EventKind.PAUSE, re.compile(r"\b(?:pauses?|silences?)\b")),
    (EventKind.OVERLAP, re.compile(r"\b(?:chevauch\w*|overlap\w*|crosstalk|en meme temps)\b")),
    (
        EventKind.NOISE,
        re.compile(
            r"\b(?:bruits?|noises?|tou(?:x|sse|ssent)|cough\w*|soupirs?|soupire\w*|sigh\w*|souffle\w*|respir\w*|breath\w*|sonnerie\w*"
            r"|musiques?|music|portes?|telephones?|applaudissement\w*|applause|claquement\w*|brouhaha|rep|conv|jingle|micro|bip)\b"
        ),
    ),
)
"""Read on folded words; the first that matches wins."""

MORE_DIRECTIONS = _folded("""
    rire, rires, rit, rient, riant, en, de, du, des, un, une, la, le, les, il, elle, ils, elles, fond, porte, portes, petit, petits,
    petite, gros, grand, long, longue, bref, courte, court, légère, léger, fort, forte, forts, début, fin, et, puis, se, dans, à, au,
    voix, basse, haute, basses, tout, tous, toutes, ensemble, geste, gestes, montre, tousse, toussent, souffle, respiration,
    inspiration, expiration, bouche, gorge, raclement, claquement, langue, micro, page, pages, papier, papiers, chaise, rue, pas,
    reprend, interruption, interrompu, interrompue, répétition, mot, mots, segment, incompréhensible, inaudible, chuchote,
    chuchoté, chuchotement, chante, chanté, pleure, crie, hésite, hésitation, sourit, soupire, acquiesce, oui, non, tête, hoche
""")
_DIRECTION_WORDS = frozenset(
    word for phrase in STAGE_DIRECTIONS | MORE_DIRECTIONS for word in re.findall(r"[^\W\d_]+", phrase)
)


def event_kind(description: str, default: EventKind = EventKind.COMMENT) -> EventKind:
    """What sort of event these words describe."""
    words = fold(description)
    return next((kind for kind, pattern in EVENT_WORDS if pattern.search(words)), default)


def is_stage_direction(description: str) -> bool:
    """Whether every word is one that any transcript holds (« rires », « bruit de porte »): such words name nobody."""
    words = re.findall(r"\w+", fold(description))
    numbers = [word for word in words if word.isdigit()]
    said = [word for word in words if not word.isdigit()]
    return (
        all(word in _DIRECTION_WORDS for word in said)
        and bool(said)
        and (not numbers or [len(n) < 3 for n in numbers] == [True])
    )


HEADER_ATTRIBUTES = {
    "age": "âge",
    "sex": "sexe",
    "education": "études",
    "occupation": "profession",
    "language": "langue",
    "group": "groupe",
    "ses": "milieu",
}
"""What the head of a file may say of a speaker and names nobody: attribute in the format -> as a study shows it."""

SEXES = {
    "male": "homme", "m": "homme", "1": "homme", "homme": "homme", "masculin": "homme", "h": "homme",
    "female": "femme", "f": "femme", "2": "femme", "femme": "femme", "feminin": "femme",
}  # fmt: skip
UNSAID = _folded("inconnu, inconnue, unknown, null, unspecified, non renseigné, nr, na, n/a, 0, 9, -")
"""What a header writes when it does not know."""


def attribute(name: str, value: str) -> tuple[tuple[str, str], ...]:
    """One attribute of a speaker, as a study shows it; none where the header says nothing."""
    value = " ".join(value.split()).strip(" ;,")
    if not value or fold(value) in UNSAID:
        return ()
    if name == "sex":
        value = SEXES.get(fold(value), "")
        return ((HEADER_ATTRIBUTES[name], value),) if value else ()
    return ((HEADER_ATTRIBUTES[name], value),)


OBSERVING_ROLES = _folded("observateur, observatrice, observer, investigator, interviewer")
"""On a recording, the one who observes is the one who leads: their words are no field notes."""

MEDIA_ROLES = _folded("media, environment, narrator, group, groupe, nobody, unknown, unidentified_group, environnement")
"""Roles of CHAT that are nobody in particular."""

IDENTITY_VARIABLES = _folded("""
    id, ind, indiv, individu, suj, sujet, participant, participant_id, part, enq, enquete, repondant, entretien, ent, interview, itw
""")
"""Starred variables of an IRaMuTeQ corpus that tell one person from another."""

PLAIN_IDENTITIES = _folded("id, participant, participant_id")
"""Those whose value is the identifier as `participants.csv` writes it; the others keep their name before it (`ent_3`)."""

NAMING_VARIABLES = _folded("""
    nom, noms, prenom, prenoms, name, surname, mail, email, courriel, tel, telephone, portable, adresse, pseudo, naissance
""")
"""Starred variables that name somebody: never kept."""
