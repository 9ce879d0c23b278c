"""
The half of the planted truth that was kept unread while thresholds and weights were set; see `planted.py`.
"""

from __future__ import annotations

from planted import Planted

UNREAD = (
    Planted(
        "Demander coûte de la dignité : des personnes renoncent à un droit pour ne pas être vues.",
        "+++an+",
        (
            ("+", "Demander, c'est passer pour une profiteuse."),
            ("+", "je préfère vivre avec moins et garder ma dignité"),
            ("+", "De la honte. Elles ne le disent pas comme ça."),
            ("+", "Demander, pour cette génération, c'est se rabaisser."),
            ("+", "Quand on paie, même vingt centimes, on garde la tête haute."),
            ("+", "Par honte, il faut bien le dire."),
        ),
        (
            "C'est vous qui dites fierté.",
            "C'est un signal, le service public n'a rien à cacher.",
            "Je ne suis pas à l'aise pour parler à la place des gens.",
            "Là-bas on m'appelle madame.",
            "J'ai tout demandé et tout obtenu",
            "les gens viennent me voir en direct, à la permanence",
            "je ne crois pas qu'ils soient nombreux",
        ),
    ),
    Planted(
        "La transparence du bâtiment expose au regard celles et ceux qui y entrent.",
        "+++-nn",
        (
            ("+", "Il y a la vitre, on voit tout de la boulangerie."),
            ("+", "Le guichet est en pleine vitrine, tout le monde voit qui entre."),
            ("+", "On est dans un espace ouvert, avec la vitre"),
            ("-", "C'est un signal, le service public n'a rien à cacher."),
        ),
        ("C'est un signal, le service public n'a rien à cacher.", "Le bâtiment est superbe, l'accueil est bon"),
    ),
    Planted(
        "Des personnes ne demandent pas, de peur de devoir rembourser ou de perdre leur maison.",
        "+++nnn",
        (
            ("+", "Parce qu'ils reprennent sur la maison."),
            ("+", "ils vont me redemander l'argent après"),
            ("+", "Alors ils préfèrent ne rien demander que de devoir rembourser."),
            ("+", "Ils ont tous peur qu'on reprenne la maison."),
            ("+", "La peur de devoir rembourser après."),
            ("+", "on m'a dit qu'ils reprenaient sur l'héritage"),
        ),
    ),
    Planted(
        "Les financements par projet arrêtent ce qui marchait avant que cela ait pu durer.",
        "nn++nn",
        (
            ("+", "Et puis le financement s'est arrêté"),
            ("+", "On leur a appris à attendre quelqu'un, et on n'est plus venues."),
            ("+", "Ça s'est arrêté parce que la ligne s'est arrêtée, pas parce que ça ne marchait pas."),
        ),
    ),
    Planted(
        "Un service qui viendrait dans les villages ouvrirait des droits que le guichet n'ouvre pas.",
        "+++±nn",
        (
            ("+", "si c'est ici et que c'est le même jour chaque semaine et le même bonhomme j'irais"),
            ("+", "Quand je vais chez les gens, j'ouvre des droits."),
            ("+", "Et qu'on me donne une camionnette."),
            ("+", "Un bus France services qui passe au village toutes les semaines à la même heure."),
            ("~", "Ça fait cher le rendez-vous."),
        ),
        (
            "Ça fait cher le rendez-vous.",
            "À la salle des fêtes j'irais pas. Tout le monde verrait.",
            "on va d'abord le remplir",
            "Si c'est marqué aide sociale au-dessus de la porte, moi je rentre pas.",
            "On ne manque pas de services, on manque de lisibilité.",
        ),
    ),
    Planted(
        "Le service est prêt, c'est aux gens de venir et de se prendre en main.",
        "nn-+n-",
        (
            ("+", "Tout est prêt pour accueillir les gens, maintenant il faut qu'ils viennent."),
            ("+", "À un moment, il faut aussi que chacun se prenne en main."),
            ("+", "Les conditions sont réunies, le service est prêt, c'est au public de s'en saisir."),
            ("-", "c'est le service qui les attend pas au bon endroit ni à la bonne heure"),
            ("-", "Alors que pousser la porte, c'est le plus dur."),
        ),
        (
            "c'est le service qui les attend pas au bon endroit ni à la bonne heure",
            "Alors que pousser la porte, c'est le plus dur.",
            "Il voit pas les cinq qui attendent le mardi.",
            "les gens vont là-bas, c'est fermé, et ils reviennent nous voir",
            "quand tu fais tout ce chemin et que la porte est fermée tu te dis c'est un signe",
            "je suis arrivé c'était fermé",
            "que quelqu'un vienne pas que moi j'aille",
            "On me dit que c'est fermé quand les gens sont libres.",
            "Donc les gens qui travaillent, ils peuvent pas venir.",
            "Il y a pas un panneau à l'entrée de la ville.",
            "Les gens qui travaillent ne peuvent pas venir, c'est mathématique.",
            "Ce qui marche, c'est d'aller vers.",
            "Il n'y a plus de car depuis je ne sais pas combien d'années.",
            "Mais les horaires non.",
            "Quand j'arrive ils ferment, midi.",
            "c'est toujours fermé quand je sors",
            "Deux fois j'ai trouvé porte close.",
            "Chez nous aussi, au début, ils venaient pas.",
            "le nombre de visites ne dit rien de ceux qui repartent",
        ),
    ),
    Planted(
        "Les gens ne savent pas à quoi ils ont droit : l'information ne leur arrive pas.",
        "+++±n+",
        (
            ("+", "Personne t'explique ce à quoi t'as droit."),
            ("+", "je ne savais pas qu'il y avait quelque chose à demander"),
            ("+", "L'information ne descend pas."),
            ("+", "la moitié des gens ne savent pas que ça existe"),
            ("+", "D'abord parce qu'ils savent pas."),
            ("+", "Je ne savais pas que j'y avais droit."),
            ("-", "On a communiqué, on a fait le bulletin municipal"),
        ),
        (
            "On a communiqué, on a fait le bulletin municipal",
            "je sais que j'y ai droit",
            "La petite de la MSA elle me l'a dit, une fois, au téléphone.",
            "Des fois les gens savent avant moi.",
            "J'ai tout demandé et tout obtenu",
            "Je lui ai parlé de la complémentaire santé, il y a droit",
        ),
    ),
    Planted(
        "La peur d'être placé ou signalé empêche de demander.",
        "nn+nnn",
        (("+", "l'assistante sociale va vouloir les mettre en EHPAD"),),
        ("nous n'avons presque rien là-dessus, sauf une phrase",),
    ),
    Planted(
        "Les services travaillent sans se parler et se renvoient les gens.",
        "n++-n+",
        (
            ("+", "Mais ça a été pensé sans nous."),
            ("+", "Moi je repère, mais je ne sais pas à qui passer le relais."),
            ("+", "On nous invite à la galette, on nous invite pas aux réunions."),
            ("+", "à la maison France services on m'a dit que c'était la CAF"),
            ("-", "Bien sûr, j'en suis le président."),
        ),
        (
            "Bien sûr, j'en suis le président.",
            "Je décroche mon téléphone, j'appelle le directeur de la CAF, et ça se règle.",
            "en vingt minutes c'était débloqué",
            "J'ai une ligne directe avec la CAF",
        ),
    ),
    Planted(
        "Les démarches en ligne échouent au moment d'envoyer une pièce.",
        "+++an+",
        (
            ("+", "au moment d'envoyer le papier ça dit que le fichier il est trop lourd"),
            ("+", "ils refusent, ils disent c'est flou"),
            ("+", "ils ne savent pas joindre un PDF"),
            ("+", "le site plantait à chaque fois au moment d'envoyer les justificatifs"),
            ("+", "Faut une adresse, faut un scanner, faut un forfait"),
        ),
        ("je fais toutes mes démarches en ligne, c'est très pratique", "le numérique, nous sommes une commune très en avance"),
    ),
    Planted(
        "L'ouverture de la maison France services n'a pas déchargé ceux qui aidaient déjà.",
        "nn+nn+",
        (
            ("+", "Le flux, on l'a toujours."),
            ("+", "On s'est dit, chouette, on va pouvoir arrêter de faire les papiers."),
        ),
        ("Deux mille visites la première année.", "Ça s'est très bien passé, l'agente est formidable."),
    ),
)  # fmt: skip
