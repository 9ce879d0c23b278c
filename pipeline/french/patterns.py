"""
How identifiers are written and said in French: addresses, telephones, numbers, dates, ages.

Each pattern is a verbose regex with one alternative per line, named after what it finds. Every one of them first
passes through a cheap test (`WORTH_A_LOOK`) so that a turn without digits or cue words costs nothing.

Origin: Arcep numbering plan (telephones), Insee (NIR), ISO 13616 (IBAN), SIV (number plates), usage of French
spoken interviews; written for this project, November 2026; licence: that of the project.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.numbers import NUMBER_WORD, SPOKEN_NUMBER
from pipeline.french.places import STREET_TYPES, WEAK_STREET_TYPES

_FLAGS = re.VERBOSE | re.IGNORECASE
_TOP_DOMAINS = r"(?:fr|com|org|net|eu|info|be|ch|re|bzh|gouv\.fr|asso\.fr|io|me|pro)"
MONTH: Final = r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)"
_GAP = r"[ \u00a0\u202f]"

EMAIL: Final = re.compile(
    rf"""
      [\w.+\-]+{_GAP}?@{_GAP}?[\w\-]+(?:\.[\w\-]+)+                        # prenom.nom@site.fr
    | \w+(?:[ ](?:point|tiret(?:[ ]du[ ](?:bas|six|8|6|huit))?|underscore)[ ]\w+)*
      [ ](?:arobase|arobas|at|@)[ ]
      \w+(?:(?:[ ](?:point|tiret)[ ]|\.|-)\w+)+                            # leila point benali arobase gmail point com
    | [\w.+\-]+[ ]?(?:\(at\)|\[at\]|\(a\)|arobase)[ ]?[\w\-]+(?:\.[\w\-]+)+  # nom(at)site.fr, nom arobase site.fr
    """,
    _FLAGS,
)

URL: Final = re.compile(
    rf"""
      https?://\S+[\w/]                                                     # https://…
    | \bwww\.[\w\-]+(?:\.[\w\-]+)+(?:/\S*[\w/])?                             # www.site.fr/page
    | \b[a-z0-9\-]{{2,}}(?:\.[a-z0-9\-]+)*\.{_TOP_DOMAINS}\b(?:/\S*[\w/])?      # site.fr, site.asso.fr/page
    | \bw[ ]?w[ ]?w[ ]point[ ]\w+(?:[ ](?:point|tiret|slash)[ ]\w+)+       # www point site point fr
    """,
    _FLAGS,
)

HANDLE: Final = re.compile(
    r"""
      (?<![\w@.])@[a-z_][\w.]{2,29}\b                                       # @karim_93
    | (?<=insta[ ])[a-z]\w*[_.\d]\w+\b                                      # sur insta karim_93
    | \barobase[ ]\w+(?:[ ](?:point|tiret|underscore)[ ]\w+|[_.\d]\w*)*     # arobase karim underscore 93
    """,
    _FLAGS,
)

PHONE: Final = re.compile(
    rf"""
      (?<![\w+])(?:\+|00){_GAP}?(?:33|32|41|212|213|216|221|223|225|351){_GAP}?(?:\(0\){_GAP}?)?\d(?:[ .\-\u00a0\u202f]?\d){{7,9}}(?!\d)
    | (?<!\d)0[1-9](?P<sep>[ .\-/\u00a0\u202f]?)\d{{2}}(?:(?P=sep)\d{{2}}){{3}}(?!\d)   # 06 12 34 56 78, 0612345678, 06.12.34.56.78
    | (?<!\d)0[1-9]\d{{2}}(?:[ .\-]\d{{3}}){{2}}(?!\d)                             # 0612 345 678
    | (?<!\d)0[ ]?[1-9](?:[ ]\d){{8}}(?!\d)                                      # 0 6 1 2 3 4 5 6 7 8
    | (?<!\d)0[1-9][ .\-]\d{{2}}[ .\-]\d{{2}}(?:[ .\-]\d{{2}})?[ .\-]?(?:x|\*|…|\.\.){{1,4}}  # 06 12 34 xx
    """,
    _FLAGS,
)

# A run of numbers said or written two by two; `pipeline.anonymise.rules` judges what it makes.
_SAID = rf"(?:{NUMBER_WORD}|\d{{1,2}})"
_BETWEEN = r"(?:[ ,.\-]|\u00a0|\u2026|\b(?:et|euh|heu|puis|alors|donc|non|pardon|attends|attendez|voil[àa]|fois|apr[èe]s|ensuite|oui|c'est|ah)\b){1,24}"
NUMBER_RUN: Final = re.compile(rf"\b(?:plus[ ])?{_SAID}(?:{_BETWEEN}{_SAID}){{2,}}\b", _FLAGS)
PHONE_CUE: Final = re.compile(
    r"t[ée]l[ée]phone|t[ée]l\b|portable|num[ée]ro|fixe\b|joindre|appel(?:le|er|ez)|rappel|fax|whatsapp",
    _FLAGS,
)

NIR: Final = re.compile(
    rf"""
    (?<!\d)[1-478]{_GAP}?\d{{2}}{_GAP}?(?:0[1-9]|1[0-2]|[2-9]\d){_GAP}?(?:\d{{2}}|2[ab]){_GAP}?\d{{3}}{_GAP}?\d{{3}}
    (?:[ \-/]{{0,3}}(?:cl[ée][ ])?\d{{2}})?(?!\d)
    """,
    _FLAGS,
)

IBAN: Final = re.compile(
    rf"\b[A-Z]{{2}}{_GAP}?\d{{2}}(?:{_GAP}?[A-Z0-9]{{4}}){{2,7}}(?:{_GAP}?[A-Z0-9]{{1,3}})?\b", re.VERBOSE
)

PLATE: Final = re.compile(
    r"""
      \b[A-HJ-NP-TV-Z]{2}[ \-]?\d{3}[ \-]?[A-HJ-NP-TV-Z]{2}\b               # AB-123-CD, since 2009
    | \b[a-hj-np-tv-z]{2}-\d{3}-[a-hj-np-tv-z]{2}\b                        # ab-123-cd
    | \b\d{2,4}[ \-][A-HJ-NP-TV-Z]{2,3}[ \-](?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])\b   # 1234 XY 75, before
    """,
    re.VERBOSE,
)

FILE_NUMBER: Final = re.compile(
    r"""
    \b(?:
        (?:num[ée]ro|n°|nº|n\.|no|num|code|matricule|identifiant|r[ée]f[ée]rence|r[ée]f\.?|dossier|allocataire|s[ée]cu
        |carte|passeport|r[ée]c[ée]piss[ée]|agdref|ipp|nir|siret|siren|ine|contrat|bail|compte|badge|digicode|interphone|iban|plaque|chambre)
        (?:[ ](?:d['’]?|de|du|des|le|la|mon|ma|son|sa|notre)?[ ]?(?:l['’])?(?:allocataire|dossier|caf|s[ée]cu(?:rit[ée][ ]sociale)?|mdph|msa|cpam|pôle[ ]emploi|france[ ]travail|adh[ée]rent
        |client|contrat|passeport|titre|s[ée]jour|[ée]tranger|carte|identit[ée]|vitale|matricule|inscription|usager|patient|demandeur|logement|immeuble|porte|portail|entr[ée]e|b[âa]timent|compte|ofpra|unique|dalo|agdref|siao|police))*
    )
    (?:[ ]?[:=]|,)?(?:[ ]?(?:c['’]est|est|euh|le|n°|num[ée]ro|du|:|alors|je[ ]crois|,))*[ ]?
    (?P<number>[A-Z]{0,3}[ \-]?\d[\dA-Z]*(?:[ .\-/]?\d[\dA-Z]*)*[A-Z]?)\b
    """,
    _FLAGS,
)

# In running text, letter by letter: "B-E-N-A-L-I", "B E N A L I", "b, e, n, a, l, i".
SPELLED: Final = re.compile(
    r"""
      (?<![\w'’.\-])[^\W\d_](?:[ ]?-[ ]?[^\W\d_]){2,}(?![\w\-])                  # B-E-N-A-L-I
    | (?<![\w'’.])[^\W\d_](?:,?[ ][^\W\d_]){3,}(?![\w'’])                    # b e n a l i
    | (?<![\w'’.])[^\W\d_](?:\.[ ]?[^\W\d_]){4,}\.?(?!\w)                       # B.E.N.A.L.I
    | (?<![\w'’])[a-z](?:,?[ ]comme[ ]\w+,?[ ][a-z]){1,}(?:[ ]comme[ ]\w+)?(?!\w)  # b comme bernard e comme
    """,
    _FLAGS,
)
SPELLED_CUE: Final = re.compile(
    r"[ée]p[eè]l|s['’][ée]cri|[çc]a s['’][ée]crit|avec (?:un|une|deux) |lettre", re.IGNORECASE
)

_STREET = "|".join(re.escape(kind) for kind in sorted(STREET_TYPES, key=len, reverse=True))
_WEAK_STREET = "|".join(re.escape(kind) for kind in sorted(WEAK_STREET_TYPES, key=len, reverse=True))
_HOUSE_NUMBER = rf"(?:\d{{1,4}}(?![\dh€%])|(?!une?[ ]){SPOKEN_NUMBER})(?:[ ]?(?:bis|ter|quater|[a-d](?![\w'’])))?(?:[ ]?[\-/,][ ]?\d{{1,4}})?"

# Where a street begins, with its number if it has one; `pipeline.anonymise.addresses` finds where its name ends.
STREET_START: Final = re.compile(
    rf"""
    \b(?P<number>{_HOUSE_NUMBER},?[ ](?:de[ ]la[ ]|du[ ]|de[ ]l['’]|,[ ]?)?)?
    (?P<type>(?P<strong>{_STREET})|(?P<weak>{_WEAK_STREET}))(?=[ ])(?P<name>[ ])
    """,
    _FLAGS,
)
STREET_ARTICLE: Final = re.compile(
    r"(?:de[ ]la|de[ ]l['’]|des|du|de|d['’]|la|le|les|l['’]|aux|au)[ ]?(?![\w]*['’])", _FLAGS
)
ADDRESS_TAIL: Final = re.compile(
    r"""
    (?:,?[ ](?:au[ ]|dans[ ]le[ ])?(?:
        (?:b[âa]timent|b[âa]t\.?|esc(?:alier|\.)?|porte|appartement|appart|appt\.?|apt\.?|hall|entr[ée]e|bloc|tour|logement|bo[îi]te)[ ](?:n°[ ]?)?(?:\d+\w?|[a-z])(?![\w'’])
      | (?:\d{1,2}(?:e|er|[èe]me)|rez-de-chauss[ée]e|rdc|premier|deuxi[èe]me|troisi[èe]me|quatri[èe]me|cinqui[èe]me)([ ][ée]tage)
    ))+
    """,
    _FLAGS,
)
BLOCK: Final = re.compile(
    r"""
      \b(?:appartement|appart|appt|apt)[ .]{1,2}(?:n°[ ]?)?\d+\w?\b                # appartement 12
    | \b(?:b[âa]timent|b[âa]t\.?|escalier|hall)[ ](?:n°[ ]?)?(?:\d{1,3}|[A-Z])\b(?!['’])  # bâtiment C
    """,
    re.VERBOSE,
)
POSTCODE_TOWN: Final = re.compile(
    r"(?<!\d)(?:0[1-9]|[1-8]\d|9[0-5]|97|98)[ ]?\d{3}(?=[ ,]{1,2}[^\W\d_])(?![ ](?:euros?|francs?|habitants|personnes|fois|km|signatures|ans))",
    re.IGNORECASE,
)

_DAY = rf"(?:\d{{1,2}}(?:er)?|1er|premier|{SPOKEN_NUMBER})"
_YEAR_SAID = r"(?:(?:19|20)\d{2}|(?:mille[ ]neuf[ ]cents?|deux[ ]mille)(?:[ \-]+(?:et[ \-]+)?NUM)*|(?:soixante|quatre[ \-]vingts?|cinquante|quarante|trente)(?:[ \-]+(?:et[ \-]+)?NUM)*|\d{2})".replace(
    "NUM", NUMBER_WORD
)
FULL_DATE: Final = re.compile(
    rf"""
      (?<![\d/.])(?:0?[1-9]|[12]\d|3[01])[/.\-](?:0?[1-9]|1[0-2])[/.\-](?P<y1>(?:19|20)?\d{{2}})(?![\d/])   # 12/03/1987
    | (?<!\d)(?P<y2>(?:19|20)\d{{2}})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)                    # 1987-03-12
    | \b{_DAY}[ ]{MONTH}[ ](?P<y3>{_YEAR_SAID})\b                                                    # 12 mars 1987
    """,
    _FLAGS,
)
BIRTH_DATE: Final = re.compile(
    rf"""
    \b(?:n[ée]e?s?|naissance|naiss?\.?|anniversaire|n[ée]\(e\))(?:[ ](?:c['’]est|est|:|euh|le))*[ ]?:?[ ]?
    (?P<date>
        {_DAY}[ ]{MONTH}(?:[ ](?P<y1>{_YEAR_SAID}))?                             # née le 12 mars
      | (?:0?[1-9]|[12]\d|3[01])[/.\-](?:0?[1-9]|1[0-2])(?:[/.\-](?P<y2>\d{{2,4}}))?  # né le 12/03
    )\b
    """,
    _FLAGS,
)
BIRTH_YEAR: Final = re.compile(rf"\bn[ée]e?s?[ ](?:en[ ](?:{MONTH}[ ])?)(?P<year>{_YEAR_SAID})\b", _FLAGS)

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

# A turn without any of these holds none of the identifiers above.
WORTH_A_LOOK: Final = re.compile(
    rf"\d|@|www|arobas|\bpoint\b|z[ée]ro|[^\W\d_][ \-.,]{{1,2}}[^\W\d_](?![^\W\d_])|[ ]comme[ ]|(?:{_STREET}|{_WEAK_STREET})[ ]|{MONTH}|\bans\b|insta\b|num[ée]ro|\bcode\b|\.(?:fr|com|org|net)\b",
    re.IGNORECASE,
)
