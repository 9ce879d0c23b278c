"""
Turns of phrase by which French speakers deny, oppose or reverse what has been said.

Origin: written for Polyphonie, November 2026, from the usual descriptions of French negation and of the connectives
of opposition and concession, with the spoken forms (no *ne*, *chais pas* kept out: not knowing is not denying).
Licence: MIT, as the rest.
"""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE | re.VERBOSE

DENIAL = re.compile(
    r"""
    \b(?:n['’]|ne\s)\s?\w+(?:\s\w+){0,2}?\s(?:pas|plus|jamais|rien|personne|aucune?|guère|point)\b  # n'est pas, ne va plus
    | \b(?:c['’]est|j['’]ai|on\sa|il\sy\sa|y\sa|ça)\s(?:\w+\s)?(?:pas|plus|jamais|rien|aucune?)\b   # c'est pas, ça a jamais
    | \b(?:moi|nous|chez\snous|ici)\s?,?\s(?:non|jamais|pas)\b                                    # moi, jamais
    | \baucune?\s(?:problèmes?|soucis?|difficultés?|attente|refus)\b                              # aucun souci
    | \bsans\s(?:problèmes?|soucis?|difficultés?|attendre|peine)\b                                # sans difficulté
    """,
    _FLAGS,
)

OPPOSITION = re.compile(
    r"""
    \bmais\b
    | \bpourtant\b
    | \bcependant\b
    | \btoutefois\b
    | \bau\scontraire\b
    | \bcontrairement\b
    | \bpar\scontre\b
    | \ben\srevanche\b
    | \bà\sl['’]inverse\b
    | \bà\sl['’]opposé\b
    | \balors\sque\b
    | \btandis\sque\b
    | \bsauf\b
    | \bquand\smême\b
    | \bmalgré\b
    | \bplutôt\b
    | \bça\sdépend\b
    """,
    _FLAGS,
)

REFUSAL = re.compile(
    r"""
    \bpas\sd['’]accord\b
    | \b(?:c['’]est|ce\sserait)\sfaux\b
    | \bpas\s(?:si|aussi|toujours|forcément|du\stout|vrai)\b
    | \bje\sne?\s?dirais\spas\b
    | \bn['’]importe\squoi\b
    | \bon\sexagère\b
    | \bc['’]est\sexagéré\b
    | \b(?:très|plutôt|assez|vraiment)\sbien\s(?:accueilli|reçu|passé|suivi|aidé)e?s?\b           # très bien reçus
    | \b(?:tout|ça)\s(?:s['’]est|se)\s(?:très\s)?bien\spass                                       # tout s'est bien passé
    | \bheureusement\b
    """,
    _FLAGS,
)

DUTY = re.compile(
    r"""
    \bje\s(?:ne\s)?(?:crois|pense)\spas\b                                    # je ne crois pas qu'ils soient nombreux
    | \bmoi\s?,?\sje\s(?:crois|pense|trouve)\b                               # moi, je crois que celui qui veut…
    | \bon\sne\speut\spas\sdire\b
    | \bpersonne\sne\speut\sdire\b
    | \bcelui\squi\sveut\b
    | \bque\schacun\b
    | \bil\sfaut\s(?:simplement|aussi|qu['’]ils?|qu['’]elles?)\b               # il faut qu'ils viennent
    | \bil\ssuffit\b
    | \bc['’]est\s(?:à\seux|au\spublic|aux\sgens)\b                            # c'est au public de s'en saisir
    | \bc['’]est\svous\squi\sdites\b
    | \bpar\sdéfinition\b
    | \bon\sa\s(?:\w+\s)?(?:investi|communiqué|ouvert|informé|équipé)\b        # on a vraiment investi
    """,
    _FLAGS,
)
"""Turns of phrase that answer a complaint: an opinion set against it, a duty handed back, an effort already made."""

FIRST_PERSON = re.compile(r"\b(?:moi|je|j['’]|mon|ma|mes|nous|chez\snous)\b", re.IGNORECASE)
"""Somebody tells of their own experience, which is what most often answers a general statement."""


def _any_of(words: str) -> re.Pattern[str]:
    """One pattern for words; a star stands for any ending."""
    return re.compile(r"\b(?:" + "|".join(word.replace("*", r"\w*") for word in words.split()) + r")\b", re.IGNORECASE)


FAVOURABLE_WORDS = """
    bien mieux bon bons bonne bonnes facile* simple* pratique* rapide* prêt prêts prête* superbe* formidable* excellent*
    gratuit* accessible* confiance fier* fière* solution* marche marchent possible* content* heureu* parfait* obtenu* avance
    positi* investi* gentil* patient* couvre réuni* beau belle suffit aide aidé* remarquable* chance beaux
"""
UNFAVOURABLE_WORDS = """
    mal pire* difficile* compliqu* lent* long longs longue* impossible* fermé* honte* peur* gêne* gênant* cher chère* coût*
    perd* abandon* renonc* refus* manqu* attend* attente* bloqu* colère problème* galère* souffr* triste* catastroph* pleur*
    seul* rien personne jamais pas plus écart* échou* expos* faute sans
"""
FAVOURABLE = _any_of(FAVOURABLE_WORDS)
UNFAVOURABLE = _any_of(UNFAVOURABLE_WORDS)


def leaning(text: str) -> float:
    """How a text leans, from -1 (complaint, lack, denial) to 1 (praise, ease): words of each list, counted against each other."""
    good, bad = len(FAVOURABLE.findall(text)), len(UNFAVOURABLE.findall(text))
    return (good - bad) / (good + bad + 1)
