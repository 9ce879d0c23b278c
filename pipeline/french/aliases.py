"""
How French says that one person goes by two names, or that two people bear the same one.

Origin: compiled by hand for this project from French grammar and usage, November 2026; licence: that of the project.
The patterns are read on folded text: lower case, no accents, apostrophes straight.
"""

from __future__ import annotations

import re
from typing import Final

# What stands between the two names: "Jean-Baptiste, tout le monde l'appelle Titi".
SAME_PERSON: Final = re.compile(
    r"""
    (?:
        \b(?:tout\ le\ monde|tous|on|ils?|elles?|les\ (?:gens|autres|gamins|jeunes|voisins|copains|collegues)
            |(?:ici|au\ quartier|a\ la\ maison)\ (?:on|ils?|elles?))\s+
        (?:la|le|l'|m'|t'|vous|nous)\s*(?:appell?\w*|surnomm\w*|nomm\w*)              # on l'appelle; not: on appelle X
      | \bqu(?:e|'on|'ils|'elles?)\ (?:(?:tout\ l[ea]\ \w+|tous|les\ \w+)\ )?(?:appell?|surnomm|nomm)\w*  # qu'on appelle
      | \b(?:tout\ le\ monde|tous|on|ils|elles|les\ (?:gens|autres|gamins|jeunes|voisins|copains|collegues))\s+
        (?:(?:la|le|l'|m'|t'|vous|nous)\s*)?(?:disait|disent|dit)(?:\ plutot)?(?!\s*[:,])  # on dit; not: elle dit X
      | \b(?:que?\ j'|que\ nous\ |qu'on\ |je\ (?:l'|la\ |le\ ))(?:appel|surnom)\w+(?!\s*,)   # que j'appelle Mimi
      | \b(?:mais|enfin|bon)\s+(?:on|ils?|tout\ le\ monde)\s+(?:dit|disait|disent)  # mais on dit
      | ^\s*[,(]\s*dite?s?(?!\s*[:,])                                              # Joseph, dit « le Gitan »
      | ^\s*dite?s?(?!\s*[:,«"“])                                                  # Joseph dit le Gitan, not: dit « le
      | \b(?:alias|aka)
      | \bsurnomm\w+
      | \bde\ son\ (?:vrai\ |petit\ |sur)?(?:pre)?nom
      | \bson\ (?:vrai|petit)?\s*(?:sur|pre)?nom\s+(?:c'est|c'etait|est|etait)
      | \bson\ vrai\ nom\s+(?:c'est|c'etait|est|etait)
      | \b(?:ou|et)\ plutot                                                        # Mme Lopez, ou plutôt Lopes
      | \bc'est-a-dire
    )
    [\s,:]*(?:tous|toutes|toujours|plutot|aussi|souvent|encore|juste|euh|ben|quoi)?[\s,:«"“]*(?:(?:la|le|les)\s+|l')?$
    """,
    re.VERBOSE,
)
# After the second name: "Fatou pour les intimes", "Zézette c'est son surnom".
SAME_PERSON_AFTER: Final = re.compile(
    r"""
    ^[\s,«»"”]*
    (?:
        pour\ (?:les\ (?:intimes|amis|copains|proches|gens)|tout\ le\ monde|faire\ court|ceux\ qui
            |le\ quartier|la\ famille)
      | c'(?:est|etait)\ (?:son|mon|le)\ (?:surnom|petit\ nom|diminutif|vrai\ (?:pre)?nom)
    )\b
    """,
    re.VERBOSE,
)
# Someone else came between the two names: then the second is theirs.
SOMEONE_ELSE: Final = re.compile(
    r"""
    \b(?:mon|ma|mes|son|sa|ses|ton|ta|leur|notre|votre|un|une|le|la|les|et\ (?:lui|elle))\s+
    (?:(?:grande?|petite?|vieille|vieux|jeune|premiere?|deuxieme)\s+)?
    (?:soeur|frere|mere|maman|pere|papa|fille|fils|gamine?|mari|femme|compagne|compagnon|copine|copain|amie?|voisine?
      |collegue|tante|oncle|cousine?|neveu|niece|bebe|enfant|chien|chat|patron\w*|educat\w+|assistante?|belle-\w+|beau-\w+)\b
    """,
    re.VERBOSE,
)
# Before a name: someone else who bears it ("l'autre Karim").
OTHER_BEARER: Final = re.compile(r"(?<![a-z'])(?:(?:l'|une? )autre|l[ea] (?:deuxieme|seconde?)|pas l[ea] meme) $")
# Before a name: it is borne by several ("il y avait deux Karine").
SEVERAL_BEARERS: Final = re.compile(r"(?<![a-z'])(?:deux|trois|quatre|plusieurs) $")
# Before a surname: one of a family of that name ("le père Kleinmann", "la fille Morel"); an abbé is called "le père" as well.
FAMILY_MEMBER: Final = re.compile(
    r"(?<![a-z'])(?:l[ea] (?:pere|mere|fils|fille|frere|soeur)|l'oncle|la tante|les? (?:enfants?|filles?|garcons?)) $"
)
# Between a whole name and the other bearer of its first name: "Saïd Combo, l'autre Saïd".
APPOSED_OTHER: Final = re.compile(r"^ ?[,(] ?(?:l'|un |une )autre $")
# Before a surname: a household and nobody of it ("les Bonnefoy", "le couple Giraudon").
HOUSEHOLD: Final = re.compile(
    r"(?<![a-z'])(?:les|des|aux|(?:la|une) (?:famille|fratrie)|le (?:couple|clan)|les (?:epoux|freres|soeurs|enfants)) $"
)
# Between two names: they are two people ("Lopez et Lopes", "Nora avec Noémie").
TWO_PEOPLE: Final = re.compile(r"^,? (?:et|et puis|puis|ni|avec|contre|plus|comme|et aussi|ou bien pas) $")
# After a name: "Karim, pas le même". "Karim l'autre jour" says nothing.
OTHER_BEARER_AFTER: Final = re.compile(r"^(?:[ ,]*(?:mais )?pas l[ea] meme\b| (?:junior|senior|jr)\b)")
# Between two names: the end of a sentence.
STOPS: Final = re.compile(r"[.!?…\n]")
# Between two names: another paragraph, somebody else's turn, a parenthesis that was closed.
APART: Final = re.compile(r"\n\s*\n|\n[^\n:]{1,30}\s?:\s|^\s*\)")
# Between two spellings of one name that the speaker, or a transcriber, hesitates over: "Ponce ou Pons".
HESITATION: Final = re.compile(r"^,?\s+(?:ou|ou bien)\s+$")
# Between a title with a surname and the first name: "Mme B. (Samia)".
IN_BRACKETS: Final = re.compile(r"^\s*\(\s*$")
# "M. Bonnafous (« Bonbon »)", « Crevette » (= Corentin, "Tchavolo (surnom, ec = Joseph": a name behind another, and said so.
NAMED_IN_BRACKETS: Final = re.compile(
    r"^[\s»\"”]*\(\s*(?:(?:surnom|dite?|alias|vrai nom|vrai prenom|ec|etat civil|=|:)[\s,.:=]*)*[«\"“=]\s*$"
)
AFTER_IN_BRACKETS: Final = re.compile(r"^\s*\)")
# Before a name: a word of kin that tells the sex ("mon mari, Bébé", "sa tante Yamina").
KIN_SEX: Final = re.compile(
    r"""
    (?<![a-z'])(?:mon|ma|ton|ta|son|sa|notre|votre|leur|l[ae]|une?)\s+(?:(?:petite?|grande?|vieille|vieux|jeune|belle|beau)[\s-])?
    (?:
        (?P<f>soeur|mere|maman|fille|femme|epouse|compagne|copine|tante|cousine|niece|voisine|grand-mere|veuve)
      | (?P<m>frere|pere|papa|fils|mari|epoux|compagnon|copain|oncle|cousin|neveu|voisin|grand-pere|veuf)
    )(?:,\s|\s)$
    """,
    re.VERBOSE,
)
