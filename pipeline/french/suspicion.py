"""
What surrounds a name that nothing else gives away: words that announce one, where its stretch of words ends.

Used for suspicions only, which a person reviews: these lists are wider than those that mask. All words are folded
(lower case, no accents).

Origin: written for this project, November 2026, from constructions of spoken and noted French; licence: that of the
project.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.lists import words_of
from pipeline.french.numbers import SPOKEN_NUMBER

# Words behind which a name may stand, whatever it looks like.
ANNOUNCING: Final = frozenset(
    words_of(
        """
        pseudo pseudonyme surnom surnomme surnommee surnommait alias dit dite appelle appelles appellent appelait
        appelaient appelons appeler appelee prenomme prenommee baptise baptisee maitre soeur pere frere imam pasteur
        chez cote curateur curatrice tuteur tutrice vve veuve dame sieur feu
        """
    )
)
# Behind these the words of a name are not grammar: what an association, a firm, a hamlet is, beside the listed ones.
NAMED_THINGS: Final = frozenset(
    words_of(
        """
        association asso collectif club groupe gem foyer residence cite quartier hameau lieu-dit ecole college lycee
        creche garage salon boulangerie hotel restaurant resto bar cafe epicerie usine entreprise societe boite magasin
        boutique eglise mosquee temple chorale troupe fanfare resto tabac camping domaine villa impasse chemin allee
        rue avenue boulevard place square passage sentier route quai cour batiment tour barre immeuble lotissement
        ferme gaec earl sci sarl exploitation moulin chateau canal pont gare stade gymnase centre espace maison local
        atelier jardin jardins judo boxe foot rugby hand basket secours radio journal chantier structure equipe antenne
        service pole unite pavillon clinique cabinet pharmacie agence bailleur aire terrain plage bois foret etang
        """
    )
)
# Where the stretch of a name ends: who acts, what links two clauses, what everyone does.
CLAUSE_WORDS: Final = frozenset(
    words_of(
        """
        je j tu il elle on nous vous ils elles y en ne n me m te t se s lui leur moi toi soi eux ca c ce cela qui que qu
        quoi dont ou mais donc alors puis parce car si quand comme lorsque puisque quoique hein euh ben bah bon voila
        quoi oui non ouais si et est sont etait etaient sera serait suis es sommes etes a ai as avons avez ont avait
        avaient aura aurait fait font faisait va vont allait vais peut peuvent pouvait doit doivent faut fallait veut
        voulait sait dit disait disent vient venait prend prenait tient met donne parle parlait travaille travaillait
        habite habitait reste restait pas plus jamais rien tout tous toute toutes tres trop bien mal mieux moins aussi
        encore toujours deja souvent meme la-bas ici avec sans dans pour par sur sous vers chez contre pendant depuis
        apres avant entre mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces un une quelque
        quelques chaque plusieurs autre autres quel quelle moi-meme etre avoir faire aller c-est-a-dire
        """
    )
)
# Links inside a name of several words ("les amis du vieux moulin", "la maison d'à côté").
INNER_WORDS: Final = frozenset(words_of("le la les l de du des d au aux a et en sous sur"))
MEASURES: Final = frozenset(
    words_of(
        """
        euro euros balles francs habitants personnes gens ans annees mois jours heures minutes secondes km kilometres
        metres m m2 kilos kg litres pourcent logements familles eleves places salaries h fois tonnes hectares
        """
    )
)

# Figures of a file, a badge, a card: tokens that hold figures side by side, a few letters before or between them.
CODE: Final = re.compile(
    r"(?<![\w/])(?:n°[ ]?)?(?:(?P<before>[A-Za-z]{1,3})[ .\-/°]{1,2})?(?P<code>\w*\d\w*)(?:(?:[ ./\-]|[ ]?-[ ]?)(?:[A-Z]{1,2}(?=[ ./\-]\w*\d)|\w*\d\w*))*(?![\w/])"
)
# "le sept ils m'ont…", "le douze.": a day of the month without its month.
BARE_DAY: Final = re.compile(
    rf"\ble (?:premier|{SPOKEN_NUMBER}|[0-3]?\d)(?=[ ](?:ils?|elles?|on|j'|je|c'|et|a|au)\b|[ ]?[.,;:)!?]|\s*$)",
    re.IGNORECASE,
)
# "A. Sénac-Royer", "s k": letters that stand for names.
LETTERS: Final = re.compile(
    r"(?<![\w'’])(?:[b-xzà-ÿ]\. ?[^\W\d_]{3,}(?:-[^\W\d_]+)*|[b-xz]\.? [b-xz]\b\.?)(?![\w'’])", re.IGNORECASE
)
QUOTED: Final = re.compile(r"[«“\"] ?(?P<words>[^«»“”\"\n]{2,40}?) ?[»”\"]")
LINE_HEAD: Final = re.compile(r"^[ \t]*(?:[-–—•] )?(?P<words>[^\W\d_][\w.’' \-]{0,30}?)[ \u00a0]*:(?=\s)", re.MULTILINE)
