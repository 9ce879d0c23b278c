"""
What makes of a number somebody's age, in the many ways it is said: "43 ans", "j'vais sur mes soixante", "Léa (9)".

All patterns read *plain* text (`risk.plain`: lower case, no accents, straight apostrophes, same length), so that speech
without capitals and notes without accents are read the same. A number of years is as often a length of time as an age:
what stands before and after tells which.

Origin: usage of French interviews and field notes; patterns written for this project, November 2026; licence: that of the
project.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.numbers import SPOKEN_NUMBER

_FLAGS = re.VERBOSE
_NUM = rf"(?:\d{{1,3}}|{SPOKEN_NUMBER})"

PERSON: Final = r"""(?:dame|femme|fille|fillette|fils|garcon|gamine?|enfant|mere|pere|maman|papa|monsieur|homme|s(?:oe|œ)ur|frere|jeune|petite?
|bebe|ado|ainee?|cadette?|derniere?|grande?|mari|copain|copine|grand-mere|grand-pere|mamie|papi|tante|oncle|cousine?|neveu|niece
|voisine?|beau-pere|belle-mere|petit-fils|petite-fille|vieille|vieux|patiente?|residente?|gosse|mome|eleve|type|mec|nana|compagne
|compagnon|celibataire|veuve|jumeaux|jumelles|celui|celle|usagere?|beneficiaire|allocataire|etudiante?)"""

# A number of years; what stands before and after tells an age from a length of time.
YEARS: Final = re.compile(
    rf"\b(?:\d{{1,2}}(?:,[ ]?|[ ]et[ ]|[ ]ou[ ])){{0,3}}(?P<years>{_NUM})[ ](?P<unit>ans|piges|balais|berges)\b"
)
# "61 a.", "(donc 54 a)", "A. 27", "âge : 43": an age as field notes shorten it.
NOTED_YEARS: Final = re.compile(
    r"""
      (?:^|[(,;:/=][ ]?(?:(?:donc|soit|env\.?|env|dit|~)[ ])?)(?P<age>\d{1,3}[ ]?a(?:\.|[ ]passes)?(?:[ ]½)?)(?=[ ]?[,;:)/.]|$)
    | (?<=[,(][ ])(?P<age5>\d{1,2}[ ](?:sem\.|semaines|mois|jours)(?:[ ]½)?)(?=[ ]?[,;)])
    | (?<=\()(?P<age6>\d{1,2};\d{1,2})(?=\))                                      # (8;4): years and months
    | \b(?P<age7>\d{2}e[ ]annee)\b(?![ ]de[ ])
    | «[ ]?(?P<age8>[2-4][ ]fois[ ](?:20|30|vingt)(?:[ ]et[ ]\d{1,2})?)
    | (?:^|[,;:.)(][ ])(?P<age2>(?:a\.|age[ ]?:|agee?[ ]de|ages?[ ]:)[ ]?\d{1,3}\b)(?![ ]?(?:ans|/|h\b|[a-z]{3}|€))
    | (?<![\d/.,-])(?P<age3>\d{2})[ ,]{1,2}(?:dit-(?:il|elle)|avoue-t-(?:il|elle))
    | \b(?:dit|declare|avoue|annonce|pretend|papiers[ ]:)[ ](?:avoir[ ])?(?P<age4>\d{2})\b(?=[ ]?[,;.)]|$)
    """,
    _FLAGS | re.MULTILINE,
)
MONTHS: Final = re.compile(
    rf"\b(?:bebe|bb|petite?|fille|fils|nourrisson|enfant|gosse|jumeaux|il[ ]a|elle[ ]a)[ ](?:de[ ]|d'|qui[ ]a[ ]|a[ ])?(?P<age>(?:\d{{1,2}}|{SPOKEN_NUMBER})[ ](?:mois|semaines|jours))\b(?![ ](?:que|de|pour|apres))"
)
# Words for somebody's tens, which say as much: "ma mère est nonagénaire", "centenaire moins un".
TENS_OLD: Final = re.compile(
    r"\b(?:une?[ ]|la[ ]|le[ ])?(?:sexa|septua|octo|nona)genaires?\b|\bcentenaires?\b(?:[ ]moins[ ](?:une?|deux|trois))?"
)
FOUR_TWENTIES: Final = re.compile(
    r"\b(?:deux|trois|quatre|2|3|4)[ ]fois[ ](?:vingt|20|trente|30|quarante|40)[ ]ans\b|\b(?:le|mon|son)[ ]demi[- ]siecle\b"
)

AGE_BEFORE: Final = re.compile(
    rf"""
    (?:
        \b{PERSON}[ ,]{{1,2}}(?:(?:qui|il|elle)[ ]a[ ]|de[ ]|d'|a[ ])?
    | \b(?:j'ai|ai|as|a|avez|avais|avait|aviez|ont|aura|aurai|aurait|avoir|ayant|eu|fete|fetee?s?|fera|ferai|fais|fait|approche[ ]de|approche[ ]des|vers|agee?s?[ ]de|l'age[ ]de|mes|ses|tes|vos|leurs|des|bientot
        |tout[ ]juste|a[ ]peine|n'ai[ ]que|n'a[ ]que|n'avait[ ]que|n'avais[ ]que|moi|[0-9],|dit|dire|disait|jure|declare|avoue|avouait|donne|donnait|donnerait|donnais|annonce|affiche|affichait|marque|passe[ ]les)[ ]
        (?:tout[ ]juste|bientot|deja|presque|maintenant|euh|donc|genre|quoi|quand|peine|que|les|mes|ses|aujourd'hui|a[ ]l'epoque|hier|[ ]){{0,3}}[ ]?
    )$
    """,
    _FLAGS,
)
# What makes of years behind it a length of time or a sentence: "condamné à six ans", "pendant huit ans".
NO_AGE_BEFORE: Final = re.compile(
    r"""
    \b(?:(?:il[ ])?y[ ](?:a|avait|aura|en[ ]a)|ca[ ]a|cela[ ]a|qu'il[ ]y[ ]a|depuis|pendant|durant|d'ici|dans|(?:ca[ ]|cela[ ]|qui[ ])(?:fait|faisait)|tous[ ]les|au[ ]bout[ ]des?|plus[ ]de|moins[ ]de|autour[ ]des?|passe|attendre|attendu|mis|prend|pris
      |condamnee?s?[ ]a|limitee?s?[ ]a|prolongee?s?[ ]a|bail[ ]de|contrat[ ]de|pret[ ]sur)[ ,]{1,2}
    (?:(?:presque|plus[ ]de|bien|au[ ]moins|a[ ]peu[ ]pres|bientot|maintenant|deja|les|des|mes|ses|quasiment|environ|euh|quoi|mettons|disons|tout[ ]juste),?[ ])*$
    """,
    _FLAGS,
)
NO_AGE_AFTER: Final = re.compile(
    r"""
    [ ](?:apres|plus[ ]tard|avant|d'(?:ecart|experience|anciennete|attente|intervalle|affilee|etudes|usine|amitie)|que\b|qu'|pour\b|minimum|maximum|ou[ ]plus|et[ ]plus
        |de[ ](?:service|metier|mariage|boite|maison|retard|distance|experience|carriere|prison|travail|galere|vie|cotisation|pratique|loyer|anciennete|silence|procedure|combat|lutte|recul|difference|bail|formation|reclusion|taule|presence|dossier|demarches|retraite|chomage|militantisme|benevolat|ferme|plus|moins|suite))\b
    | [ ]ferme\b
    """,
    _FLAGS,
)
APPOSED_BEFORE: Final = re.compile(r"(?:^|[,(;:=.!?–-][ ]?)$")
STANDS_ALONE: Final = re.compile(r"(?:^|[(;:=.!?–][ ]?)$")
APPOSED_AFTER: Final = re.compile(r"[ ]?(?:[,;).]|$)")
# "veuve à vingt-six ans", "mariée à seize ans": when something came to somebody.
AT_AGE: Final = re.compile(r"(?:^|[^a-z])a[ ]$")

_TIMES = r"""(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|printemps|ete|automne|hiver|rentree
|noel|toussaint|paques|chandeleur|pentecote|ascension|assomption|epiphanie|saint[- ][a-z]+|prunes|cerises|fraises|vendanges|pommes|moissons|lilas|muguet|feuilles|mirabelles|marrons
|hier|demain|aujourd'hui|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|annee|mois|semaine|jour)"""
# What goes on with an age: "et demi", "bien tassés", "aux prunes", "depuis hier", "bientôt dix".
AGE_TAIL: Final = re.compile(
    rf"""
    (?: [ ]?½|[ ]1/2
      | [ ]et[ ](?:demie?\b|½|quart\b|(?:des|quelques)[ ][a-z]{{4,}}\b|quelques\b(?![ ][a-z])|{_NUM}[ ](?:mois|jours|semaines)\b|mois\b)
      | [ ](?:bien[ ]|tout[ ]|presque[ ])?(?:passe|revolu|sonne|tasse|frappe|accompli|compte|avance|entame)s?\b
      | [ ](?:tout[ ])?(?:ronds?|pile|juste)\b
      | ,?[ ](?:depuis|a[ ]la|a[ ]l'|aux?|en|cette|ce|le|l'|pour|cet|de[ ]ce)[ ]?(?:mois[ ]de[ ]|mois[ ]d'|fin[ ])?{_TIMES}\b(?:[ ](?:prochaine?|derniere?|qui[ ]vient))?
      | [ ](?:hier|demain|aujourd'hui|dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi)\b
      | ,?[ ](?:bientot|presque|et[ ]bientot|dans[ ]les)[ ]{_NUM}\b(?:[ ]ans\b)?
      | ,?[ ]dit-(?:il|elle)
      | [ ](?:dans[ ]|a[ ])?la[ ]semaine[ ](?:prochaine|derniere)
      | [ ]au[ ]compteur
      | [ ]moins[ ](?:une?|deux|trois|{_NUM}[ ](?:mois|jours|semaines))\b
    ){{1,2}}
    """,
    _FLAGS,
)
# An age without its unit: "Odette a quatre-vingt-onze,", "j'ai trente-neuf.". Nothing that is counted may follow.
BARE_YEARS: Final = re.compile(
    rf"""
    (?<!\by[ ])(?<!\ben[ ])(?<!\bon[ ])(?<!\bca[ ])\b(?:j'ai|j'avais|j'aurai|j'aurais|t'as|ai|a|as|avez|avait|avais|aviez|aura|fera|ferai|ferait)[ ]
    (?:(?:tout[ ]juste|bientot|deja|presque|maintenant|euh|donc|genre|quoi|eu|fait|passe|fete|dans|vers|a[ ]peine|aujourd'hui)[ ]){{0,2}}
    (?:(?:les|ses|mes|des|vos|tes|dans[ ]les)[ ])?
    (?P<age>{_NUM})\b
    """,
    _FLAGS,
)
# … and behind what leads to an age: "j'vais sur mes soixante-trois", "dans les quarante-sept", "elle fera ses quatre-vingts".
REACHED: Final = re.compile(
    rf"""
    \b(?:sur|vers|dans|jusqu'a|pour|avec|depuis|avant|approch(?:e|ait|er)[ ]de|passe|passer|passait|attaqu(?:e|ait|er|ais)|entam(?:e|ait|er)|frol(?:e|ait|er)|fet(?:e|ait|er|ee?s?)|fera|ferai|depasse|tape)[ ]
    (?P<age>(?:mes|ses|tes|vos|leurs)[ ](?P<own>{_NUM})|les[ ](?P<tens>{_NUM}))\b
    """,
    _FLAGS,
)
# What may follow an age without its unit: the end of a clause, or who acts next.
CLAUSE_ENDS: Final = re.compile(
    r"[ ]?(?:[,.](?![ ]?\d)|[;!?)…»\n]|$)|[ ](?:et[ ](?!demi)|mais|donc|alors|je|j'|il|elle|on|ils|elles|c'|ca|moi|maintenant|euh|hein|quoi|voila|bon|ben|a[ ]la|au|en|a[ ]peu|comme|elle)(?:\b|(?<='))"
)
# "Safia (9)", "Alain (51)": a number alone between brackets behind a name, read in the text as written.
BRACKETED: Final = re.compile(r"\b[A-ZÀ-Þ][\w.’'-]+ \((?P<age>\d{1,2})(?: ans)?\)")
# "Anaïs, vingt-deux,": a number between commas behind a name, in plain text.
BETWEEN_COMMAS: Final = re.compile(rf",[ ](?P<age>{_NUM})(?=[ ]?[,;.)])")
