"""
Words around personal names in French, spoken and written: what announces a name, what only looks like one.

Origin: compiled by hand for this project from French grammar and usage, November 2026; licence: that of the
project. The public figures are heads of State, prime ministers, party leaders and ministers of the Fifth
Republic whose names stand for a period or a law, and authors that social research quotes (vie-publique.fr,
catalogue of the Bibliothèque nationale de France). All entries are folded: lower case, no accents.
"""

from __future__ import annotations

from typing import Final

from pipeline.french.lists import phrases_of, words_of

# Titles that announce a name and belong to its mention ("Mme Durand"). Value: the sex they tell.
TITLES: Final[dict[str, str]] = {
    "mme": "f", "mmes": "f", "madame": "f", "mlle": "f", "mademoiselle": "f", "soeur": "f",
    "monsieur": "m", "mr": "m", "m": "m", "messieurs": "m", "mm": "m", "abbe": "m", "frere": "m", "pere": "m",
    "docteur": "", "dr": "", "docteure": "f", "maitre": "", "me": "", "professeur": "", "professeure": "f",
    "pr": "", "imam": "m", "lala": "f", "sidi": "m", "tonton": "m", "tata": "f", "tatie": "f", "tati": "f",
    "mamie": "f", "mamy": "f", "papi": "m", "papy": "m", "mere": "f",
}  # fmt: skip

# Titles that are also ordinary words: what follows must look like a name by itself.
WEAK_TITLES: Final = frozenset(
    words_of(
        """
        m me pr maitre soeur frere pere mere professeur professeure tata tonton tati tatie mamie mamy papi
        papy
        """
    )
)

# After a title, these begin no name ("monsieur le maire", "madame la directrice").
NOT_AFTER_TITLE: Final = frozenset(
    words_of(
        """
        le la les l un une et ou qui que quoi je tu il elle on nous vous ils elles ce cet cette mon ma mes
        ton ta son sa bonjour bonsoir merci oui non euh ben bah alors donc voila pardon comment excusez
        moi est a y en dans tout madame monsieur mademoiselle messieurs mesdames maire ministre president
        presidente directeur directrice juge docteur prefet prefete depute deputee senateur senatrice
        conseiller conseillere inspecteur inspectrice commissaire procureur chef machin machine truc
        bidule untel unetelle x tout-le-monde tartempion
        """
    )
)

# Kin and people of someone's life. After a possessive or an article, a name may follow: "ma sœur Leïla".
KIN: Final = frozenset(
    words_of(
        """
        soeur soeurs frere frangin frangine mere maman pere papa fille filles fils mari femme epoux epouse
        conjoint conjointe compagnon compagne copain copine copains ami amie amis amies pote fiance
        fiancee voisin voisine collegue collegues tante oncle tata tatie tonton cousin cousine cousins
        neveu niece grand-mere grand-pere mamie papi belle-soeur beau-frere belle-mere beau-pere
        belle-fille beau-fils demi-frere demi-soeur petit-fils petite-fille petit petite bebe enfant gamin
        gamine aine ainee cadet cadette benjamin benjamine jumeau jumelle ex patron patronne chef cheffe
        educateur educatrice referent referente assistante assistant psy psychologue infirmier infirmiere
        medecin toubib prof maitresse directeur directrice conseiller conseillere animateur animatrice
        stagiaire benevole nounou nourrice kine tuteur tutrice curateur curatrice marraine parrain filleul
        filleule camarade associe associee apprenti apprentie secretaire gardien gardienne proprietaire
        boulanger boulangere facteur factrice cure pasteur entraineur coach mec nana gosse mome cousines
        belle-maman beau-papa veuf veuve aidant aidante auxiliaire avs aesh formateur formatrice dame
        monsieur nommee nomme
        """
    )
)
POSSESSIVES: Final = frozenset(
    words_of(
        """
        mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
        """
    )
)
ARTICLES: Final = frozenset(
    words_of(
        """
        le la les l un une des du au aux ce cet cette ces
        """
    )
)
DETERMINERS: Final = (
    POSSESSIVES
    | ARTICLES
    | frozenset(
        words_of(
            """
        de d quelque quelques chaque plusieurs deux trois quatre quel quelle
        """
        )
    )
)
PRONOUNS: Final = frozenset(
    words_of(
        """
        je j tu il elle on nous vous ils elles me m te t se s y en ne n
        """
    )
)

# A family name follows: "la famille Diallo", "le fils Martin", "les époux Petit".
FAMILY_WORDS: Final = frozenset(
    words_of(
        """
        famille familles epoux consorts freres soeurs clan fratrie couple
        """
    )
)

# Verbs and phrases that say a name: the token just before the name, and what may stand before that token.
CALLED: Final = frozenset(
    words_of(
        """
        appelle appelles appellent appelait appelaient appelons appelez appeler appelee appele prenomme
        prenommee prenommait surnomme surnommee surnomment surnommait surnommaient nomme nommee nommait
        baptise baptisee alias rebaptise rebaptisee dit dite
        """
    )
)
CALLED_PRONOUNS: Final = frozenset(
    words_of(
        """
        m s t l nous vous
        """
    )
)
NAME_WORDS: Final = frozenset(
    words_of(
        """
        prenom nom surnom pseudo petit-nom nom-de-famille
        """
    )
)

GREETINGS: Final = frozenset(
    words_of(
        """
        bonjour bonsoir salut coucou merci allo dis ecoute hein tiens pardon desole bravo felicitations
        cher chere
        """
    )
)

# Before a bare name, where a common noun would want an article: "chez Pierre", "avec Rose".
BARE_PREPOSITIONS: Final = frozenset(
    words_of(
        """
        avec chez
        """
    )
)
LINKS: Final = frozenset(
    words_of(
        """
        avec chez pour a et de d par sans que qu voir contre comme ou puis quand si
        """
    )
)
# After a name that is a word, these show that it was someone: "rose elle m'a dit", "pierre il vient".
SUBJECT_SIGNS: Final = frozenset(
    words_of(
        """
        elle il qui m est dit avait etait me lui et vient va travaille habite s n ne nous a disait disent
        repond raconte explique demande pense veut peut doit fait appelle arrive part sait savait voulait
        pouvait faisait venait allait t l y leur
        """
    )
)

# Particles inside a surname: "Ben Salah", "de La Tour", "El Amrani".
PARTICLES: Final = frozenset(
    words_of(
        """
        de d du des la le el al ben bin ait ould ibn abou abu bou van von der den dos da do di del della
        mac mc o n st saint
        """
    )
)
STRONG_PARTICLES: Final = frozenset(
    words_of(
        """
        el ben bin ait ould ibn abou abu bou van von dos da di del della
        """
    )
)

# First names that are words, yet are names nearly always when no determiner or pronoun stands before.
MOSTLY_NAMES: Final = frozenset(
    words_of(
        """
        marie pierre jean marc martin laurent olivier pascal gilles benoit robin denis max cedric benjamin
        louis lucie sophie alice jeanne paul luc remy remi rene renee bastien charlotte julie madeleine
        nathalie christian
        """
    )
)

# First names that are words in their own right, however many people bear them. Other first names that dictionaries
# hold (Isabelle, Thomas, Louis) are names.
NAMES_THAT_ARE_WORDS: Final = frozenset(
    words_of(
        """
        marie pierre claire rose marine jade aurore ambre marin blanche reine victoire constance capucine violette
        iris line robin ange aime aimee constant max milan amine serge marc jean jack john martial germain germaine
        octave flore garance auguste lise manuel sana anis roman olive prudence grace desire desiree fleur melodie
        harmonie honore felicite esperance celeste julienne carmen laurent martin pascal gilles benjamin romain
        benoit olivier paulette micheline marina charlotte madeleine marguerite colette moise oscar brandon
        """
    )
)

# What transcribers write for a sound or a masked name: never a name, whatever announces it.
MARKS: Final = frozenset(
    words_of(
        "xxx xx bip euh heu hum mh hm inaudible incomprehensible rires rire silence pause untel unetelle machin machine"
    )
)

# Capitalised or listed as names, never one without a title or a "je m'appelle": fillers, transcribers' marks,
# interjections, and words that are first names on Insee's list only by accident.
NEVER_NAMES: Final = frozenset(
    words_of(
        """
        euh heu ben bah beh bon ouais ouai oui non nan si hein hum mh mmh hm pff pfff ah oh eh ha hop tac
        ok okay bip xxx xx voila donc alors mais et ou car or ni puis enfin genre bref tiens allez allo
        ciao salut merci bonjour bonsoir incomprehensible inaudible rires rire silence pause ndt nda sic
        al de del el la le les des du st san my the ya you real rio semi love irlande france rome roy
        ange-gardien saint sainte papa maman papi mamie papy mamy tata tonton tatie nounou dieu allah
        jesus seigneur christ inch wesh wallah cher chere madame monsieur mademoiselle docteur maitre
        maire bienvenue juste parfait modeste noel paques toussaint an ans bis lui toi moi eux soi ca cela
        ceci la-bas aller dire faire avoir etre interviewe interviewee chercheur chercheuse enqueteur
        enquetrice enquete enquetee moderateur moderatrice question reponse locuteur locutrice participant
        participante lol mdr covid internet google facebook whatsapp instagram tiktok snapchat youtube
        netflix amazon skype zoom teams noir blanc sam dom am pm as es hui aujourd do re mi fa sol test
        pro bio eco geo info auto vo vu au aux ex post tel telle quel quelle quant quand pour avec sans
        sous sur dans chez vers par entre contre depuis pendant tout tous
        """
    )
)

# Speaker names of a transcript that say a part played, never a person.
SPEAKER_ROLES: Final = frozenset(
    words_of(
        """
        chercheur chercheuse chercheure checheur enqueteur enquetrice enqueteurs interviewer intervieweur
        intervieweuse interviewe interviewee interviewes enquete enquetee enquetes repondant repondante
        participant participante moderateur moderatrice animateur animatrice observateur observatrice
        locuteur locutrice speaker question reponse q r l e p i h f intervenant intervenante public salle
        groupe tous plusieurs inconnu inconnue homme femme voix voice personne professionnel
        professionnelle professionnels elu elue elus habitant habitante habitants benevole assistante
        sociale assistant social educateur educatrice directeur directrice medecin infirmiere infirmier
        usager usagere beneficiaire maire conseiller conseillere resident residente parent mere pere jeune
        patient patiente notes note terrain journal auteur auteure narrateur narratrice a b c d n m
        interview entretien repondants fin
        """
    )
)

# Short forms and the first names they stand for.
DIMINUTIVES: Final[dict[str, tuple[str, ...]]] = {
    short: tuple(longs.split("/"))
    for short, longs in (
        entry.split("=")
        for entry in words_of(
            """
            fatinha=fatima fati=fatima/fatoumata fatou=fatoumata/fatou momo=mohamed/mohammed/maurice
            nico=nicolas fred=frederic/frederique manu=emmanuel/manuel/emmanuelle seb=sebastien
            steph=stephane/stephanie alex=alexandre/alexandra/alexis vero=veronique cathy=catherine
            kathy=catherine isa=isabelle nath=nathalie nat=nathalie caro=caroline domi=dominique
            jojo=georges/joseph/josiane titi=thierry/christian gege=gerard dede=andre
            lulu=lucien/lucie/lucienne mimi=mireille/michele/michel/myriam ludo=ludovic greg=gregory
            tom=thomas theo=theodore/theophile max=maxime/maximilien ben=benjamin/benoit
            sam=samuel/samir/samira/samantha sandy=sandrine flo=florence/florian/florent phil=philippe
            philou=philippe pat=patrick/patricia cricri=christine/christian
            chris=christophe/christine/christian mick=michael/mickael mika=mickael/michael jeannot=jean
            pierrot=pierre margot=marguerite lili=elisabeth/liliane/alice babeth=elisabeth
            zabeth=elisabeth nini=virginie/denise juju=julien/julie/juliette totof=christophe
            tof=christophe bob=robert bebert=albert/robert riton=henri mado=madeleine suzie=suzanne
            josy=josiane jo=joseph/josephine/jonathan abdel=abdelkader/abdellah/abdelkrim
            abdou=abdoulaye/abdou moha=mohamed mous=moussa/mustapha kader=abdelkader krimo=abdelkrim/karim
            rach=rachid yaya=yacine/yasmine aminou=aminata/amine ami=aminata mamad=mamadou mama=mariama
            zeze=jose zeca=jose val=valerie/valentin/valentine gwen=gwenaelle/gwendoline
            clem=clement/clementine/clemence laeti=laetitia so=sophie aure=aurelie/aurelien ced=cedric
            gui=guillaume guigui=guillaume jeff=jean-francois/geoffrey jm=jean-marc/jean-michel xav=xavier
            mat=mathieu/matthieu matt=mathieu/matthieu toto=antoine tonio=antonio/antoine
            toni=antoine/antonio zoulou=zoulikha nono=bruno/arnaud/noel cle=cleo emi=emilie elo=elodie
            ali=alice/ali vivi=viviane/vincent vince=vincent wil=william/wilfried will=william
            """
        )
    )
}

PUBLIC_FIGURES: Final = phrases_of(
    """
    emmanuel macron; macron; francois hollande; hollande; nicolas sarkozy; sarkozy; jacques chirac;
    chirac; francois mitterrand; mitterrand; giscard; valery giscard d estaing; pompidou;
    georges pompidou; de gaulle; general de gaulle; charles de gaulle; le pen; marine le pen;
    jean marie le pen; melenchon; jean luc melenchon; bardella; jordan bardella; zemmour; eric zemmour;
    manuel valls; valls; edouard philippe; jean castex; castex; elisabeth borne; gabriel attal; attal;
    michel barnier; barnier; francois bayrou; bayrou; lecornu; lionel jospin; jospin; alain juppe; juppe;
    rocard; michel rocard; simone veil; robert badinter; badinter; jean louis borloo; borloo;
    martine aubry; aubry; segolene royal; dominique de villepin; villepin; raffarin; fillon; darmanin;
    blanquer; olivier veran; macronie; trump; donald trump; obama; barack obama; poutine;
    vladimir poutine; zelensky; merkel; angela merkel; thatcher; bouteflika; ben ali; erdogan;
    abbe pierre; l abbe pierre; soeur emmanuelle; joseph wresinski; wresinski; coluche; zidane; mbappe;
    kylian mbappe; jul; johnny hallyday; bourdieu; pierre bourdieu; foucault; michel foucault; durkheim;
    emile durkheim; max weber; goffman; erving goffman; robert castel; castel; serge paugam; paugam;
    amartya sen; karl marx; marx; freud; lacan; dolto; francoise dolto; piaget; latour; bruno latour;
    becker; howard becker; anselm strauss; paulo freire; freire; saul alinsky; alinsky; abdelmalek sayad;
    sayad; nancy fraser; axel honneth; honneth; rawls; habermas; de certeau; michel de certeau; ranciere;
    simone de beauvoir; beauvoir; hannah arendt; arendt; levi strauss; claude levi strauss; marcel mauss;
    montaigne; rousseau; voltaire; moliere; napoleon; louis xiv; hitler; staline; gandhi; mandela;
    nelson mandela; martin luther king; che guevara; jeanne d arc; disney; mickey; harry potter; superman;
    batman; bambi; asterix; tintin; pere noel; le pere noel; saint nicolas; jesus christ; la vierge marie
    """
)
