"""
How numbers that point at one person are written and announced in French: telephones, national and file numbers,
bank accounts, plates, door codes, names spelled letter by letter.

What is written has a form (one verbose pattern each, one alternative per line). What is said has none: there a cue
("mon numéro d'allocataire c'est le") tells where to begin, and `pipeline.anonymise.numbers` reads on from there.

Origin: Arcep numbering plan (telephones), Insee (NIR, SIRET), ISO 13616 (IBAN), SIV (number plates), usage of French
spoken interviews; written for this project, November 2026; licence: that of the project.
"""

from __future__ import annotations

import re
from typing import Final

FLAGS: Final = re.VERBOSE | re.IGNORECASE
GAP: Final = r"[ \u00a0\u202f]"

# Countries whose telephones people met here call, and are called from.
COUNTRY_CODES: Final = (
    "33", "32", "41", "49", "34", "39", "44", "31", "351", "352", "40", "48", "90", "380", "359", "381", "355",
    "212", "213", "216", "221", "223", "224", "225", "226", "227", "228", "229", "237", "242", "243", "261", "262",
    "269", "509", "590", "594", "596", "86", "84", "93", "94", "91", "92", "7",
)  # fmt: skip
_COUNTRY = "|".join(COUNTRY_CODES)

PHONE: Final = re.compile(
    rf"""
      (?<![\w+])\(?(?:\+|00){GAP}?(?:{_COUNTRY})\)?{GAP}?(?:\(0\){GAP}?)?\d(?:[ .\-\u00a0\u202f]?\d){{6,10}}(?!\d)
    | (?<!\d)0[1-9](?P<sep>[ .\-/\u00a0\u202f]{{0,2}})\d{{2}}(?:(?P=sep)\d{{2}}){{3}}(?!\d)   # 06 12 34 56 78, 06.12.34.56.78
    | (?<!\d)0[1-9]\d{{2}}(?:[ .\-]\d{{3}}){{2}}(?!\d)                             # 0612 345 678
    | (?<!\d)0[1-9](?:[ .\-]\d{{3}}){{2}}[ .\-]\d{{2}}(?!\d)                         # 06 123 456 78
    | (?<!\d)0[1-9]\d{{2}}(?:[ .\-]\d{{2}}){{3}}(?!\d)                             # 0612 34 56 78
    | (?<![\w,.])[Oo][1-9](?:[ .\-]?\d{{2}}){{4}}(?!\d)                             # O6 39…, a letter for the zero
    | (?<![\d,.])(?:33[ ]?)?[67](?:[ .]\d{{2}}){{4}}(?!\d)                           # 6 39 98 12 34, its zero left out
    | (?<=poste[ ])(?:n°[ ]?)?\d{{3,5}}(?!\d)                                      # poste 4412
    | (?<!\d)0[ .\-]?[1-9](?:[ .\-,]{{1,2}}\d){{8}}(?!\d)                            # 0 6 1 2 3 4 5 6 7 8
    | (?<!\d)0[1-9][ .\-]\d{{2}}[ .\-]\d{{2}}(?:[ .\-]\d{{2}})?[ .\-]?(?:x|\*|…|\.\.){{1,4}}  # 06 12 34 xx
    | (?<!\d)(?=[\d .\-(]{{6,20}}[?x*])0[1-9](?:[ .\-](?:\d{{2}}|\d[?x*]|[?x*]\d|\(\?\))){{3,6}}(?![\d?])              # 06-39-98-4?-11, a figure that nobody could read
    """,
    FLAGS,
)

PHONE_CUE: Final = re.compile(
    r"t[ée]l[ée]phone|t[ée]l\b|portable|num[ée]ro|fixe\b|joindre|appel(?:le|er|ez)|rappel|fax|whatsapp",
    FLAGS,
)
# "ça finit par 56 12", "les quatre derniers chiffres c'est": a few digits are enough.
PHONE_END_CUE: Final = re.compile(
    r"""
    (?: \b(?:fini[ts]?|finissait|termine|terminait|commence|commen[çc]ait)[ ](?:par|avec|en)
      | \b(?:derniers|premiers)[ ]chiffres(?:[ ]de[ ](?:son|mon)[ ](?:num[ée]ro|portable))?
      | \b(?:l['’](?:ancienn?e?|autre)|le[ ](?:mien|sien|nouveau)|la[ ](?:mienne|sienne|nouvelle))[ ]par
      | \b(?:la[ ]fin|le[ ]d[ée]but)[ ](?:de[ ]son[ ]num[ée]ro|du[ ]num[ée]ro)
    )
    (?:[ ,:]|c['’]est|est|le|les|euh)*\Z
    """,
    FLAGS,
)

_NIR_GAP = r"[ .\-/\u00a0\u202f]?"
NIR: Final = re.compile(
    rf"""
    (?<![\d,])[1-478]{_NIR_GAP}\d{{2}}{_NIR_GAP}(?:0[1-9]|1[0-2]|[2-9]\d){_NIR_GAP}(?:\d{{2}}|2[ab]){_NIR_GAP}\d{{3}}{_NIR_GAP}\d{{3}}
    (?:[ \-/]{{0,3}}(?:cl[ée][ ])?\d{{2}})?(?!\d)
    """,
    FLAGS,
)

_IBAN_COUNTRY = (
    "FR|BE|DE|ES|PT|IT|LU|CH|NL|GB|IE|LT|PL|RO|BG|AT|MC|MA|TN|DZ|TR|SE|DK|NO|FI|EE|LV|GR|HU|CZ|SK|SI|HR|CY|MT|AD|SM|UA"
)
IBAN: Final = re.compile(
    rf"\b(?:{_IBAN_COUNTRY}){GAP}?\d{{2}}(?:{GAP}?[A-Z0-9]{{4}}){{2,7}}(?:{GAP}?[A-Z0-9]{{1,3}})?\b", FLAGS
)
# Read out with a comma between its groups: "FR76, 3000 4012, puis 2204 517, clé 63".
IBAN_READ_OUT: Final = re.compile(
    r"\b(?-i:FR)[ ]?\d{2}(?:[ ,.\-]{1,2}(?:(?:et[ ])?puis[ ]|ensuite[ ]|et[ ])?(?=\w{0,4}\d)[A-Z0-9]{2,5}\b){3,8}(?:,?[ ](?:et[ ])?(?:la[ ])?cl[ée][ ]\d{2})?",
    FLAGS,
)
RIB: Final = re.compile(r"\b\d{5}[ ]?\d{5}[ ]?[A-Z0-9]{11}[ ]?\d{2}\b", FLAGS)
SIRET: Final = re.compile(rf"(?<!\d)\d{{3}}{GAP}?\d{{3}}{GAP}?\d{{3}}{GAP}?\d{{5}}(?!\d)")

PLATE: Final = re.compile(
    r"""
      \b[A-HJ-NP-TV-Z]{2}[ \-]?\d{3}[ \-]?[A-HJ-NP-TV-Z]{2}\b               # AB-123-CD, since 2009
    | \b[a-hj-np-tv-z]{2}-\d{3}-[a-hj-np-tv-z]{2}\b                        # ab-123-cd
    | \b\d{2,4}[ \-][A-HJ-NP-TV-Z]{2,3}[ \-](?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])\b   # 1234 XY 75, before
    """,
    re.VERBOSE,
)
# What a plate is said of; after it, letters and digits in any dress are read as one.
PLATE_CUE: Final = re.compile(
    r"""
    \b(?:plaques?(?:[ ]d['’]immatriculation)?|imm(?:at(?:riculation|ricul[ée]e?s?)?)?)\b
    (?:[ ,:=.]|c['’]est|[ée]tait|est|euh|la|le|de[ ]sa[ ]voiture|de[ ]la[ ]voiture|du[ ]scooter)*
    """,
    FLAGS,
)
_L = r"(?:(?:b[ée]|c[ée]|d[ée]|effe?|g[ée]|h?ache|ji|gi|ka|elle|emme|enne|p[ée]|qu|cu|erre|esse|t[ée]|v[ée]|double[ ]v[ée]|ixe|i[ ]grec|z[èe]de|[a-z])(?:[ ]comme[ ]\w+)?)"
PLATE_SAID: Final = re.compile(
    rf"""
      {_L}[ \-]?{_L}[ \-,]{{0,2}}(?P<middle>\d{{3}}|[^\W\d]+(?:[ \-][^\W\d]+){{0,4}}?)[ \-,]{{0,2}}{_L}[ \-]?{_L}(?![\w'’])   # a b cent vingt-trois c d
    | \d{{1,4}}[ \-,]{{0,2}}[a-z][ \-]?[a-z](?:[ \-]?[a-z])?[ \-,]{{0,2}}\d{{2,3}}\b                                       # 123 abc 59
    """,
    FLAGS,
)
# Without a cue: two single letters, a number, two single letters ("d k trois cent onze v r").
PLATE_ALONE: Final = re.compile(
    r"(?<![\w'’])[a-z](?:[ ]comme[ ]\w+)?[ \-][a-z](?:[ ]comme[ ]\w+)?[ \-,]{1,2}(?P<middle>\d{1,3}|[^\W\d_]+(?:[ \-][^\W\d_]+){0,4}?)[ \-,]{1,2}[a-z](?:[ ]comme[ ]\w+)?[ \-][a-z](?![\w'’])(?:[ ]comme[ ]\w+)?",
    re.IGNORECASE,
)
VEHICLE: Final = re.compile(
    r"v[ée]hicule|voiture|utilitaire|camion|camionnette|fourgon|fourgonnette|scooter|\bmoto\b|caravane|remorque|\bclio|twingo|kangoo|m[ée]gane|sc[ée]nic|renault|peugeot|citro[ëe]n|dacia|\bford\b|\bopel|volkswagen|plaque|immat|fourri[èe]re",
    re.IGNORECASE,
)

# Without capitals nor hyphens, taken where neither pair of letters is a word ("de 300 km").
PLATE_BARE: Final = re.compile(r"\b([a-hj-np-tv-z]{2})[ \-]?\d{3}[ \-]?([a-hj-np-tv-z]{2})\b", re.IGNORECASE)

# Written in one piece, a number that long counts nothing; a unit behind it says otherwise.
LONG_NUMBER: Final = re.compile(
    r"(?<![\w.,/\-])[A-Z]{0,3}\d{7,20}[A-Z]?(?![\d%€])(?![ \u00a0]?(?:€|euros?|francs?|habitants|personnes|voix|ans|ko|mo|km|m2|m²)\b)",
    re.IGNORECASE,
)
# Digits with letters between: the code of a door, of a file ("27B45", "12AB34567").
MIXED_CODE: Final = re.compile(
    r"""
      (?-i:\b[A-Z]{1,3}\d{1,3}[\-/ ]\d{2,5}(?:[\-/ ]\d{2,6}){1,4}\b)   # CX-68-2023-0412, IN5 0042 7719 003
    | \b[A-Z]{2,4}-\d{2,5}(?:-\d{2,6}){1,4}\b
    | (?<![\d\-])\d{2,3}-(?:19|20)\d{2}-\d{3,6}\b                   # 59-2021-04412
    | (?<![\d\-])(?:19|20)\d{2}-[A-Z]{1,3}-\d{3,6}\b                # 2019-P-0338
    | (?<![\d/])\d{2}/\d{4,6}(?:/[A-Z]+)?\b(?!/)                     # 22/00415
    | (?<![\d/])\d{3,6}/(?:19|20)\d{2}\b(?!/)                          # 00412/2019
    | (?<![\d.])\d{2}\.\d{4}\.\d{3,6}\b                               # 59.2021.04412
    | (?<![\d.,])\d{4}(?:[ ]\d{4}){2,3}(?![\d.,]?\d)                 # a bank card's
    | (?<![\d.,])\d{4}(?:[ ]\d{3}){2,}(?![\d.,]?\d)                # 9903 184 471: no quantity is grouped so
    | (?<![\d.,])0\d{2}(?:[ ]\d{3}){2,}(?![\d.,]?\d)                # 044 121 900 377: nor does one begin so
    | (?<![\d.,/\-])\d(?:[ ]\d){5,}(?![\d.,]?\d)                   # 7 3 0 4 4 8 1
    | \b\d{2,4}[A-DF-GJKNP-WYZ]\d{2,5}\b         # 27B45; not 12h30, 10x15, 12m50, 3e12
    | \b\d{2}[A-Z]{2}\d{5}\b                    # passport
    | (?<=\bparcelle[ ])[A-Z]{1,2}[ ]?\d{1,4}\b     # parcelle ZK 44
    | \b(?:[ée]toile|di[èe]se)[ ,]{1,2}\d{3,6}\b(?![ ]?(?:euros?|€|%|ans\b))   # étoile 3062
    | (?<![\d.,])\d{3,6}[ ]?(?:[ée]toile\b|di[èe]se\b|\#)                       # 3062 dièse
    """,
    FLAGS,
)

# What announces a number of somebody's file, card, door; the code itself is read from where this ends.
_OF = r"""
    (?:[ ](?:d['’]?|(?:de[ ]|[àa][ ])?(?:la|ma|sa|mon|son|notre|votre|leur|l['’])|de|du|des|le|les)?[ ]?
        (?:allocataire|alloc\.?|dossier|caf|s[ée]cu(?:rit[ée][ ]sociale)?|ss|mdph|msa|cpam|p[ôo]le[ ]emploi|france[ ]travail
        |adh[ée]rente?|clie?nte?|contrat|passeport|titre|s[ée]jour|[ée]tranger|carte|identit[ée]|vitale|matricule|inscription
        |usag[eè]re?|fiche|bordereau|facture|registre|prise[ ]en[ ]charge|sinistre|suivi|b[ée]n[ée]ficiaire|[ée]l[èe]ve|ordre
        |patiente?|demandeuse?|demandeur|logement|immeuble|porte|portail|portillon|entr[ée]e|hall|b[âa]timent|b[âa]t
        |compte|ofpra|cnda|unique|dalo|agdref|siao|police|[ée]crou|ch[èe]que|commande|assur[ée]e?|famille|aide[ ]sociale|ase
        |contentieux|fiscal|recours|abonnement|huissier|cr[ée]dit|plainte|sinistre|r[ée]sident|s[ée]j\.?|rpps|adeli|cheptel|main[ ]courante|demande|requ[êe]te
        |rsa|tribunal|proc[ée]dure|parquet|minute|r[ôo]le|bancaire|bleue|ameli|pointage|ipp|hospitalisation|locataire|bail|badge|cl[ée](?!,)))*
    (?:[ ]de[ ](?:(?:la|ma|mon|sa|son|leur|notre)[ ]|l['’])[^\W\d_]{3,})?
"""
ID_CUE: Final = re.compile(
    rf"""
    (?:
        (?:\bnum[ée]ro|\bn°|\bnº|\bn\.|\bno\b|\bnum\b|\bn\b(?=[ ]?[:=°]))(?!\w){_OF}
      | \b(?P<file>matricule|identifiant|r[ée]f[ée]rence|r[ée]f\.?|dossier|allocataire|alloc\.?|s[ée]cu|carte|passeport|r[ée]c[ée]piss[ée]
          |agdref|ipp|cote|bordereau|nir|siret|siren|ine|contrat|bail|compte|badge|iban|rib|plaque|[ée]crou|mot[ ]de[ ]passe|code[ ]pin
          |proc[èe]s[ -]verbal|pv|contentieux|parcelle|rpps|adeli|cheptel|recours|titre[ ](?:de[ ])?s[ée]j(?:our)?|main[ ]courante|requ[êe]te|fiscal
          |rg|parquet|nur|num[ée]ro[ ]unique|demande[ ]n°|caf|mdph|ofpra|cnda|dalo|siao|ofii|cpam|ameli|france[ ]travail|p[ôo]le[ ]emploi|curatelle|tutelle)\b\.?{_OF}
      | \b(?P<door>code|codes|cod[ée]e|cod[ée]|digicode|interphone|bippeur|vigik|chambre|casier|bo[îi]te[ ]aux[ ]lettres|(?:tape|taper|tapes|tapez|compose[zr]?)(?![ ](?:un|une|du|des)\b)
          |pour[ ](?:entrer|rentrer|monter|ouvrir)(?:,?[ ](?:vous|tu|on|faut|il[ ]faut)[ ](?:faites|fais|fait|faire))?)\b{_OF}
        (?:[ ](?:d['’]en[ ](?:bas|haut)|en[ ](?:bas|haut)|du[ ](?:bas|haut|parking|garage|local|sas|hall)|de[ ](?:dehors|la[ ](?:grille|r[ée]sidence|barri[èe]re|cour|cave)|l['’](?:immeuble|entr[ée]e|ascenseur|escalier))))?
    )
    (?P<said>(?:[ ]?(?:[:=,°.…]|c['’]est|c['’][ée]tait|(?:qui[ ])?(?:fini[ts]?|finissait|termine|commence)[ ]par|est|[ée]tait|euh|heu|le|la|n°|num[ée]ro|du|alors|je[ ]crois|attends|donc|ben|bah|voil[àa])(?!\w))*)[ ]?
    """,
    FLAGS,
)
# A code written with letters in it or apart from it.
CODE: Final = re.compile(
    r"(?:(?:[ée]toile|di[èe]se|cl[ée]),?[ ])?(?:[A-Z]{1,5}[\-/]?|(?-i:[A-Z]{1,5}[ .]))?\d[\dA-Z]*(?:(?:[ .\-/]{1,3}|[ .\-/]{1,2}(?-i:[A-Z]{1,4})[ .\-/]{1,2}|/[A-Z]{1,3}/)\d[\dA-Z]*)*(?:(?:[ \-]|[ ]?[/.])?(?:[A-Z]|(?-i:[A-Z]{2,3}))(?![\w'’]))?(?:,?[ ](?:puis[ ])?(?:la[ ]|une[ ])?lettre[ ][A-Z]\b)?(?:[ ](?:[ée]toile|di[èe]se))*",
    re.IGNORECASE,
)

CODE_LETTER: Final = re.compile(r"[ ,\-]{0,2}([a-z])(?![\w'’])(?:[ ]comme[ ]\w+)?", re.IGNORECASE)
CODE_SIGN: Final = re.compile(r"[ ](?:tiret|slash|barre|point|di[èe]se|[ée]toile)(?=[ ])", re.IGNORECASE)
# The key of a number, given after it: "et la clé c'est quarante et un".
KEY_AFTER: Final = re.compile(
    r"[ ,]{1,2}(?:et[ ]|puis[ ])?(?:(?:la[ ])?cl[ée]|(?P<rest>(?:la[ ](?:suite|fin)|le[ ]reste|apr[èe]s|ensuite)))(?:[ ](?:c['’]est|est)|[ ]?[:,])?(?:[ ]le)?(?=[ ])",
    re.IGNORECASE,
)
OPENING_KEY: Final = re.compile(r"(?:cl[ée]|[ée]toile|di[èe]se)[ ,]{1,2}", re.IGNORECASE)
HOME_NUMBER: Final = re.compile(r"(?:interphone|digicode|lettres|casier)\b", re.IGNORECASE)
# A count behind a cue is no code: "le dossier fait 12 345 pages", "code 12 euros".
UNIT_AFTER: Final = re.compile(
    r"[ \u00a0]?(?:€|%|euros?|francs?|centimes|habitants|personnes|fois|ans|jours|mois|semaines|heures?|h\b|minutes|pages|km|m[èe]tres|m²|m2|familles|dossiers|logements|enfants|places)",
    re.IGNORECASE,
)

_LETTER = r"(?:(?:deux|double|2)[ ])?[^\W\d_](?:[ ](?:accent[ ](?:aigu|grave|circonflexe)|tr[ée]ma|c[ée]dille|majuscule|minuscule|apostrophe|tiret|trait[ ]d['’]union))?"
# In running text, letter by letter: "B-E-N-A-L-I", "B E N A L I", "d e deux l a", "b comme bernard e comme émile".
SPELLED: Final = re.compile(
    rf"""
      (?<![\w'’.\-])[^\W\d_](?:[ ]?-[ ]?[^\W\d_]){{2,}}(?![\w\-])                  # B-E-N-A-L-I
    | (?<![\w'’])[a-z](?:,?[ ]comme[ ]\w+,?[ ][a-z]){{1,}}(?:[ ]comme[ ]\w+)?(?!\w)  # b comme bernard e comme
    | (?<![\w'’.])(?<!deux[ ]){_LETTER}(?:,?[ ]{_LETTER}){{3,}}(?![\w'’])             # b e n a l i, d e deux l a
    | (?<![\w'’.])[^\W\d_](?:\.[ ]?[^\W\d_]){{4,}}\.?(?!\w)                       # B.E.N.A.L.I
    """,
    FLAGS,
)
SPELLED_CUE: Final = re.compile(
    r"[ée]p[eè]l|s['’][ée]cri|[çc]a s['’][ée]crit|avec (?:un|une|deux) |lettre", re.IGNORECASE
)
