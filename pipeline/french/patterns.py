"""
How addresses and ages are written and said in French.

Each pattern is a verbose regex with one alternative per line, named after what it finds. Numbers, addresses of the
net and dates have files of their own (`identifiers`, `contacts`, `dates`).

Origin: usage of French postal addresses and of spoken interviews; written for this project, November 2026; licence:
that of the project.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.numbers import SPOKEN_NUMBER
from pipeline.french.places import STREET_TYPES, WEAK_STREET_TYPES

_FLAGS = re.VERBOSE | re.IGNORECASE

_STREET = "|".join(re.escape(kind) for kind in sorted(STREET_TYPES, key=len, reverse=True))
_WEAK_STREET = "|".join(re.escape(kind) for kind in sorted(WEAK_STREET_TYPES, key=len, reverse=True))
_HOUSE_NUMBER = rf"(?:\d{{1,4}}(?![\dh€%])|(?!une?[ ]){SPOKEN_NUMBER})(?:[ ]?(?:bis|ter|quater|[a-d](?![\w'’])))?(?:[ ]?[\-/,][ ]?\d{{1,4}})?"

# Where a street begins, with its number if it has one; `pipeline.anonymise.addresses` finds where its name ends.
STREET_START: Final = re.compile(
    rf"""
    \b(?P<number>{_HOUSE_NUMBER},?[ ](?:de[ ]la[ ]|du[ ]|de[ ]l['’]|,[ ]?)?)?
    (?P<type>(?P<strong>{_STREET}|(?<=\d[ ])r\.|(?<=bis[ ])r\.)|(?P<weak>{_WEAK_STREET}))(?=[ ])(?P<name>[ ])
    """,
    _FLAGS,
)
STREET_ARTICLE: Final = re.compile(
    r"(?:(?:de[ ]la|des|du|de|la|le|les|aux|au)[ ]|(?:de[ ]l|d|l)['’][ ]?)(?![^\W\d_]['’])", _FLAGS
)
_UNIT = (
    r"(?:b[âa]timent|b[âa]t\.?|esc(?:alier|\.)?|porte|appartement|appart|appt\.?|apt\.?|hall|entr[ée]e|bloc|tour"
    r"|logement|bo[îi]te|chambre|lot|villa|immeuble|cage)"
)
_UNIT_NUMBER = rf"(?:n°[ ]?|num[ée]ro[ ])?(?:\d+[ ]?[a-z]?(?![\w'’])|[a-z](?![\w'’])|{SPOKEN_NUMBER}\b)"
ADDRESS_TAIL: Final = re.compile(
    rf"""
    (?:,?[ ](?:au[ ]|dans[ ]le[ ]|puis[ ]|et[ ])?(?:
        {_UNIT}[ ]{_UNIT_NUMBER}
      | (?:\d{{1,2}}(?:e|er|[èe]me)|rez-de-chauss[ée]e|rdc|premier|deuxi[èe]me|troisi[èe]me|quatri[èe]me|cinqui[èe]me)([ ][ée]tage)
      | (?:bp|cs|c[ée]dex)[ ]?\d+
      | (?:au[ ]|n°[ ]?|num[ée]ro[ ]|emplacement[ ]|lot[ ])(?:\d{{1,4}}(?![\dh€%])|(?!une?\b){SPOKEN_NUMBER})(?:[ ](?:bis|ter))?
    ))+
    """,
    _FLAGS,
)
BLOCK: Final = re.compile(
    rf"""
      \b(?i:(?:appartement|appart|appt|apt)[ .]{{1,2}}(?:n°[ ]?|num[ée]ro[ ])?(?:\d+[ ]?[a-z]?(?![\w'’])|(?!une?\b){SPOKEN_NUMBER}\b))    # appartement 12
    | \b(?i:b[âa]timent|b[âa]t\.?|escalier|esc\.?|hall|cage|bloc)[ ](?i:n°[ ]?|num[ée]ro[ ])?(?:\d{{1,3}}(?!\d|[ ]?(?:€|%|euros|ans|familles|logements))|[A-Z]|[b-xz])(?![\w'’])   # bâtiment C
    | \b(?i:porte|entr[ée]e|logement|chambre|studio|emplacement|empl\.?|box|mobil[ \-]home)[ ](?i:n°[ ]?|num[ée]ro[ ])?\d{{1,4}}[A-Za-z]?(?![\w.,'’]*\d|[ ]?(?:€|%|euros|ans|personnes|places|m²|m2|mois|h\b))   # porte 12
    | \b(?:(?:\d{{1,4}}(?i:[ ]bis|[ ]ter)?,?[ ](?i:de[ ]la[ ])?(?i:grand(?:e|['’])?[ \-]?rue))|(?:Grande?['’]?[ \-]?Rue))\b              # 12 Grande Rue
    | \b(?:BP|CS)[ ]?\d{{1,5}}\b                                                                       # BP 12
    """,
    re.VERBOSE,
)
POSTCODE_TOWN: Final = re.compile(
    r"(?<!\d)(?:0[1-9]|[1-8]\d|9[0-5]|97|98)[ ]?\d{3}(?=[ ,]{1,2}[^\W\d_])(?![ ](?:euros?|francs?|habitants|personnes|fois|km|signatures|ans))",
    re.IGNORECASE,
)

# "zéro deux cent trente c'est le code postal", "le code postal c'est 59 120".
POSTCODE_SAID: Final = re.compile(
    rf"""
      \b(?P<code1>\d{{2}}[ ]?\d{{3}}|{SPOKEN_NUMBER})(?=,?[ ](?:c['’]est|pour)[ ]le[ ]code[ ]postal)
    | \bcode[ ]postal(?:[ ]?:|[ ,](?:c['’]est|est|c['’][ée]tait|le|du|euh|donc))*[ ](?P<code2>\d{{2}}[ ]?\d{{3}}|{SPOKEN_NUMBER})(?!\w)
    """,
    _FLAGS,
)

# "depuis la retraite, huit ans": after a comma alone, a small number of years is how long, not how old.
_NO_DURATION = (
    r"(?![ ](?:[1-9]|1[0-4]|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze)[ ]ans)"
)
AGE: Final = re.compile(
    rf"""
      \b(?:ai|as|(?<!y[ ])a|ont|avait|avais|aura|avoir|aurai|[âa]g[ée]e?s?[ ]de|à|f[êe]t[ée]e?|,{_NO_DURATION})[ ](?P<age>(?:\d{{1,3}}|{SPOKEN_NUMBER})[ ]ans)(?:[ ](?:et[ ]demi|pass[ée]s))?\b
    | (?P<age2>\b\d{{1,2}}[ ]ans)(?=[ ]?[,;).]|$)                                    # "Fatou, 34 ans,"
    """,
    _FLAGS,
)
