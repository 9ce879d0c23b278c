"""
Words that say nothing of a subject: grammar, spoken fillers, back-channels, what transcribers write for a noise.

Origin: written for Polyphonie in November 2026 from the closed classes of French grammar (determiners, pronouns,
prepositions, conjunctions, auxiliaries, numerals) and from the fillers of open oral corpora; placeholders are those met
in anonymised transcripts. Licence: that of the project (MIT).

Lower case, accents kept, elisions already split off (`j'ai` is read `ai`).
"""

from __future__ import annotations

import re

ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)['’]", re.IGNORECASE)
"""An elided word at the head of another (`l'école`, `qu'on`); may occur twice in a row (`d'l'eau`)."""

_GRAMMAR = """
    le la les l un une des de du d au aux à en y et ou où ni or car mais donc que qu qui quoi dont si ne n pas plus moins
    point guère ce c cet cette ces ça cela ceci celui celle ceux celles celui-ci celle-ci ceux-ci celui-là
    celle-là ceux-là ci là je j tu t il elle on nous vous ils elles me m te se s lui leur leurs eux moi toi soi
    moi-même toi-même lui-même elle-même soi-même nous-mêmes vous-mêmes eux-mêmes elles-mêmes
    mon ma mes ton ta tes son sa ses notre nos votre vos mien mienne tien sien nôtre vôtre
    quel quelle quels quelles lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles
    quelque quelques quelqu quelqu'un quelqu'une chacun chacune chaque aucun aucune autre autres autrui certain certaine
    certains certaines plusieurs tel telle tels telles tout toute tous toutes même mêmes nul nulle
    dans sur sous par pour avec sans chez vers entre contre depuis pendant durant avant après devant derrière dès jusque
    jusqu parmi selon sauf hors malgré outre via lors près loin dessus dessous dedans dehors
    quand lorsque lorsqu comme comment pourquoi parce puisque puisqu quoique quoiqu afin tandis combien
    ainsi alors aussi autant bien très assez tant tellement presque presqu plutôt encore déjà ensuite puis enfin
    cependant pourtant néanmoins toutefois sinon surtout notamment seulement simplement
    vraiment justement exactement forcément finalement effectivement évidemment absolument carrément clairement
    franchement globalement également environ quasiment pratiquement normalement généralement actuellement
    peut-être sans-doute là-bas là-dedans là-dessus
"""

_ADVERBS = """
    jamais rien mal peu beaucoup trop toujours souvent parfois quelquefois rarement maintenant aujourd aujourd'hui hui hier
    demain tard tôt ici ailleurs partout
"""

_NUMERALS = """
    deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante
    soixante cent cents mille premier première premiers premières deuxième troisième dix-sept dix-huit dix-neuf
    quatre-vingt quatre-vingts quatre-vingt-dix soixante-dix
"""

_AUXILIARIES = """
    être suis es est sommes êtes sont étais était étions étiez étaient fus fut furent serai seras sera serons serez seront
    serais serait serions seriez seraient sois soit soyons soyez soient été étant
    avoir ai as a avons avez ont avais avait avions aviez avaient eus eut eurent aurai auras aura aurons aurez auront
    aurais aurait aurions auriez auraient aie aies ait ayons ayez aient eu eue eus eues ayant
    faire fais fait faisons faites font faisais faisait faisions faisaient fera feront ferait feraient fasse fassent faits
    faite aller vais vas va allons allez vont allais allait allions allaient ira iront irait aille aillent allé allée allés
    pouvoir peux peut pouvons pouvez peuvent pouvais pouvait pouvaient pourra pourront pourrais pourrait pourraient puisse
    puissent pu devoir dois doit devons devez doivent devais devait devaient devra devront devrais devrait devraient dû
    vouloir veux veut voulons voulez veulent voulais voulait voulaient voudra voudrais voudrait veuille voulu
    falloir faut fallait faudra faudrait fallu falloir dire dis dit disons dites disent disais disait disaient dira dirais
    dirait disant savoir sais sait savons savez savent savais savait savaient saurait voir vois voit voyons voyez voient
    voyais vu vue venir viens vient venons venez viennent venais venait venu venue mettre mets met mettent mis
    prendre prends prend prenons prenez prennent prenait pris passer passe passait passé
    trouver trouve trouvent trouvais penser pense pensais pensez croire crois croit croyais croyez
    arriver arrive arrivait arrivé rester reste parler parle donner donne donnait
"""

_FILLERS = """
    euh heu hein hum hm hmm mm mmh mh mhm mmm ben bah bon bonne beh eh bé bof pff pfff oh ah ha ouh oups aïe hop tac zut
    quoi voilà voila genre bref ouais oui non si nan okay ok d'accord accord merci bonjour voyez tiens tenez écoutez
    écoute regarde allez truc trucs machin machins chose choses façon façons manière manières sorte sortes espèce côté fait
    fois coup coups gens personne personnes moment moments temps petit petite petits petites grand grande grands grandes
    an ans année années mois janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    lundi mardi mercredi jeudi vendredi samedi dimanche question questions super intéressant intéressante
    vrai vraie voire niveau exemple point cas raison là-haut pareil style
"""

_PLACEHOLDERS = "xxx xx xxxx yyy bip inaudible incompréhensible anonymisé anonymisée nom prénom lieu ville"

_NOISES = """
    rire rires rit rient sourire sourires silence silences soupir soupirs soupire pause pauses toux tousse bruit bruits
    inaudible incompréhensible inintelligible hésitation hésitations blanc coupure applaudissements respiration
    xxx xx bip onomatopée geste gestes hoche acquiesce long longue court courte léger légère
"""

_BACKCHANNELS = """
    oui non si ouais nan mm mmh mh mhm mmm hum hm hmm ah oh eh euh heu ok okay d'accord accord voilà bien sûr tout à fait
    exactement absolument effectivement certes parfait super entendu bon ben bah merci bonjour hein ça va évidemment
"""

STOP_WORDS = frozenset((_GRAMMAR + _ADVERBS + _NUMERALS + _AUXILIARIES + _FILLERS + _PLACEHOLDERS).split())
"""Never a theme's term on their own."""

NOISE_WORDS = frozenset(_NOISES.split())
"""What a transcriber puts between brackets for something that is not speech; a bracket made only of them is no content."""

_COPULAS = "suis es est sommes êtes sont était étaient a ai as ont avait"

EMPTY_WORDS = frozenset(f"{_GRAMMAR} {_BACKCHANNELS} {_COPULAS}".split())
"""Words that leave a turn without content when it holds nothing else (`Oui, c'est ça.`); smaller than `STOP_WORDS`, since a
short answer such as `Jamais.`, `Trois.` or `Je ne pouvais pas.` must be kept."""
