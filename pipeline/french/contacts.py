"""
E-mail addresses, sites and names on networks, as written and as said ("karim tiret bas b arobase gmail point com").

Origin: RFC 5321 for the written form, the domains and networks in use in France, usage of French spoken interviews;
written for this project, November 2026; licence: that of the project.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.identifiers import FLAGS, GAP

_TOP_DOMAINS = r"(?:fr|com|org|net|eu|info|be|ch|re|bzh|gouv\.fr|asso\.fr|io|me|pro)"

EMAIL: Final = re.compile(
    rf"""
      [\w.+\-]+{GAP}?@{GAP}?[\w\-]+(?:\.[\w\-]+)+                             # prenom.nom@site.fr
    | [\w.+\-]+[ ]?(?:\(at\)|\[at\]|\(a\)|\(arobase\))[ ]?[\w\-]+(?:\.[\w\-]+)+  # nom(at)site.fr
    """,
    FLAGS,
)
URL: Final = re.compile(
    rf"""
      https?://\S+[\w/]                                                     # https://…
    | \bwww\.[\w\-]+(?:\.[\w\-]+)+(?:/\S*[\w/])?                             # www.site.fr/page
    | \b[a-z0-9\-]{{2,}}(?:\.[a-z0-9\-]+)*\.{_TOP_DOMAINS}\b(?:/\S*[\w/])?      # site.fr, site.asso.fr/page
    | \b(?:w[ ]?w[ ]?w[ ]point[ ])\w+(?:[ ](?:point|tiret|slash)[ ]\w+)+      # www point site point fr
    | \b(?!c['’]est\b)[\w\-]{{3,}}(?:[ ](?:tiret|point)[ ]\w+)*[ ]point[ ](?:fr|com|org|net)\b(?:[ ]slash[ ]\w+)*   # asso tiret tilleuls point org
    """,
    FLAGS,
)
HANDLE: Final = re.compile(
    r"""
      (?<![\w@.])@[ ]?[a-z_][\w.]{1,29}\b           # @karim_93
    | \b(?!p\d+_)[a-z]\w*_\w*\d\w*\b               # ily3s_69700
    """,
    FLAGS,
)

# A low line said aloud joins the two halves of a name on a network, wherever it stands.
SAID_LINE: Final = re.compile(
    r"(?<![\w'’])(?P<name>\w{3,}(?:[ ]point[ ]\w+)?)[ ](?:tiret[ ](?:du[ ])?(?:bas|six|huit|8|6)|under[ ]?score|anderscore|underscor)[ ](?=\w)",
    re.IGNORECASE,
)

# Where the said address turns; "chez" and "at" only before a known provider.
AT: Final = re.compile(
    r"""
      \b(?:ar+obas+e?|arobaz|a[ ]robase|at[ ]sign)\b
    | \b(?:at|chez|@)(?=[ ](?:gmail|hotmail|orange|free|yahoo|outlook|wanadoo|laposte|live|sfr|icloud|proton\w*|bbox|neuf|msn)[ .](?:point|dot|com|fr|net)\b)
    """,
    FLAGS,
)
PROVIDERS: Final = frozenset(
    "gmail hotmail orange free yahoo outlook wanadoo laposte live sfr icloud proton protonmail bbox neuf msn caramail "
    "aol numericable".split()
)
SAID_DOMAIN: Final = re.compile(
    r",?[ ]?\w+(?:[ ]comme[ ]\w+)?(?:(?:[ ](?:point|dot|tiret)[ ]|[.\-])\w+)*(?:[ ](?:point[ ])?(?:com|fr|net|org)\b)?",
    re.IGNORECASE,
)
# Signs inside a said address, and remarks on how it is written.
SIGN: Final = re.compile(
    r"(?:point|dot|tiret(?:[ ](?:du[ ])?(?:bas|six|huit|8|6))?|under[ ]?score|anderscore|underscor"
    r"|tout[ ](?:attach[ée]|coll[ée]|accroch[ée]|ensemble)|en[ ](?:minuscules?|majuscules?|un[ ](?:seul[ ])?mot)|sans[ ](?:espace|accent))",
    re.IGNORECASE,
)
# A network or a pseudonym, and the words that lead to its name.
NETWORK_CUE: Final = re.compile(
    r"""
    \b(?P<network>insta(?:gram)?|snap(?:chat)?|tik[ ]?tok|facebook|fb|messenger|twitter|telegram|discord|linkedin|youtube
       |pseudo(?:nyme)?|profil|identifiant|login)\b
    (?P<said>(?:[ ,]*(?:\?|c['’]est|c['’][ée]tait|est|:|=|sous|je[ ]suis|elle[ ]est|il[ ]est|le[ ]nom|(?:mon|son)[ ](?:nom|surnom|pseudo|compte)|pseudo|s['’]appelle|euh)(?!\w))*)[ ]?
    """,
    FLAGS,
)
# One word that can only be a name on a network: a low line, a digit or a full stop inside.
GLUED_HANDLE: Final = re.compile(r"(?=\w*[^\W\d_])\w+(?:\.\w+)+|(?=\w*[^\W\d_])\w*[\d_]\w*", re.IGNORECASE)
