"""
Dates as French people write and say them: full dates, dates and years of birth, and those of everyone's calendar.

Origin: French usage; national dates from vie-publique.fr and the Journal officiel; written for this project, November
2026; licence: that of the project.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.identifiers import FLAGS
from pipeline.french.lists import phrases_of
from pipeline.french.numbers import NUMBER_WORD, SPOKEN_NUMBER

MONTH: Final = (
    r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
    r"|janv\.?|f[ée]vr?\.?|avr\.?|juil\.?|sept\.?|oct\.?|nov\.?|d[ée]c\.?)"
)
_DAY = rf"(?:\d{{1,2}}(?:er)?|1er|premier|{SPOKEN_NUMBER})"
_WEEKDAY = r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)"
# A day may come after its weekday, another day ("du deux au trois janvier") or the one just taken back.
_LEAD = rf"""(?:(?:\b{_WEEKDAY}|\b{_DAY}[ ]au|\b{_DAY},?(?:[ ](?:euh|non|pardon|enfin|plut[ôo]t|ou|et),?){{1,4}}(?:[ ]le)?)[ ])?"""
_NO_UNIT = r"(?![ \u00a0]?(?:heures?|h\b|h\d|minutes|min\b|ans\b|personnes|euros?|€|jours|mois|semaines|fois|gens|enfants|places|logements|familles|participants|%))"
_MORE = rf"(?:[ \-]{{1,3}}(?:et[ \-]{{1,3}})?{NUMBER_WORD}){{0,14}}"
YEAR_SAID: Final = rf"""(?:
    (?:19|20)\d{{2}}
  | (?:mille[ ]neuf[ \-]cents?|dix[ \-]neuf[ \-]cents?|deux[ \-]mille){_MORE}
  | (?:quatre[ \-]vingts?|soixante|cinquante|quarante|trente|septante|huitante|nonante|vingt){_MORE}
  | ['’]?\d{{2}}(?!\d|[.,]\d){_NO_UNIT}
)"""

FULL_DATE: Final = re.compile(
    rf"""
      (?<![\d/.])(?:0?[1-9]|[12]\d|3[01])[/.\-](?:0?[1-9]|1[0-2])[/.\-](?P<y1>(?:19|20)?\d{{2}})(?![\d/])   # 12/03/1987
    | (?<!\d)(?P<y2>(?:19|20)\d{{2}})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)                    # 1987-03-12
    | (?<![\d/.])(?:0?[1-9]|[12]\d|3[01])[/.\- ](?-i:I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}})[/.\- ](?P<y4>(?:19|20)?\d{{2}})(?!\d)          # 23.VII.2011
    | {_LEAD}\b(?P<day>{_DAY})[ ](?P<month>{MONTH})(?:[ ]|,[ ]|,?[ ]en[ ]|,?[ ]de[ ]l['’]ann[ée]e[ ])(?P<y3>{YEAR_SAID})(?!\w){_NO_UNIT}      # 12 mars 1987
    """,
    FLAGS,
)
_BORN = r"""
    \b(?:n[ée]e?s?|n[ée]\(e\)|naissance|naiss?\.?|anniversaire|annif|anniv|ddn|d\.d\.n\.|n[ée]\.e)
    (?:[ ](?:c['’]est|est|:|euh|le|un|la|en|vers|du|aussi|moi|ici|là)|[ ]?:|,)*[ ]?
"""
# What leads to a date of birth dictated in any way; `pipeline.anonymise.rules` reads the numbers on from there.
BORN: Final = re.compile(_BORN, FLAGS)
BIRTH_DATE: Final = re.compile(
    rf"""
    {_BORN}(?P<date>
        {_DAY}[ ]{MONTH}(?:[ ](?P<y1>{YEAR_SAID}))?                              # née le 12 mars
      | (?:0?[1-9]|[12]\d|3[01])[ ]?[/.\- ][ ]?(?:0?[1-9]|1[0-2])(?:[ ]?[/.\- ][ ]?(?P<y2>\d{{2,4}}))?  # né le 12/03, 03 03 1979
      | (?:{SPOKEN_NUMBER}|premier|1er|\d{{1,2}})[ ]du[ ](?:{SPOKEN_NUMBER}|\d{{1,2}})(?:[ ]\d{{2,4}})?        # le trois du trois soixante-dix-neuf
      | (?:z[ée]ro[ ])?{NUMBER_WORD}(?:[ \-]{NUMBER_WORD}){{2,9}}                            # zéro trois zéro trois soixante-dix-neuf
    )(?!\w){_NO_UNIT}
    """,
    FLAGS,
)
BIRTH_YEAR: Final = re.compile(
    rf"""
      \bn[ée]e?s?(?:[ ][^\W\d_]+){{0,2}}?[ ](?:en|vers|fin|d[ée]but|mi|courant|au[ ]mois[ ]de|l['’]ann[ée]e|en[ ]l['’]an)[ ](?:l['’]ann[ée]e[ ])?(?P<year>(?:{MONTH}[ ])?(?P<only>{YEAR_SAID}))(?!\w){_NO_UNIT}   # née ici en mars 79
    | \b(?:je[ ]suis|j['’][ée]tais|tu[ ]es|(?:elle|il|on)[ ](?:est|[ée]tait))[ ](?:aussi[ ])?(?:de|d['’]|du[ ]mois[ ]de)[ ]?(?P<year2>(?:{MONTH}[ ])?(?P<only2>{YEAR_SAID}))(?!\w){_NO_UNIT}  # je suis de 79
    | \b(?:(?:ann[ée]e|date|mois)[ ]de[ ]naissance|naissance|n[ée]e?|n[ée]\(e\)|classe)(?:[ ]?:|[ ]c['’]est|[ ]est)?[ ](?P<year3>(?:{MONTH}[ ]|(?:0?[1-9]|1[0-2])/)?(?P<only3>{YEAR_SAID}))(?!\w){_NO_UNIT}
    """,
    FLAGS,
)
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2]|(?:z[ée]ro[ ])?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)|dix|onze|douze)"
# Day, month and year said one after the other: their shape alone tells.
SAID_DATE: Final = re.compile(
    rf"""
      (?:{_WEEKDAY}[ ])?(?<!\w)(?:{SPOKEN_NUMBER}|premier|1er|\d{{1,2}})[ ]du[ ]{_MONTH_NUMBER}[ ](?:(?:19|20)\d{{2}}|\d{{2}}|(?:mille[ ]neuf[ \-]cent|deux[ \-]mille|quatre[ \-]vingt|soixante|cinquante|quarante|trente){_MORE})(?![\w]|[ ]\d)
    | (?<=\ble[ ])(?:0?[1-9]|[12]\d|3[01])[ ](?:0?[1-9]|1[0-2])[ ](?:(?:19|20)\d{{2}}|[3-9]\d)(?![\w€%]|[ .,]\d){_NO_UNIT}        # le 5 5 75
    | (?:19|20)\d{{2}},[ ](?:le[ ])?{_DAY}[ ]{MONTH}(?!\w|[ ](?:19|20)\d)                                  # 2009, le 4 mai
    """,
    FLAGS,
)
# Three numbers that are a day, a month and a year where one of these stands near.
DATED_NEAR: Final = re.compile(
    r"naissance|anniv|\bn[ée]e?s?\b|[ée]tat[ ]civil|papiers|facile[ ][àa][ ]retenir|m[êe]me[ ](?:mois|ann[ée]e|jour)|bapt[êe]m|jum(?:eau|elle)",
    FLAGS,
)
# "2 enfants (2014 et 2018)", "le quinze, même mois": what is left of a date when the rest is understood.
PARTIAL_DATE: Final = re.compile(
    rf"""
      \b(?:enfants?|filles?|fils|gar[çc]ons?|jum(?:eaux|elles)|b[ée]b[ée]s?)[ ]?\([ ]?(?P<years>(?:19|20)\d{{2}}(?:(?:[ ]?[,/;+&][ ]?|[ ]et[ ]|,[ ]et[ ])(?:19|20)\d{{2}})*)[ ]?\)
    | \b(?:le|du)[ ](?P<day>{_DAY}),?[ ](?:du[ ]|le[ ])?m[êe]me[ ](?:mois|ann[ée]e)
    """,
    FLAGS,
)
# A day of someone's life, with its month and no year, before or after what happened.
_LIFE = r"""(?:mort[es]?|d[ée]c[èe]s|d[ée]c[ée]d[ée]e?s?|enterr[ée]e?|enterrement|obs[èe]ques|accident|jugement|jug[ée]e?s?|audience|proc[èe]s|condamn[ée]e?
    |incarc[ée]r[ée]e?|lib[ée]r[ée]e?|mari[ée]e?s?|mariage|divorc[ée]e?s?|divorce|expuls[ée]e?s?|expulsion|op[ée]r[ée]e?|op[ée]ration|hospitalis[ée]e?s?
    |agress[ée]e?|agression|viol|garde[ ][àa][ ]vue|convoqu[ée]e?s?|suicid[ée]e?|suicide|tu[ée]e?s?|disparu[es]?|accouch[ée]e?|bapt[êe]me
    |n[ée]e?s?|naissance|anniversaire|licenci[ée]e?s?|licenciement|incendie|arriv[ée]e?s?|entr[ée]e?s?|sorti[es]*|plac[ée]e?s?|d[ée]barqu[ée]e?s?|sign[ée]e?
    |partie?s?|sort\.|aud\.|hosp\.|hospi\b|jugt|dcd|op\b|o\.p\.|exp\.|conv\.|embauch[ée]e?s?|dipl[ôo]m[ée]e?s?|titularis[ée]e?s?|naturalis[ée]e?s?|r[ée]gularis[ée]e?s?|s[ée]par[ée]e?s?|diagnostic|infarctus|avc|mainlev[ée]e|main[ ]lev[ée]e|[ée]pous[ée]e?)"""
_FEAST = r"(?:no[ëe]l|p[âa]ques|(?:la[ ])?toussaint|(?:la[ ])?pentec[ôo]te|(?:l['’])?a[ïi]d)"
# A feast with its year is a day like another: "la Saint-Michel soixante-deux", "le lundi de Pâques 2008".
FEAST_DATE: Final = re.compile(
    rf"""
      (?:\b(?:{_WEEKDAY}|jour|veille|lendemain|nuit|soir)[ ]de[ ](?:la[ ]|l['’])?)?\b(?:no[ëe]l|p[âa]ques|toussaint|pentec[ôo]te|ascension|assomption|chandeleur|[ée]piphanie|saint[- ](?:michel|jean|martin|sylvestre|valentin|nicolas|joseph))[ ](?:de[ ])?{YEAR_SAID}(?!\w){_NO_UNIT}
    | (?<=\bla[ ]nuit[ ]du[ ]){_DAY}[ ]au[ ]{_DAY}[ ]{MONTH}(?!\w)                         # la nuit du quatre au cinq décembre
    | (?<=\ben[ ]){MONTH}[ ]{YEAR_SAID},[ ]le[ ]{_DAY}(?!\w|[ ]{MONTH}){_NO_UNIT}         # en août 44, le 26
    """,
    FLAGS,
)
EVENT_DATE: Final = re.compile(
    rf"""
      \b{_LIFE}\b(?:[ ,]+[^\W\d_]+['’]?){{0,6}}?[ ,]+(?:le|du|un)[ ](?:\d{{1,2}}[ ]au[ ])?(?:(?:lun|mar|mercre|jeu|vendre|same)di[ ]|dimanche[ ])?(?P<date>{_DAY}[ ]{MONTH}(?:[ ](?:dernier|pass[ée]|prochain)(?!\w))?)(?!\w)
    | \b{_LIFE}\b[^\n.;]{{0,25}}?[ ,:]+(?P<date6>{_FEAST}[ ](?:19|20)\d{{2}})(?!\d)                                  # décès de l'époux : Noël 2015
    | \b{_LIFE}\b(?:[ ,]+[^\W\d_]+['’]?){{0,5}}?[ ,]+(?:en|fin|d[ée]but|depuis)[ ](?P<date5>{MONTH}[ ]{YEAR_SAID})(?!\w){_NO_UNIT}      # mort en juin 2019
    | \b(?:{_LIFE}|ans)[ ](?:le[ ]|du[ ]|:[ ])?(?P<date3>(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])(?![\d/]))   # audience 12/06
    | \bans[ ]le[ ](?P<date4>{_DAY}[ ]{MONTH}(?:[ ](?:dernier|pass[ée]|prochain)(?!\w))?)(?!\w)                                                      # 18 ans le 4 mars
    | \b(?:le|du)[ ](?P<date2>{_DAY}[ ]{MONTH})(?!\w)(?:,?[ ][^\W\d_]+['’]?){{0,4}}?[ ]?\b{_LIFE}\b
    """,
    FLAGS,
)
# "la loi du 11 février 2005": the date is the law's name.
LAW_BEFORE: Final = re.compile(
    r"\b(?:lois?|d[ée]crets?|arr[êe]t[ée]s?|circulaires?|ordonnances?|accords?|conventions?|directives?|charte|d[ée]claration|r[ée]forme)(?:[ ][\w\-]+){0,3}?[ ]du[ ]\Z",
    re.IGNORECASE,
)
# Dates everyone lived through, day month year in digits.
NATIONAL_DATES: Final = frozenset(
    phrases_of(
        """
        14 7 1789; 11 11 1918; 6 6 1944; 8 5 1945; 1 11 1954; 17 10 1961; 5 7 1962; 10 5 1981; 9 11 1989; 12 7 1998;
        11 9 2001; 21 4 2002; 29 5 2005; 27 10 2005; 6 5 2007; 6 5 2012; 7 1 2015; 9 1 2015; 11 1 2015; 13 11 2015;
        14 7 2016; 7 5 2017; 15 7 2018; 17 11 2018; 15 4 2019; 16 3 2020; 17 3 2020; 11 5 2020; 16 10 2020; 30 10 2020;
        24 2 2022; 24 4 2022; 27 6 2023; 7 10 2023; 9 6 2024; 7 7 2024
        """
    )
)
