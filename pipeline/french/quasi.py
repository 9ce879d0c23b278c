"""
What lets people who know each other recognise someone without a name: constructions of French that say so.

Lists of trades, illnesses and origins are in `trades.py` and `conditions.py`, facts of a life in `details.py`; here are
the turns of phrase around them: being the only one, holding an office, where (ages are in `ages.py`). All patterns read *plain* text (`risk.plain`: lower case, no accents, straight apostrophes, same length), so that speech
without capitals and notes without accents are read the same.

Origin: the kinds follow Béliard & Eideliman 2008 and the guidance of the UK Data Service on qualitative data
(single posts, family make-up, rare events, illness, justice); patterns written for this project, November 2026;
licence: that of the project.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.numbers import SPOKEN_NUMBER

_FLAGS = re.VERBOSE

# Reasons, in the words shown to the researcher.
UNIQUE: Final = "place unique"
TRADE: Final = "métier rare"
OFFICE: Final = "fonction exercée"
JUSTICE: Final = "affaire de justice"
ILLNESS: Final = "maladie ou handicap"
FAMILY: Final = "composition de la famille"
EVENT: Final = "événement connu"
SMALL_PLACE: Final = "petit lieu"
ORIGIN: Final = "origine rare"
BODY: Final = "particularité physique"
DAY: Final = "date précise"
LIFE: Final = "histoire singulière"
HONOUR: Final = "distinction"
AGE: Final = "âge exact"
SUSPECT: Final = "nom ou numéro possible"

NUM: Final = rf"(?:\d{{1,4}}|{SPOKEN_NUMBER})"
AREA: Final = r"""(?:village|bourg|bourgade|hameau|commune|ville|quartier|coin|cite|departement|canton|vallee|region|ile|service|ecole|immeuble
|equipe|rue|classe|college|lycee|residence|tour|escalier|palier|foyer|centre|atelier|usine|boite|entreprise|club|paroisse|secteur
|territoire|pays|plateau|lotissement|bled|patelin|campagne|montagne|groupe|promo|promotion|agglo|intercommunalite|communaute\ de\ communes
|cooperative|marche|port|etablissement|ehpad|hopital|caserne|prison|camp|bourgade|metropole|bassin|zone|ferme|bar|association|famille)"""
IN_AREA: Final = re.compile(
    rf"""
    [ ,]{{1,2}}(?:(?:du|de[ ]la|de[ ]l'|des|de|d'|dans[ ](?:le|la|l'|tout[ ]le|toute[ ]la|mon|ma|notre)[ ]?|au|a[ ]la|a[ ]l'|sur[ ](?:le|la|tout[ ]le|toute[ ]la)|par|pour)[ ]?
        (?:notre[ ]|ce[ ]|cette[ ]|mon[ ]|ma[ ]|petite?[ ]|tout[ ]le[ ]|toute[ ]la[ ]|le[ ]|la[ ]|leur[ ]|son[ ]|sa[ ])*{AREA}s?\b
      | ici\b|du[ ]coin\b|la[- ]bas\b|de[ ]chez[ ]nous\b|a[ ]des[ ]kilometres\b|a[ ](?:\d+|{NUM})[ ]kilometres\b)
    """,
    _FLAGS,
)

# "la seule …": everything but what everyone is the only one of, every day.
_EVERYDAY = r"""(?:chose|choses|fois|facon|manieres?|solutions?|raisons?|faits?|truc|trucs|problemes?|points?|moments?|moyens?|but|possibilite|option|endroit|jour|question
|reponse|difficulte|different|difference|interet|avantage|inconvenient|souci|hic|bemol|critere|objectif|aide|bonne|mauvais|vrai|vraie|idee|envie|angoisse|facteur
|personne|personnes|gens|interlocuteur|qui|que|qu|quoi|dont|ou|en|dans|sur|au|aux|avec|chez|pour|par|du|de|des|d|et|mais|est|c|ca|il|elle|on|je|j|tu|nous|vous|parce|depuis|pendant|face|devant|souvenir
|image|mot|coup|regret|espoir|repere|lien|contact|activite|sortie|loisir|plaisir|soutien|revenu|ressource|alternative|issue|certitude|verite|limite|exception|condition|regle|exemple|detail|bruit
|instant|minute|seconde|semaine|mois|annee|euro|centime|piece|table|ligne|page|phrase|doc|papier|etc|l|document|dossier|numero|mail|site|logiciel|photo|telephone|voix|main|bloc|element|aspect|domaine
|cas|type|sens|cote|niveau|terme|titre|geste|effort|choix|avis|conseil|regard|remede|argument|temps|fil|lieu|guichet|rendez|entretien|creneau|avenir|passe|couleur|matiere|note|metier|boulot|travail|emploi)"""
UNIQUE_ONE: Final = re.compile(
    rf"""
      (?<!\bun[ ])(?<!\bune[ ])(?<!\btoute[ ])(?<!\btout[ ])\b(?:(?:le|la|l'|les|mon|ma|d'|comme|du)[ ]?)?(?:seuls?|seules?|uniques?)[ ](?!{_EVERYDAY}\b)
        (?P<one>[a-zœ]+(?:-[a-zœ]+)*(?:[ ](?:noire?s?|blanche?s?|arabe|francaise?|transgenre|diplome?e?|d'origine[ ][a-z]+|de[ ]couleur|voilee|etrangers?|etrangeres?|handicapee?))?)
    | \b(?:y[ ]?(?:en[ ])?(?:a|avait)|n'y[ ](?:a|avait)|j'etais|on[ ]etait|on[ ]est|je[ ]suis|c'est|c'etait|etre|reste)[ ](?:plus[ ]|pas[ ])?(?:qu'|que[ ])(?:une?[ ]seule?|une?|moi|elle|lui|nous|deux|trois)[ ](?:[a-z]+[ ]){{0,4}}?(?=(?:du|de|dans|au|a|sur)[ ](?:la[ ]|le[ ]|l')?{AREA}\b)
    | \b(?:le|la)[ ](?:tout[ ])?(?:dernier|derniere|premier|premiere)[ ](?:du|dans[ ]le|dans[ ]la|de[ ]la|de[ ]l')[ ]?(?:{AREA})
    | \b(?:la|le|les)[ ]seule?s?[ ](?:(?:a|au|de|qui|dans)[ ](?:[a-z']+[ ]){{0,6}}?)?(?:du|dans[ ]le|dans[ ]la|de[ ]la|au|de[ ]l'|a[ ]la)[ ]?{AREA}\b
    """,
    _FLAGS,
)
# What still belongs to "the only one": up to a verb with its pronoun, a conjunction, a comma.
_STOP = r"(?:je|j'|tu|il|elle|on|nous|vous|ils|elles|et|mais|donc|alors|parce|puis|c'est|c'etait|moi|ca|quand|comme|oui|non|euh|voila|hein|est|etait|sont|m'|s'|ils|que|qu')"
UNIQUE_TAIL: Final = re.compile(rf"(?:[ ](?!{_STOP}\b|{_STOP}(?<='))[a-z0-9'œ-]+){{1,6}}")
# What still belongs to a detail: "tailleur de pierre | sur la cathédrale", "imam | et chauffeur", "cinq garçons | dont un
# sourd"; up to who acts next, what links two clauses, a sign.
_CLAUSE = r"""(?:je|j'|tu|t'|il|elle|on|nous|vous|ils|elles|c'|ce|ca|cela|qui|que|qu'|quoi|mais|donc|alors|parce|puis|quand|comme|si|lorsque|ou|euh|heu|ben|bah|bon|voila|hein|oui|non|ouais
|est|sont|etait|etaient|suis|etais|a|ai|ont|avait|avaient|avais|fait|faisait|va|vont|y|ne|n'|m'|s'|se|me|te|pas|plus|jamais|deja|toujours|aussi|encore|meme|tout|tous|rien|moi|lui|eux|maintenant|apres|enfin|la-bas|cause|coup|fois|et)"""
_DET = r"(?:le|la|les|l'|une?|des|du|mon|ma|mes|ton|ta|son|sa|ses|notre|nos|votre|leurs?|ces?|cette|cet)"
_PREP = r"(?:de|d'|du|des|a|au|aux|en|dans|sur|sous|chez|pour|contre|par|avec|sans|devant|depuis|pendant|ss|ac)"
_MORE_WORD = rf"(?!{_CLAUSE}(?:\b|(?<='))|{_DET}(?:\b|(?<=')))[a-z0-9œ][a-z0-9œ'-]*"
COMPLEMENTS: Final = re.compile(
    rf"""
    (?: [ ]{_PREP}(?:[ ]|(?<='))(?:{_DET}(?:[ ]|(?<=')))?{_MORE_WORD}
      | [ ]{_MORE_WORD}
      | [ ]et[ ](?:{_PREP}(?:[ ]|(?<='))(?:{_DET}(?:[ ]|(?<=')))?)?{_MORE_WORD}
      | ,?[ ]dont[ ](?:une?|deux|trois|quatre|l'une?|\d)[ ]?{_MORE_WORD}
      | ,[ ](?:en[ ])?(?:19|20)\d\d\b
    ){{1,6}}
    """,
    _FLAGS,
)
DETERMINER: Final = re.compile(
    r"(?:\b(?:une?|le|la|les|des|deux)[ ](?:jeune[ ]|petite?[ ]|vieille[ ]|vieux[ ])?(?:famille[ ])?|\bl'|\bfamille[ ])$"
)
KIN_OF: Final = re.compile(
    r"(?:\b(?:le|la|l'|un|une)[ ]?)?\b(?:fils|fille|femme|mari|veuve|frere|s(?:oe|œ)ur|neveu|niece|mere|pere|petit-fils|petite-fille|(?:beau|belle)-[a-zœ]+|gendre|cousine?|oncle|tante|ex|ex-femme|ex-mari|maitresse|amant|chauffeur|secretaire)[ ](?:du|de[ ]la|de[ ]l'|d'une?|de[ ]notre)[ ]?$"
)
NEAR_AREA: Final = re.compile(
    rf"(?:[ ](?!qui|que|c'|il|elle|je|mais|et|on)[a-z'-]+){{1,3}}?{IN_AREA.pattern.strip()}", _FLAGS
)
# "l'ancienne institutrice", "premier maire", "la seule": a rank that makes of a trade a person.
RANKED: Final = re.compile(
    r"(?:\b(?:la|le|les|une?|mon|ma|notre|leur|son|sa|comme)[ ]|\bl'|\bd')?\b(?:seule?s?|unique|ancien(?:ne)?s?|ex|premieres?|premiers?|dernieres?|derniers?)[ -](?:femmes?[ ]|hommes?[ ])?$"
)
# What stands before a word of origin when a person is meant: "une famille comorienne", "il est tamoul".
PERSON_BEFORE: Final = re.compile(
    r"""
    \b(?:une?|deux|trois|des|les|est|suis|etait|etais|sont|etaient|origine|origines|famille|familles|mari|femme|femmes|pere|mere|fille|filles|garcon|garcons|amie?s?|voisine?s?|dame|dames
      |monsieur|jeunes?|couple|couples|hommes?|gens|seule?s?|petite?s?|communaute|refugiee?s?|enfants?|parents|grand-mere|grand-pere|type|mec|nana|copain|copine|seule?s|premiere?|moitie
      |nationalite|passeport|comme|maman|papa|mineure?|eleve|collegue|demandeurs?|vieille|vieux|beau-frere|belle-s(?:oe|œ)ur|racine|culture|moi|suis[ ]ne)[ ](?:je[ ]suis[ ])?(?:d'origine[ ])?$
    """,
    _FLAGS,
)
CAPITALS_ONLY: Final = frozenset({"ts", "sep", "sla", "drag"})
# Words of the lists that mean something else here.
OTHER_SENSE: Final = re.compile(
    r"""
    (?:berger[ ](?:allemand|belge|australien)|clowns?\b(?![ ](?:professionnel|a|dans|de))|poete\b(?![ ](?:et|de))|moine\b|nains?[ ]de[ ]jardin|religieuses?[ ](?:au|a)[ ]|syndrome\b(?![ ]d)|voyante?s?\b(?![ ](?:du|au|a|de|et))|pasteur[ ]et
      |coma[ ]ethylique|sourde?s?[ ](?:a|aux|oreille)|aveugle[ ]a|adjointe?[ ](?:administrati|technique|d'animation|du[ ]patrimoine)|president[ ]macron|cancer[ ](?:de[ ]la[ ]societe|du[ ]systeme)
      |prefet\b(?!(?:[ ]\w+)*?[ ](?:mon|ma))|prefets?\b|recteur\b|procureure?[ ](?:de[ ]la[ ]republique|general|a\b|de\b)|procureure?\b|huissiers?\b|psychiatres?\b|chirurgiens?\b|pediatres?\b|orthophonistes?\b|gynecologues?\b|cardiologues?\b|notaires?\b(?![ ](?:a|dans|de)[ ]))
    """,
    _FLAGS,
)
OTHER_SENSE_BEFORE: Final = re.compile(
    r"(?:(?:fetes?|agent)[ ]foraine?s?|(?:lumiere|couleurs?|trop)[ ]voyante?s?|(?:faire|fais|fait|faisait)[ ](?:le|les)[ ]clowns?|arrets?[ ]cardiaques?|(?:l'institut|rue|lycee|college)[ ]pasteur|(?:non|mal)[ ]voyante?|(?:bruits?|coups?|son)[ ]sourds?|(?:oreille|sourde)[ ]sourde|(?:ecole|musique|fete|vie|pratique|appartenance|affaire|question|communaute)s?[ ]religieuses?|fauteuil[ ]dialyse)$",
)
ILLNESS_OF: Final = re.compile(
    r"[ ](?:(?:du|de[ ]la|de[ ]l'|des|de|d'|au|aux|a[ ]la)[ ]?(?!hopital|maison|ca\b|moi|lui|elle|la\b|plus|ce|cette|mon|ma|son|sa|quoi)[a-zœ]+(?:[ ](?:fragile|[a-z]*ique|[a-z]*aire|[a-z]*osant|de[ ][a-z]{4,}))?|infantile|generalise|metastase|severe|profonde?|evolutif|de[ ]naissance)\b"
)
WIDE_OFFICES: Final = frozenset(
    """
    responsable chef cheffe secretaire coordinateur coordinatrice patron patronne gerant gerante capitaine principal
    principale adjoint adjointe directeur directrice
    """.split()
)

# After an office: what it is the head of; "president de la republique" and its like are nobody's neighbour.
HEAD_OF: Final = re.compile(
    r"""
    [ ](?:du|de[ ]la|de[ ]l'|des|de|d'|au|a[ ]la|a[ ]l')[ ]?
    (?!(?:la[ ]|l'|les[ ])?republique|ca\b|moi|lui|elle|nous|vous|tout|temps|l'epoque|chez|quoi|(?:conseil[ ])?departement|regions?\b|pays|etat|usa|caf\b|cpam|etats|france\b|banque)
    [a-zœ]+(?:[-'][a-zœ]+)*
    (?:[ ](?:des|du|de[ ]la|de[ ]l'|de|d'|aux|a[ ]la)[ ]?(?!ca\b|moi|la\b|l'|plus)[a-zœ]{3,}(?:-[a-z]+)*)?
    """,
    _FLAGS,
)
HOLDS_OFFICE: Final = re.compile(
    r"\b(?:suis|est|etait|etais|fut|ete|devenue?|elue?|nommee?|comme|ancien(?:ne)?|ex|mari|femme|pere|mere|frere|s(?:oe|œ)ur|oncle|cousin|beau-pere|fils|fille|aussi|reste|redevenue?)[ -](?:(?:le|la|l'|une?|encore|aussi|toujours)[ ]?)?$|[,(=][ ]?(?:ex-|l'|le[ ]|la[ ])?$"
)

DANGLING: Final = frozenset(
    "a de d le la les l du des un une avec par dans pour en sur au aux sont est ont son sa ses mon ma mes et ou plus".split()
)
