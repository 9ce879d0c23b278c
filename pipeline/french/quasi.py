"""
What lets people who know each other recognise someone without a name: patterns of quasi-identifiers in French.

Origin: the kinds follow Béliard & Eideliman 2008 and the guidance of the UK Data Service on qualitative data
(single posts, family make-up, rare events, illness, justice); patterns written for this project, November 2026;
licence: that of the project.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.numbers import SPOKEN_NUMBER

_FLAGS = re.VERBOSE | re.IGNORECASE

# Reason in the words shown to the researcher -> pattern, one alternative per line.
QUASI: Final[dict[str, re.Pattern[str]]] = {
    "place unique": re.compile(
        r"""
          \b(?:le|la)[ ]seule?[ ](?!chose|fois|fa[çc]on|mani[èe]re|solution|raison|fait|truc|probl[èe]me|point|moment)[^\W\d_]+(?:-[^\W\d_]+)*
          (?:[ ](?:noire?|fran[çc]aise?|arabe|transgenre|dipl[ôo]m[ée]e?))?(?:[ ](?:du|de[ ]la|de|des|dans[ ]le|[àa][ ]la)[ ](?:village|commune|ville|quartier|coin|cit[ée]|d[ée]partement|canton|vall[ée]e|r[ée]gion|[îi]le|service|[ée]cole|immeuble|[ée]quipe))?
        | \b(?:la|le|une?)[ ](?:ancienne?|seule?|premi[èe]re?)[ ](?:maire|adjointe?|d[ée]put[ée]e?|sage-femme|m[ée]decin|pharmacien(?:ne)?|notaire|institut(?:rice|eur)|postier|facteur|factrice|cur[ée]|boulang[eè]re?)\b
        | \bil[ ]n['’]y[ ]a[ ]qu['’](?:une?|elle|lui|moi)[ ](?:[^\W\d_]+[ ]){0,3}(?:dans[ ](?:le|la)|au|[àa][ ]la|du)[ ](?:village|commune|quartier|ville)
        """,
        _FLAGS,
    ),
    "métier rare": re.compile(
        r"\b(?:sage-femme|garde[ -]champ[êe]tre|v[ée]t[ée]rinaire|notaire|huissi[eè]re?|luthier|luthi[eè]re|vitrailliste|ma[îi]tre[ -]verrier"
        r"|souffleur de verre|souffleuse de verre|berger|berg[èe]re|apicult(?:eur|rice)|marini[eè]re?|[ée]clusi[eè]re?|thanatopract(?:eur|rice)"
        r"|pasteure?|rabbin|imam|procureure?|sous-pr[ée]f[eè]te?|commissaire de police|taxidermiste|fossoyeur|m[ée]decin l[ée]giste"
        r"|championne? (?:de|du|d['’])\w+|secr[ée]taire de mairie|garde forestier)\b",
        re.IGNORECASE,
    ),
    "affaire de justice": re.compile(
        r"\b(?:condamn[ée]e?s?|incarc[ée]r[ée]e?s?|mise? en examen|garde [àa] vue|sursis|proc[èe]s|cour d['’]assises|bracelet [ée]lectronique"
        r"|sorti(?:e)? de prison|ans de prison|mois de prison|port[ée] plainte|tribunal pour enfants|expuls[ée]e?s?)\b",
        re.IGNORECASE,
    ),
    "maladie ou handicap": re.compile(
        r"\b(?:cancer|leuc[ée]mie|scl[ée]rose en plaques|mucoviscidose|schizophr[èe]n\w+|bipolaire|s[ée]ropositi\w+|vih|sida|[ée]pilep\w+"
        r"|parkinson|alzheimer|autis\w+|trisomi\w+|myopath\w+|drépanocytose|paraplégi\w+|t[ée]trapl[ée]gi\w+|greff[ée]e?|maladie (?:rare|orpheline|g[ée]n[ée]tique)"
        r"|tentative de suicide|amput[ée]e?)\b",
        re.IGNORECASE,
    ),
    "composition de la famille": re.compile(
        rf"""
          \b(?:j['’]ai|on[ ]a|a[ ]eu|avait|avec)[ ](?:mes[ ]|ses[ ])?(?:cinq|six|sept|huit|neuf|dix|onze|douze|[5-9]|1\d)[ ](?:enfants|gosses|gamins|filles|gar[çc]ons)\b
        | \b(?:tripl[ée]s|tripl[ée]es|quadrupl[ée]s|jumeaux|jumelles)\b
        | \b(?:veuve?|orpheline?)[ ](?:[àa]|depuis)[ ](?:\d+|{SPOKEN_NUMBER})[ ]ans\b
        """,
        _FLAGS,
    ),
    "événement connu": re.compile(
        r"\b(?:pass[ée]e? (?:[àa] la t[ée]l[ée]|au journal|dans le journal)|l['’]incendie (?:du|de|des)|l['’]accident (?:du|de|des)|la fermeture de l['’]usine"
        r"|fait divers|assassin[ée]e?s?|meurtre|noyade|s['’]est (?:pendue?|suicid[ée]e?|noy[ée]e?))\b",
        re.IGNORECASE,
    ),
    "petit lieu": re.compile(
        rf"\b(?:village|hameau|commune|bourg) de (?:moins de )?(?:\d{{2,4}}|{SPOKEN_NUMBER}) habitants\b|\bon est (?:\d{{2,3}}|{SPOKEN_NUMBER}) (?:au|dans le) village\b",
        re.IGNORECASE,
    ),
}
