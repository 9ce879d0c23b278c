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
