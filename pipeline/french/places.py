"""
Words around places in French: what may stay (countries, regions), what announces a town, how a street is written.

A commune says where someone lives and is masked; a country, a region, a département stays, being shared by at
least a hundred thousand people. Foreign towns are masked as French ones are.

Origin: countries and regions from the Insee official geographical code, 2026 (Licence Ouverte 2.0); French names
of foreign towns, street types and generic words compiled by hand, November 2026; licence: that of the project.
All entries are folded, hyphens and apostrophes as blanks.
"""

from __future__ import annotations

from typing import Final

from pipeline.french.lists import phrases_of, words_of

WIDE_PLACES: Final = phrases_of(
    """
    france; metropole; hexagone; europe; afrique; asie; amerique; oceanie; maghreb; moyen orient;
    proche orient; afrique du nord; afrique de l ouest; afrique subsaharienne; balkans; outre mer;
    dom tom; dom; tom; algerie; maroc; tunisie; libye; egypte; mali; senegal; cote d ivoire; guinee;
    guinee bissau; guinee conakry; guinee equatoriale; cameroun; congo; republique democratique du congo;
    rdc; congo brazzaville; gabon; nigeria; niger; tchad; benin; togo; ghana; burkina; burkina faso;
    mauritanie; gambie; sierra leone; liberia; centrafrique; soudan; soudan du sud; erythree; ethiopie;
    somalie; djibouti; kenya; ouganda; rwanda; burundi; tanzanie; angola; mozambique; zambie; zimbabwe;
    afrique du sud; madagascar; comores; maurice; ile maurice; l ile maurice; cap vert; seychelles;
    sao tome; portugal; espagne; italie; allemagne; belgique; suisse; luxembourg; angleterre; royaume uni;
    grande bretagne; ecosse; irlande; pays bas; hollande; danemark; suede; norvege; finlande; islande;
    pologne; roumanie; bulgarie; hongrie; tchequie; republique tcheque; slovaquie; slovenie; croatie;
    serbie; bosnie; kosovo; albanie; macedoine; montenegro; grece; turquie; chypre; malte; ukraine;
    russie; bielorussie; moldavie; georgie; armenie; azerbaidjan; tchetchenie; estonie; lettonie;
    lituanie; yougoslavie; urss; syrie; liban; israel; palestine; gaza; cisjordanie; jordanie; irak; iran;
    arabie saoudite; yemen; emirats; qatar; koweit; afghanistan; pakistan; inde; bangladesh; sri lanka;
    nepal; tibet; chine; japon; coree; coree du sud; coree du nord; vietnam; viet nam; cambodge; laos;
    thailande; birmanie; indonesie; malaisie; philippines; singapour; australie; nouvelle zelande; canada;
    quebec; etats unis; usa; mexique; bresil; argentine; chili; colombie; venezuela; perou; bolivie;
    equateur; uruguay; paraguay; guyana; suriname; haiti; cuba; republique dominicaine; jamaique;
    dominique; kurdistan; kabylie; rif; kirghizistan; kazakhstan; ouzbekistan; mongolie;
    auvergne rhone alpes; auvergne; rhone alpes; bourgogne franche comte; bourgogne; franche comte;
    bretagne; centre val de loire; corse; grand est; alsace; lorraine; champagne; champagne ardenne;
    hauts de france; nord pas de calais; picardie; ile de france; normandie; haute normandie;
    basse normandie; nouvelle aquitaine; aquitaine; limousin; poitou charentes; poitou; occitanie;
    midi pyrenees; languedoc roussillon; languedoc; roussillon; pays de la loire;
    provence alpes cote d azur; provence; paca; cote d azur; guadeloupe; martinique; guyane; la reunion;
    reunion; ile de la reunion; mayotte; nouvelle caledonie; polynesie; tahiti; wallis et futuna;
    saint pierre et miquelon; antilles; caraibes; la desirade; pays basque; bearn; gascogne; perigord;
    quercy; berry; anjou; maine; touraine; vendee; beauce; sologne; savoie; dauphine; cevennes; camargue;
    flandre; artois; ain; aisne; allier; alpes de haute provence; hautes alpes; alpes maritimes; ardeche;
    ardennes; ariege; aube; aude; aveyron; bouches du rhone; calvados; cantal; charente;
    charente maritime; cher; correze; corse du sud; haute corse; cote d or; cotes d armor; creuse;
    dordogne; doubs; drome; eure; eure et loir; finistere; gard; haute garonne; gers; gironde; herault;
    ille et vilaine; indre; indre et loire; isere; jura; landes; loir et cher; loire; haute loire;
    loire atlantique; loiret; lot; lot et garonne; lozere; maine et loire; manche; marne; haute marne;
    mayenne; meurthe et moselle; meuse; morbihan; moselle; nievre; nord; oise; orne; pas de calais;
    puy de dome; pyrenees atlantiques; hautes pyrenees; pyrenees orientales; bas rhin; haut rhin; rhone;
    haute saone; saone et loire; sarthe; haute savoie; seine maritime; seine et marne; yvelines;
    deux sevres; somme; tarn; tarn et garonne; var; vaucluse; vienne; haute vienne; vosges; yonne;
    territoire de belfort; essonne; hauts de seine; seine saint denis; val de marne; val d oise;
    neuf trois; alpes; pyrenees; massif central; mediterranee; atlantique; pacifique; seine; garonne;
    sahel; sahara; amazonie; bruxelles institutionnelle; banlieue; banlieue parisienne; region parisienne;
    petite couronne; grande couronne
    """
)

# Towns abroad as French speakers call them, where the international list has another name.
FOREIGN_TOWNS: Final = phrases_of(
    """
    alger; oran; constantine; annaba; tizi ouzou; bejaia; setif; tlemcen; mostaganem; blida; batna;
    casablanca; rabat; fes; marrakech; tanger; agadir; oujda; meknes; nador; tetouan; tunis; sfax; sousse;
    bizerte; bamako; kayes; segou; sikasso; mopti; gao; tombouctou; dakar; thies; saint louis du senegal;
    ziguinchor; touba; abidjan; bouake; yamoussoukro; daloa; conakry; labe; kankan; nzerekore; yaounde;
    douala; kinshasa; lubumbashi; brazzaville; pointe noire; libreville; lome; cotonou; porto novo;
    ouagadougou; bobo dioulasso; niamey; ndjamena; bangui; nouakchott; lagos; kano; benin city;
    addis abeba; asmara; khartoum; mogadiscio; tananarive; antananarivo; moroni; port louis; le caire;
    alexandrie; tripoli; lisbonne; porto; braga; coimbra; madrid; barcelone; valence; seville; grenade;
    bilbao; saragosse; rome; milan; naples; turin; genes; venise; florence; palerme; bruxelles; liege;
    charleroi; namur; anvers; gand; geneve; lausanne; zurich; bale; berne; londres; manchester;
    birmingham; edimbourg; dublin; berlin; munich; hambourg; francfort; cologne; vienne; prague; varsovie;
    cracovie; budapest; bucarest; timisoara; sofia; belgrade; sarajevo; pristina; tirana; skopje; zagreb;
    athenes; thessalonique; istanbul; ankara; izmir; moscou; saint petersbourg; grozny; kiev; kharkiv;
    odessa; marioupol; tbilissi; erevan; bakou; damas; alep; homs; beyrouth; jerusalem; tel aviv; bagdad;
    mossoul; teheran; kaboul; kandahar; herat; islamabad; karachi; lahore; delhi; bombay; pondichery;
    colombo; jaffna; dacca; pekin; shanghai; wenzhou; hong kong; hanoi; saigon; ho chi minh ville;
    phnom penh; tokyo; montreal; new york; los angeles; port au prince; cayenne; fort de france;
    pointe a pitre; saint denis de la reunion; mamoudzou; noumea; papeete; rio de janeiro; sao paulo;
    bogota; mexico; la havane
    """
)

# What stands before a town, and less often before the common noun it may also be.
TOWN_PREPOSITIONS: Final = frozenset(
    words_of(
        """
        a avant apres cote d dans de depuis en entre jusqu par pour pres sur vers
        """
    )
)

# Before "de", these announce a town ("la mairie de Sens").
TOWN_WORDS: Final = frozenset(
    words_of(
        """
        agglomeration banlieue bourg caf canton ccas centre commune environs gare habitait habitants
        habite habiter hopital maire mairie metropole ne nee nees nes prefecture prison quartier tribunal
        village ville
        """
    )
)

# Generic words after which a quarter, a hamlet, a stop is named.
QUARTER_WORDS: Final = frozenset(
    words_of(
        """
        aire arret barre barres bidonville bois bourg bourgade camp camping canal cite cites colline coron dalle
        domaine etang ferme foret gare grange halles hameau hlm ile jardin jardins lac lotissement mas marche metro mont
        montagne parc place placette plage plaine plateau pont port presqu quartier quartiers riviere ruelle secteur
        square squat stade station terrain tour tours usine val vallee village villages zac zone zup
        """
    )
)

# Those after which it is somebody's home.
STRONG_QUARTER_WORDS: Final = frozenset(
    words_of(
        """
        barre barres bourg bourgade cite cites coron ferme hameau lotissement quartier quartiers village zac zup
        """
    )
)

# Streets and dwellings of these kinds are addresses only with a number before: "12 cité des Bosquets".
NUMBERED_TYPES: Final = frozenset(
    words_of(
        """
        résidence residence lotissement hameau cité cite lieu-dit bâtiment villa cour côte passage mail traverse
        """
    )
)

# Words that begin the name of a small place, with the word behind them: "le val fourré", "la croix blanche".
PLACE_HEADS: Final = frozenset(
    words_of(
        """
        saint sainte bas basse basses hautes beau belle bois bon bonne bourg camp champ champs chateau clos combe coteau coteaux cour croix ferme font
        fontaine fort fosse grand grande grange gue haut haute hauts jardin lande mas mont moulin noue parc petit petite
        pierre plaine plan port pre pres prairie prairies puits puy roc roche rond tour trou val vallon vieille vieux vigne
        vignes villa
        """
    )
)

# Small numbers that begin such a name: "les quatre chemins", "les trois ormes".
NAMING_NUMBERS: Final = frozenset(words_of("deux trois quatre cinq six sept huit neuf dix cent mille"))

# Seen by everyone, home of nobody.
MONUMENTS: Final = phrases_of(
    """
    tour eiffel; champs elysees; champs élysées; notre dame de paris; le louvre; louvre; arc de triomphe; mont blanc;
    mont saint michel; place de la republique; place de la bastille; place de la nation; disneyland; parc asterix;
    stade de france; parc des princes; chateau de versailles; mur de berlin; statue de la liberte; elysee; l elysee;
    matignon; place beauvau; bercy; quai d orsay; palais bourbon; palais de justice; pole nord; pole sud
    """
)

# After "rue", these begin no street name ("la rue piétonne", "à la rue depuis").
NOT_STREET_NAMES: Final = frozenset(
    words_of(
        """
        a adjacente alors apres au aux avant avec ben c ca calme chez dans deja etroite comme commercante complete depuis derriere
        devant donc elle en entiere est et etait euh ici il je la la-bas mais meme mere nous on ou parce
        pas passante pendant pietonne plus pour principale quand que qui sans secondaire tres trop tu
        voisine vous
        """
    )
)

STREET_TYPES: Final = words_of(
    """
    rue avenue av. av boulevard boul. bd. bd bld impasse allée allee allées allees ruelle venelle sente
    square quai esplanade rond-point faubourg fbg chaussée promenade boulvard boulevards ave all. imp. imp sq. fg
    """
)

# Street types that are also everyday nouns: a number must come before, or a capital after.
WEAK_STREET_TYPES: Final = words_of(
    """
    place pl. chemin ch. chem. route rte cours passage voie villa cour montée mail sentier traverse résidence residence
    lotissement hameau cité cite parvis côte lieu-dit bâtiment
    """
)

# Little words inside a town's name that are no part of its weight.
ARTICLES: Final = frozenset(
    words_of(
        """
        de du des d la le les l aux au
        """
    )
)

# Words that may stay in lower case inside a town's name.
LINKING_WORDS: Final = frozenset(
    words_of(
        """
        de du des la le les l d et en sur sous aux au saint sainte st ste
        """
    )
)

# Prepositions that a common noun without article does not follow.
TIGHT_PREPOSITIONS: Final = frozenset(
    words_of(
        """
        a vers jusqu depuis sur
        """
    )
)

# What is said of where one lives: "à" behind it announces a place.
DWELLING_VERBS: Final = frozenset(
    words_of(
        """
        habite habites habitent habitons habitais habitait habitaient habiter habite vis vit vivent vivons vivais vivait
        vivaient vivre vecu ne nee nes nees loge loges logee logees logent logeait heberge hebergee heberges installe
        installee installes installer demenage demenager demenagee relogee reloge reloges relogees domicilie domiciliee
        grandissent grandissait grandissaient grandit grandir vieillit vieilli campe campent reparti repartie repartis retourne retournee rentre rentree reside resident residait grandi creche crechait dors
        dort dorment dormait zone zonait squatte squattait emmenage emmenager debarque debarquee arrive arrivee arrives
        atterri scolarise scolarisee incarcere incarceree detenu detenue enterre enterree originaire originaires viens
        vient viennent venais venait venir venu venue venus mute mutee place placee hospitalise hospitalisee travaille travailles travaillent travaillait travaillais
        travailler bosse bosses bossent bossait bossais bosser embauche embauchee embauches employe employee licencie
        licenciee partie parties partis parti sorti sortie sortis quitte quitter quittee
        """
    )
)

# Words that follow a quarter's generic word without being its name ("le quartier gare").
GENERIC_SPOTS: Final = frozenset(
    words_of(
        """
        gare republique chance mairie ville centre ecole eglise place poste police prison plage mer montagne
        campagne foret region france familles femmes jeunes enfants parents secteur coin bas haut nord sud est
        ouest departement vie ville-centre education culture sante sport famille commune pays quartier rue
        marche port pont lac nuit jour matin soir midi semaine weekend week mois annee temps fois suite fin debut milieu
        cote bout fond dessus dessous premier premiere deuxieme troisieme quatrieme cinquieme dernier derniere etage
        voisin voisins voisine voisines gens vieux vieille petits petites grands grandes pauvres riches etrangers
        francais hommes filles garcons fille garcon bebes femme homme mere meres pere peres parent enfant enfance
        jeunesse adolescents ados aines anciens anciennes retraites seniors personnes personne handicapes malades
        travailleurs travailleuses ouvriers salaries employes chomeurs locataires proprietaires habitants residents
        usagers beneficiaires allocataires patients eleves etudiants etudiantes profs professeurs instits maitre
        maitresse maitresses directeur directrice educateur educateurs educatrice educatrices assistante assistantes
        animateur animateurs benevoles mamans papas solidarite solidarites justice paix emploi travail metiers metier
        droits droit logement insertion formation retraite repos soins fetes fete sports loisirs arts musique danse foot
        football theatre quartiers villages communes anciens combattants deportes victimes consommateurs commercants
        artisans agriculteurs paysans pompiers policiers gendarmes militaires marins mineurs majeurs sourds aveugles
        handicap association asso etat gouvernement prefecture maire conseil commission direction administration
        secretariat accueil cantine cour recre preau salle bureau porte entree sortie fenetre chambre cuisine lit tele
        maison maisons logements immeuble immeubles batiment batiments appartement terre ciel soleil lune monde
        planete univers nature eau air feu bois route chemin rivage bord bords debut chance secondaire
        """
    )
)

# Between an establishment's generic word and its name: "le lycée pro Lavoisier".
QUALIFIERS: Final = frozenset(
    words_of(
        """
        pro professionnel professionnelle technique technologique agricole general generale prive privee public publique
        municipal municipale communal communale intercommunal intercommunale departemental departementale mixte
        elementaire primaire maternelle sociale social associatif associative solidaire sportif sportive culturel
        culturelle medicalise evangelique protestante catholique orthodoxe pentecotiste
        """
    )
)

# Adjectives that end an establishment's name ("le cèdre bleu").
NAMING_ADJECTIVES: Final = frozenset(
    words_of(
        """
        bleu bleue vert verte rouge blanc blanche noir noire jaune rose gris grise dore doree joyeux heureux
        heureuse solidaire enchante enchantee fleuri fleurie ensoleille ensoleillee partage partagee vagabond
        citoyen citoyenne joli jolie fleurie long longue perdu perdue sec seche froid froide claire clair noirs noires
        blancs blanches rouges verts vertes bleus bleues tendu tendue tendues ouvert ouverte ouvertes
        """
    )
)

# Written short in speech recognition and in addresses.
SAINTS: Final = {"st": "saint", "ste": "sainte"}

PLACE_LINKS = frozenset({"sur", "sous", "en", "les", "lez", "aux", "de", "du", "des", "d"})
"""What joins the head of a place's name to the rest of it: `Lanty-sur-Bize`."""
