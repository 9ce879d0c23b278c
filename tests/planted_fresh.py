"""
Twenty more statements planted in the invented corpus, read once: after the rules that `TUNED` had set, never before.

They are told apart from `planted.py` because they say how far what was learnt there goes on statements nobody had in mind:
neighbouring subjects (a code against a form that will not send), groups asked about a near thing only, praise and complaint
of the same counter. Written with the sources in hand, by the rules that `planted` gives.
"""

from __future__ import annotations

from planted import Planted

ONLINE = "je fais toutes mes démarches en ligne, c'est très pratique"
AHEAD = "le numérique, nous sommes une commune très en avance"
READY = "Les conditions sont réunies, le service est prêt"

FRESH = (
    Planted(
        "Les mots de passe et les codes bloquent l'accès aux comptes.",
        "+++an+",
        (
            ("+", "le code il arrive quand le truc est déjà périmé"),
            ("+", "un petit carré où il faut mettre un mot de passe"),
            ("+", "Et le compte il est bloqué."),
            ("+", "Je réinitialise des mots de passe."),
            ("+", "Bloqué trois fois, compte fermé."),
            ("+", "une porte fermée avec un code qui change tout le temps"),
        ),
        (ONLINE, AHEAD),
    ),
    Planted(
        "Les jeunes ne sont pas plus à l'aise que les vieux avec les démarches en ligne.",
        "+n+ann",
        (
            ("+", "ils croient que parce qu'on est jeune on sait faire"),
            ("+", "ils ne savent pas joindre un PDF"),
        ),
        ("je n'ai pas envie d'apprendre à mon âge", "j'ai les doigts trop gros"),
    ),
    Planted(
        "La peur de perdre son titre de séjour retient de demander une aide.",
        "+nnnnn",
        (("+", "J'ai peur pour le séjour."), ("+", "la préfecture elle le voit")),
    ),
    Planted(
        "Au guichet, les agents parlent mal aux gens.",
        "+±--nn",
        (
            ("+", "Il y a des guichets où on te parle comme à un enfant"),
            ("+", "on m'avait pas parlé normal depuis longtemps"),
            ("+", "On m'a mal parlé une fois, à un guichet"),
            ("-", "grâce à la jeune femme de la maison France services, elle est formidable"),
            ("-", "Ça s'est très bien passé, l'agente est formidable."),
            ("-", "l'accueil est bon, l'équipement est là"),
        ),
        (
            "grâce à la jeune femme de la maison France services, elle est formidable",
            "Ça s'est très bien passé, l'agente est formidable.",
            "l'accueil est bon, l'équipement est là",
            "J'ai bien été accueillie par la dame",
            "L'accueil est gentil, c'est le lieu qui ne va pas.",
            "en prenant le temps de dire bonjour",
            "j'ai eu une jeune fille très gentille",
            "il paraît qu'elle est très bien",
            "elle salue chacun par son nom",
            "fait un travail remarquable",
        ),
    ),
    Planted(
        "Les élus ne voient pas la vie de ceux qui renoncent.",
        "+n+±n+",
        (
            ("+", "venez vous asseoir à côté de nous, du côté où on ne voit pas l'écran"),
            ("+", "Il voit pas les cinq qui attendent le mardi."),
            ("+", "Les gens qui décident ont tous une voiture."),
            ("+", "s'ils ne viennent pas c'est qu'ils ne veulent pas"),
            ("+", "j'ai trouvé que j'aurais dû le savoir avant"),
            ("+", "Personne me les a demandés."),
            ("-", "Tout se sait, ici."),
        ),
        (
            "Tout se sait, ici.",
            "les gens viennent me voir en direct, à la permanence",
            "les gens ont raison d'être en colère, et moi je le suis avec eux",
        ),
    ),
    Planted(
        "Les courriers de l'administration sont incompréhensibles.",
        "++nnnn",
        (
            ("+", "qu'ils nous écrivent pas des lettres qu'on comprend pas"),
            ("+", "Mais le français des lettres, non."),
            ("+", "De l'information dans les boîtes aux lettres, en français simple."),
        ),
        ("Qu'on nous envoie un courrier clair avec la liste des aides", "Pouvoir tout faire par courrier ou par téléphone"),
    ),
    Planted(
        "Chez les personnes âgées, le courrier s'entasse sans être ouvert.",
        "+n+nn+",
        (
            ("+", "c'est la pile de courriers"),
            ("+", "Le courrier je le mets dans la boîte à sucre."),
            ("+", "le papier est arrivé mais que personne l'a ouvert"),
        ),
        (
            "c'est ma fille qui lit les courriers",
            "je l'ai lu quatre fois",
            "Si j'ai un courrier je lui amène",
        ),
    ),
    Planted(
        "Le prix du trajet fait renoncer à venir.",
        "a++-n+",
        (
            ("+", "avec l'essence au prix où elle est, j'ai fait le calcul et j'ai renoncé"),
            ("+", "L'argent du trajet, peut-être."),
            ("+", "Il met l'essence de sa poche."),
            ("-", "pour deux euros cinquante on vient vous chercher"),
        ),
        (
            "pour deux euros cinquante on vient vous chercher",
            "Trois véhicules, quarante-deux points d'arrêt, deux euros cinquante.",
            "Pour moi à pied ça va, je suis à dix minutes.",
        ),
    ),
    Planted(
        "Ouvrir le soir ou le samedi ferait venir ceux qui travaillent.",
        "+++-n+",
        (
            ("+", "dix-sept heures dix-neuf heures, moi j'y serais"),
            ("+", "J'ai proposé un soir, le mardi jusqu'à dix-neuf heures."),
            ("+", "Des horaires après le travail, même un seul soir par semaine."),
            ("+", "Ouvrir entre midi et deux ou le soir."),
            ("+", "le vendredi après-midi et le samedi matin, c'est là que les gens peuvent"),
            ("-", "Si j'ouvre le samedi, il me faut un agent de plus"),
            ("-", "quand on élargit les horaires sans fréquentation derrière"),
        ),
        (
            "Si j'ouvre le samedi, il me faut un agent de plus",
            "quand on élargit les horaires sans fréquentation derrière",
            "celui qui veut venir trouve le temps",
            "le service est très bien comme il est",
        ),
    ),
    Planted(
        "Mieux vaut une permanence dans un lieu ordinaire, où rien n'est marqué.",
        "+++nn+",
        (
            ("+", "C'est mieux quand c'est pas marqué dessus."),
            ("+", "Une permanence dans un lieu neutre, pas marqué social."),
            ("+", "je suis là pour autre chose"),
            ("+", "On leur a proposé de tenir une permanence chez nous le samedi"),
        ),
        (
            "Un vrai guichet avec une personne, qui connaît les gens.",
            "Les gens sont fiers de ce bâtiment.",
            "Il y a pas un panneau à l'entrée de la ville.",
            "C'est mal indiqué, c'est écrit en petit.",
        ),
    ),
    Planted(
        "On ne sait pas que la maison France services existe, ni à quoi elle sert.",
        "+n+-nn",
        (
            ("+", "C'est mal indiqué, c'est écrit en petit."),
            ("+", "J'ai cru que c'était une agence pour l'emploi."),
            ("+", "Il y a pas un panneau à l'entrée de la ville."),
            ("-", "on a fait le bulletin municipal, le site, l'inauguration avec la presse"),
        ),
        (
            "on a fait le bulletin municipal, le site, l'inauguration avec la presse",
            "j'en ai entendu parler oui dans le journal",
            "Jamais par une affiche.",
        ),
    ),
    Planted(
        "L'aide arrive trop tard, quand la situation n'est plus la même.",
        "++++na",
        (
            ("+", "ben pendant ce temps plus rien du tout la rupture"),
            ("+", "Le temps que le dossier soit traité, la situation a changé"),
            ("+", "J'ai deux patients qui sont morts avant la réponse."),
            ("+", "Quand la réponse est arrivée j'avais retrouvé du travail."),
            ("+", "J'ai un administré qui a attendu un an."),
        ),
        ("en vingt minutes c'était débloqué", "J'ai tout demandé et tout obtenu", ONLINE, "je dis rien, je suis patient"),
    ),
    Planted(
        "L'épicerie solidaire donne en colis ce que les droits non ouverts n'ont pas versé.",
        "nnnnn+",
        (("+", "c'est de l'argent que la CAF n'a pas versé"), ("+", "C'est nous qui payons le non-recours")),
    ),
    Planted(
        "Confier ses mots de passe ou ses papiers à qui vous aide est un risque.",
        "+n+nn+",
        (
            ("+", "elle voit mes papiers de santé"),
            ("+", "avec mon téléphone personnel"),
            ("+", "J'ai dans un cahier les mots de passe de trente personnes."),
        ),
        (
            "elle m'a vu les jambes nues, alors les papiers",
            "ils me font confiance, parce que je viens depuis des années",
            "c'est ma fille qui lit les courriers",
            "c'est ma fille qui écrit pour moi ce questionnaire",
        ),
    ),
    Planted(
        "Remplir un dossier oblige à prouver qu'on est pauvre ou malade.",
        "+n+nnn",
        (("+", "faut prouver que t'es cassé"), ("+", "on lui dit qu'on ne le croit pas")),
        ("Et on l'a rempli ensemble, comme si c'était pour moi.",),
    ),
    Planted(
        "Ce sont les proches et les voisins qui font connaître les aides, pas les affiches.",
        "+++-n+",
        (
            ("+", "Par une maman à l'école."),
            ("+", "C'est ma belle-sœur qui me l'a appris deux ans après."),
            ("+", "C'est le café qui fait l'information, ici."),
            ("+", "Jamais par une affiche."),
            ("-", "On va refaire une plaquette."),
        ),
        (
            "On va refaire une plaquette.",
            "on a fait le bulletin municipal, le site, l'inauguration avec la presse",
            "je commencerais par une seule feuille, avec un seul numéro",
            "De l'information dans les boîtes aux lettres, en français simple.",
            "Une explication par quelqu'un de sérieux, pas les bruits du café.",
            "Une information à l'école ou avec la fiche de paie",
            "j'en ai entendu parler oui dans le journal",
            "Après, c'est peut-être pas pareil.",
        ),
    ),
    Planted(
        "Dans une petite commune, personne n'est laissé de côté.",
        "---±n-",
        (
            ("+", "Dans une petite ville, personne n'est abandonné."),
            ("-", "t'es prisonnier"),
            ("-", "Plus de car, plus de train, plus de médecin."),
            ("-", "Non, vraiment, personne."),
            ("-", "j'ai trouvé que j'aurais dû le savoir avant"),
            ("-", "Sans voiture ici on n'a plus de droits"),
        ),
        (
            "t'es prisonnier",
            "c'est que j'existe pas, là-dedans",
            "Plus de car, plus de train, plus de médecin.",
            "Non, vraiment, personne.",
            "Il n'y a plus de car depuis je ne sais pas combien d'années.",
            "j'ai trouvé que j'aurais dû le savoir avant",
            "Sans voiture ici on n'a plus de droits",
            "ceux qui ne demandent pas je ne les vois pas",
            "parce qu'ils n'ont personne d'autre",
            "ils décrochent en silence",
            "Alors je laisse.",
        ),
    ),
    Planted(
        "L'agente de la maison France services est trop seule pour suffire à la tâche.",
        "+n+±nn",
        (
            ("+", "Quand elle est en vacances, j'attends qu'elle revienne."),
            ("+", "elle est toute seule, à l'accueil"),
            ("+", "Quand je suis malade, c'est fermé."),
            ("~", "Si j'ouvre le samedi, il me faut un agent de plus"),
        ),
        (
            "Si j'ouvre le samedi, il me faut un agent de plus",
            "avant de recruter, il faut que ce qui existe soit utilisé",
            "Tout est prêt pour accueillir les gens",
            READY,
            "le service est très bien comme il est",
        ),
    ),
    Planted(
        "La fermeture des guichets et des permanences a laissé un vide.",
        "++++nn",
        (
            ("+", "ils l'ont supprimé en deux mille onze"),
            ("+", "Maintenant y a plus de percepteur."),
            ("+", "On leur a retiré le guichet"),
            ("+", "Depuis qu'elle est partie je ne sais pas à qui m'adresser."),
            ("+", "Quand la trésorerie a fermé, j'ai dit, ça suffit"),
        ),
        ("On ne manque pas de services, on manque de lisibilité.", READY, ONLINE),
    ),
    Planted(
        "C'est le matériel et la connexion qui manquent, pas l'envie.",
        "+++-n+",
        (
            ("+", "J'ai pas d'ordinateur, j'ai que mon téléphone"),
            ("+", "le réseau il passe à un endroit"),
            ("+", "À la fin du mois il n'y a plus de connexion"),
            ("+", "Pas de réseau chez moi, pas d'ordinateur"),
            ("+", "Il n'y a pas internet dans les maisons où je vais."),
            ("+", "le forfait c'est la première chose qui saute"),
            ("-", "On a été parmi les premiers raccordés à la fibre"),
        ),
        (
            "On a été parmi les premiers raccordés à la fibre",
            "je n'ai pas envie d'apprendre à mon âge",
            "l'autonomie elle viendra pas",
            "ou qui ont peur, tout simplement",
            "Ici il y a la couverture et même l'équipement.",
            "L'équipement ne supprime pas la barrière",
            "j'ai les doigts trop gros",
            "Je crée des adresses mail à des gens qui ne les consulteront jamais.",
            ONLINE,
        ),
    ),
)  # fmt: skip
