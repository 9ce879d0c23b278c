"""
Words around personal names in French, spoken and written: what announces a name, what only looks like one.

Origin: compiled by hand for this project from French grammar and usage, November 2026; licence: that of the
project. The public figures are heads of State, prime ministers, party leaders and ministers of the Fifth
Republic whose names stand for a period or a law, and authors that social research quotes (vie-publique.fr,
catalogue of the Bibliothèque nationale de France). All entries are folded: lower case, no accents.
"""

from __future__ import annotations

from typing import Final

from pipeline.french.lists import words_of

# Titles that announce a name and belong to its mention ("Mme Durand"). Value: the sex they tell.
TITLES: Final[dict[str, str]] = {
    "mme": "f", "mmes": "f", "madame": "f", "mlle": "f", "mademoiselle": "f", "soeur": "f",
    "monsieur": "m", "mr": "m", "m": "m", "messieurs": "m", "mm": "m", "abbe": "m", "frere": "m", "pere": "m",
    "docteur": "", "dr": "", "docteure": "f", "maitre": "", "me": "", "professeur": "", "professeure": "f",
    "sr": "f", "vve": "f", "pr": "", "imam": "m", "lala": "f", "sidi": "m", "tonton": "m", "tata": "f", "tatie": "f", "tati": "f",
    "mamie": "f", "mamy": "f", "papi": "m", "papy": "m", "mere": "f",
}  # fmt: skip

# Titles that a first name follows, said in a family or a community: "tata Yamina", "sœur Immaculée".
FAMILIAR_TITLES: Final = frozenset(
    words_of("soeur sr frere pere mere abbe imam lala sidi tonton tata tatie tati mamie mamy papi papy")
)

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
        monsieur nommee nomme puericultrice puericulteur concierge epicier epiciere mediateur mediatrice pepe meme
        tantie nouveau-ne chauffeur chauffeuse ouvrier ouvriere interprete traductrice juge avocat avocate
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
        prenom nom surnom pseudo pseudonyme petit-nom nom-de-famille
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
        benoit olivier clemence angelique candide placide paulette micheline marina charlotte madeleine marguerite colette moise oscar brandon
        """
    )
)

# What transcribers write for a sound or a masked name: never a name, whatever announces it.
MARKS: Final = frozenset(
    words_of(
        "xxx xx bip euh heu hum mh hm inaudible incomprehensible rires rire silence pause untel unetelle machin machine"
    )
)

# Words before a letter that make it the letter of a thing ("plan B", "vitamine C", "escalier D").
LETTERS_AFTER: Final = frozenset(
    words_of(
        """
        plan vitamine hepatite groupe permis batiment bat classe type categorie escalier annexe hall serie
        bloc porte point option section licence
        """
    )
)

# Pairs of letters that abbreviate something that is nobody ("A.S." is a social worker, "N.B." a remark).
ABBREVIATED_PAIRS: Final = frozenset(
    words_of(
        """
        as es ps nb cv jo ue td tp rv ag ca ce tv sa dr mr cp cm ok am pm tu ts cc bd id vs sp pj tb rh
        qi qg ph pc dj vp av jc st cf rdv ap ad ac
        """
    )
)

# Initials of compound first names ("J-M", "M.-C.").
COMPOUND_INITIALS: Final = frozenset(
    words_of(
        """
        ja jb jy jc jd jf jg jj jl jm jn jp jr js ma mb mc md me mf mg mh mj ml mn mo mp mr mt mv ab ac ae
        af al am an ap as pa pe ph pj pl pm py
        """
    )
)

# Before a name or an initial, where a thing would want an article.
PERSON_LINKS: Final = frozenset(
    words_of(
        """
        avec chez pour a et de d par sans que qu voir vu contre comme ou puis quand si selon dixit cf
        """
    )
)

# Before a kinsman's word and part of it: "ma belle mère", "son demi frère", "mon grand père".
KIN_ADJECTIVES: Final = frozenset(
    words_of(
        """
        belle beau demi grand grande arriere petit petite ex
        """
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
        al de del el la le les des du st san my the ya you real rio semi love irlande france rome
        ange-gardien saint sainte papa maman papi mamie papy mamy tata tonton tatie nounou dieu allah
        jesus seigneur inch wesh wallah cher chere madame monsieur mademoiselle docteur maitre
        maire bienvenue juste parfait modeste paques toussaint an ans bis lui toi moi eux soi ca cela
        ceci la-bas lu aller dire faire avoir etre interviewe interviewee chercheur chercheuse enqueteur
        enquetrice enquete enquetee moderateur moderatrice question reponse locuteur locutrice participant
        participante lol mdr covid internet google facebook whatsapp instagram tiktok snapchat youtube
        netflix amazon skype zoom teams noir blanc sam dom am pm as es hui aujourd do re mi fa sol test
        pro bio eco geo info auto vo vu au aux ex post tel telle quel quelle quant quand pour avec sans
        sous sur dans chez vers par entre contre depuis pendant tout tous dixit cf rdv
        fr com org net arobase digicode min sec km kg cm mm ml ht ttc kwh tiret underscore slash insta snap tik tok telegram vinted educ educs spe psy ortho kine coloc asso assos appart ordi relou chelou bof secu dispo conso resto apero
        aprem frigo proprio instit prepa manif recup reno deco compta ado ados accro perm boulot meuf keuf ouf
        teuf mif darons daron daronne bled pote poto gros chouette cool nickel grave oklm tkt mdp admin orga
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
            toni=antoine/antonio zoulou=zoulikha nono=bruno/arnaud/noel emi=emilie elo=elodie
            ali=alice/ali vivi=viviane/vincent vince=vincent wil=william/wilfried will=william
            """
        )
    )
}

# Short forms and nicknames that no list of first names holds, known for somebody's in any text.
SHORT_NAMES: Final = frozenset(
    words_of(
        """
        lolo toto nanard momone nadou valou zabou fanfan suzon gigi ludi jackie dedette bea fab dam jeje didou
        memond nand patou zaza nenette poupette mimine ninette lolotte loulou zouzou titou titine didine
        nounours bibou kiki choupinette chouchou manouche minouche riri fifi lulu dudu doudou nono zizou zizi
        papou mamour jeannou pierrick jeanjean loulotte bichette bibi bebe bebert dede gege gros-louis momo
        roro soso sissi nana nanou nat natou natacha virg virginie anto antho tonton-jo jb jp jc jl pj mj
        isa zabelle christou crissou cricri kaky kate cath caty cathou fanou fanette francky franckie freddo
        gaby gabs greg guitou hub jacquot jacquo jeannette jeannine josette juju kiko lilou lily lisou loulette
        maelou malou manou marco marcus mariette marinette mado mimile mimille moumoun mouss moussa nini ninon
        olive oliv pepe pepito petit-louis phiphi philou polo popaul raf raph riquet robby ro ronnie rudy sab
        sabou seb sebi sly stef tati-jo teddy thibs tibo tiph tito tony vava vero vivi xavi yoyo youyou zaz zeph
        zoubida zouzou toutoune titoune tatoune
        """
    )
) - frozenset(words_of("bebe gros-louis petit-louis tonton-jo tati-jo pepe doudou dudu zizi manouche ro olive"))

LEGAL_TITLES = frozenset({"maitre", "me", "m"})
"""Titles before which a family name may begin with a particle: `Maître de La Bourdonnaye`."""
