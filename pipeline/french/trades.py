"""
Trades, offices and distinctions by which someone is recognised in a small place, each with what it may become.

A rare trade is a signature by itself. A common one (baker, doctor) is one only when a place is said with it: "la
boulangère du village". Each group gives the more general words proposed, for a man and for a woman.

Origin: compiled by hand for this project, November 2026, after the rare occupations of Insee's PCS 2020 nomenclature
and of the INMA list of crafts; licence: that of the project. All entries are folded: lower case, no accents.
"""

from __future__ import annotations

from typing import Final

from pipeline.french.lists import phrases_of

Gendered = tuple[str, str]

_CRAFT: Final = ("artisan d'art", "artisane d'art")
_HEALTH: Final = ("professionnel de santé", "professionnelle de santé")
_LAW: Final = ("professionnel du droit", "professionnelle du droit")
_FARM: Final = ("agriculteur", "agricultrice")
_SEA: Final = ("travailleur de la mer ou du fleuve", "travailleuse de la mer ou du fleuve")
_FAITH: Final = ("responsable religieux", "responsable religieuse")
_STAGE: Final = ("artiste", "artiste")
_STATE: Final = ("agent public", "agente publique")
_ORDER: Final = ("agent de sécurité publique", "agente de sécurité publique")
_ELECTED: Final = ("élu local", "élue locale")
_DEATH: Final = ("employé de services funéraires", "employée de services funéraires")
_NATURE: Final = ("travailleur de la nature", "travailleuse de la nature")
_SPORT: Final = ("sportif", "sportive")
_SCIENCE: Final = ("chercheur", "chercheuse")
_WORKER: Final = ("ouvrier spécialisé", "ouvrière spécialisée")

_GROUPS: Final[tuple[tuple[Gendered, str], ...]] = (
    (
        _CRAFT,
        """
        luthier; luthiere; archetier; facteur d orgues; factrice d orgues; facteur de pianos; accordeur de pianos;
        accordeur de piano; accordeuse de piano; vitrailliste; maitre verrier; maitre-verrier; souffleur de verre;
        souffleuse de verre; verrier; verriere d art; ferronnier d art; ferronniere d art; forgeron; forgeronne; coutelier;
        couteliere; sabotier; sabotiere; vannier; vanniere; potier; potiere; ceramiste; tapissier d ameublement;
        doreur; doreuse; ebeniste; marqueteur; relieur; relieuse; enlumineur; enlumineuse; calligraphe; graveur;
        graveuse; lapidaire; joaillier; joailliere; horloger; horlogere; orfevre; dentelliere; brodeuse d art; chapelier;
        chapeliere; modiste; plumassier; plumassiere; gantier; gantiere; bottier; bottiere; sellier; selliere;
        maroquinier; maroquiniere; tanneur; tonnelier; tonneliere; charron; marechal ferrant; marechal-ferrant;
        marechale ferrante; tailleur de pierre; tailleur de pierres; tailleuse de pierre; tailleuse de pierres;
        sculpteur; sculptrice; sculpteure; rempailleur; rempailleuse; cannier; taxidermiste; empailleur; fondeur de cloches;
        campaniste; santonnier; santonniere; restaurateur de tableaux; restauratrice de tableaux; staffeur; mosaiste;
        emailleur; emailleuse; tisserand; tisserande; armurier; armuriere; fontainier; fontainiere
        """,
    ),
    (
        _HEALTH,
        """
        sage femme; veterinaire; orthophoniste; orthoptiste; prothesiste dentaire; podo-orthesiste; orthoprothesiste;
        oculariste; geneticien; geneticienne; neurochirurgien; neurochirurgienne; chirurgien; chirurgienne;
        pediatre; psychiatre; pedopsychiatre; anesthesiste; medecin legiste; rebouteux; rebouteuse; magnetiseur;
        magnetiseuse; guerisseur; guerisseuse; coupeur de feu; coupeuse de feu; marabout; herboriste; acupuncteur;
        acupunctrice; hypnotherapeute; addictologue; oncologue; cardiologue; gynecologue
        """,
    ),
    (
        _LAW,
        """
        notaire; huissier; huissiere; commissaire de justice; procureur; procureure; substitut du procureur; greffier;
        greffiere; magistrat; magistrate; juge d instruction; juge de paix; commissaire priseur; commissaire-priseur;
        avocat general; batonnier; batonniere; geometre expert; geometre-expert; interprete assermente; interprete assermentee;
        traducteur assermente; traductrice assermentee
        """,
    ),
    (
        _FARM,
        """
        berger; bergere; chevrier; chevriere; apiculteur; apicultrice; heliciculteur; helicicultrice; trufficulteur;
        trufficultrice; safranier; safraniere; pisciculteur; piscicultrice; ostreiculteur; ostreicultrice; mytiliculteur;
        mytilicultrice; conchyliculteur; saliculteur; paludier; paludiere; saunier; sauniere; gemmeur; resinier; bouilleur de cru;
        bouilleuse de cru; oenologue; maitre de chai; nez; lavandier; lavandiculteur; lavandicultrice; cressiculteur;
        cressicultrice; sourcier; sourciere; vacher; vachere; gaveur; gaveuse; eleveur d escargots; eleveuse d escargots;
        eleveur de chevaux; eleveuse de chevaux; eleveur d autruches; eleveuse d alpagas; eleveuse d autruches;
        fromager d alpage; alpagiste; arboriste; elagueur; elagueuse; ecorceur; debardeur; muletier; muletiere
        """,
    ),
    (
        _SEA,
        """
        marinier; mariniere; batelier; bateliere; eclusier; eclusiere; gardien de phare; gardienne de phare; marin pecheur;
        marin-pecheur; patron pecheur; patronne pecheuse; scaphandrier; scaphandriere; passeur de bac; pilote de port;
        capitaine de port; patron de bateau; mareyeur; mareyeuse; ramendeur; ramendeuse; pecheur a pied; sauveteur en mer;
        constructeur de bateaux; charpentier de marine; voilier
        """,
    ),
    (
        _FAITH,
        """
        cure; pasteur; pasteure; rabbin; imam; pretre; diacre; eveque; aumonier; aumoniere; bonze; moine; moniale;
        religieuse; bonne soeur; carmelite; sacristain; sacristine; bedeau; muezzin; pope; predicateur; seminariste;
        exorciste; chantre
        """,
    ),
    (
        _STAGE,
        """
        trapeziste; funambule; acrobate; clown; dresseur; dresseuse; dompteur; dompteuse; magicien; magicienne;
        ventriloque; marionnettiste; conteur; conteuse; harpiste; organiste; violoncelliste; chef d orchestre; cheffe d orchestre;
        chanteur d opera; chanteuse d opera; cantatrice; danseur etoile; danseuse etoile; danseuse de flamenco; forain;
        foraine; cascadeur; cascadeuse; souffleur; accordeoniste; sonneur; sonneuse; tatoueur; tatoueuse;
        cineaste; romancier; romanciere; poete; poetesse; drag queen; drag-queen; ecrivain public; ecrivaine publique;
        strip-teaseuse; effeuilleuse; cartomancienne; voyante; chansonnier
        """,
    ),
    (
        _STATE,
        """
        sous-prefet; sous-prefete; sous prefet; sous prefete; prefet; prefete; commissaire de police; garde champetre;
        garde-champetre; secretaire de mairie; garde forestier; garde forestiere; garde-chasse; garde chasse; lieutenant de louveterie;
        louvetier; aiguilleur du ciel; aiguilleuse du ciel; controleur aerien; controleuse aerienne;
        garde barriere; garde-barriere; percepteur; perceptrice; receveuse des postes; receveur des postes; inspecteur du permis;
        archiviste; conservateur de musee; conservatrice de musee; consul; ambassadeur; ambassadrice; recteur; rectrice
        """,
    ),
    (
        _ORDER,
        """
        demineur; demineuse; legionnaire; parachutiste; sous-marinier; maitre-chien; maitre chien; maitresse-chien; gendarme mobile;
        chef des pompiers; cheffe des pompiers; capitaine des pompiers; chef de la police municipale; maton; matonne;
        surveillant de prison; surveillante de prison; gardien de prison; gardienne de prison; garde du corps; negociateur
        """,
    ),
    (
        _DEATH,
        """
        thanatopracteur; thanatopractrice; fossoyeur; fossoyeuse; croque mort; croque-mort; marbrier funeraire; maitre de ceremonie funeraire
        """,
    ),
    (
        _NATURE,
        """
        guide de haute montagne; guide de montagne; pisteur; pisteuse; pisteur secouriste; accompagnatrice en moyenne montagne;
        accompagnateur en moyenne montagne; moniteur de ski; monitrice de ski; gardien de refuge; gardienne de refuge;
        speleologue; fauconnier; fauconniere; musher; piegeur; taupier; taupiere; soigneur animalier; soigneuse animaliere;
        toiletteur; ornithologue; mycologue; cordiste; grimpeur elagueur; bucheron; bucheronne
        """,
    ),
    (
        _SPORT,
        """
        jockey; boxeur; boxeuse; footballeur professionnel; footballeuse professionnelle; rugbyman professionnel; arbitre
        international; coureur cycliste; catcheur; catcheuse; toreador; torero; raseteur; pelotari
        """,
    ),
    (
        _SCIENCE,
        """
        astrophysicien; astrophysicienne; archeologue; paleontologue; egyptologue; volcanologue; glaciologue; vulcanologue;
        oceanographe; linguiste; entomologiste; sismologue; astronome
        """,
    ),
    (
        _WORKER,
        """
        scaphandrier soudeur; grutier; grutiere; ramoneur; ramoneuse; remouleur; rempailleur; ferrailleur; ferrailleuse; chiffonnier;
        chiffonniere; conducteur de teleferique; perchman; perchiste; mineur de fond; lamineur; verrier a la main;
        releveur de compteurs; allumettiere; allumettier; dockeuse; docker; projectionniste; typographe; linotypiste
        """,
    ),
)

# Trade -> the more general words proposed, for a man and for a woman.
RARE_TRADES: Final[dict[str, Gendered]] = {trade: wider for wider, trades in _GROUPS for trade in phrases_of(trades)}

# Never by themselves: "berger allemand", "le nez", "voilier", "sculpteur" of a film… what follows or precedes decides.
NOT_ALONE: Final = frozenset({"nez", "voilier", "souffleur", "verrier", "moine", "pisteur", "negociateur", "dresseur"})

# Known by everyone where they practise: flagged with a place, or after "seul", "ancien", "premier".
_SHOP: Final = ("commerçant", "commerçante")
_SCHOOL: Final = ("enseignant", "enseignante")
_WIDE: Final = ("professionnel", "professionnelle")
COMMON_TRADES: Final[dict[str, Gendered]] = {
    trade: wider
    for wider, trades in (
        (
            _SHOP,
            """
            boulanger; boulangere; boucher; bouchere; epicier; epiciere; coiffeur; coiffeuse; fleuriste; buraliste; patissier;
            patissiere; restaurateur; restauratrice; patron du bar; patronne du bar; patron du cafe; patronne du cafe;
            cafetier; cafetiere; garagiste; libraire; opticien; opticienne; quincaillier; poissonnier; poissonniere; primeur;
            maraicher; maraichere; fromager; fromagere; bistrotier; bistrotiere; gerant; gerante; hotelier; hoteliere
            """,
        ),
        (
            _HEALTH,
            """
            medecin; docteur; docteure; doctoresse; toubib; infirmier; infirmiere; pharmacien; pharmacienne; dentiste; kine;
            kinesitherapeute; psychologue; psy; osteopathe; ambulancier; ambulanciere; aide-soignante; aide soignante;
            aide-soignant
            """,
        ),
        (
            _SCHOOL,
            """
            instituteur; institutrice; instit; maitre d ecole; maitresse; maitresse d ecole; professeur; professeure; prof;
            directeur d ecole; directrice d ecole; atsem; cantiniere; cantinier; professeure des ecoles; professeur des ecoles
            """,
        ),
        (
            _WIDE,
            """
            facteur; factrice; postier; postiere; pompier; pompiere; gendarme; policier; policiere; assistante sociale;
            assistant social; concierge; gardien; gardienne; plombier; plombiere; electricien; electricienne; macon; maconne;
            menuisier; menuisiere; mecanicien; mecanicienne; agriculteur; agricultrice; paysan; paysanne; eleveur; eleveuse;
            viticulteur; viticultrice; vigneron; vigneronne; taxi; chauffeur de bus; chauffeuse de bus; chauffeur de car;
            nounou; nourrice; assistante maternelle; educateur; educatrice; animateur; animatrice; couturier; couturiere;
            avocat; avocate; architecte; journaliste; photographe; bibliothecaire; cantonnier; eboueur; journalier;
            mediateur; mediatrice; interprete; traducteur; traductrice; ingenieur; ingenieure; chercheur; chercheuse
            """,
        ),
    )
    for trade in phrases_of(trades)
}

# Offices held; each is flagged with what it is the head of ("président de l'amicale"), a few alone.
OFFICES: Final[dict[str, Gendered]] = {
    office: wider
    for wider, offices in (
        (
            _ELECTED,
            """
            maire; mairesse; adjoint; adjointe; premier adjoint; premiere adjointe; depute; deputee; senateur; senatrice;
            conseiller municipal; conseillere municipale; conseiller departemental; conseillere departementale;
            conseiller general; conseillere generale; conseiller regional; conseillere regionale; elu municipal; elue municipale
            """,
        ),
        (
            ("responsable", "responsable"),
            """
            president; presidente; vice-president; vice-presidente; vice president; vice presidente; tresorier; tresoriere;
            fondateur; fondatrice; cofondateur; cofondatrice; directeur; directrice; directeur adjoint; directrice adjointe;
            capitaine; entraineur; entraineuse; secretaire general; secretaire generale; proviseur; proviseure; principal;
            principale; doyen; doyenne; delegue syndical; deleguee syndicale; chef de chorale; chef de choeur;
            cheffe de choeur; patron; patronne; gerant; gerante; responsable; coordinateur; coordinatrice; chef de service;
            cheffe de service; chef; cheffe; secretaire
            """,
        ),
    )
    for office in phrases_of(offices)
}
ALONE_OFFICES: Final = frozenset(
    phrases_of("""
        premier adjoint; premiere adjointe; conseiller municipal; conseillere municipale; conseiller departemental;
        conseillere departementale; conseiller general; conseillere generale; conseiller regional; conseillere regionale;
        depute; deputee; senateur; senatrice; elu municipal; elue municipale; delegue syndical; deleguee syndicale;
        proviseur; proviseure; mairesse; doyen; doyenne
    """)
)
