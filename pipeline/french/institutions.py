"""
What must stay readable in a social diagnosis: national institutions, benefits, programmes, laws, brands, calendars.

None of these says who is speaking: masking them ruins the analysis. Beside them, the generic words after which a
local establishment is named ("le collège Jean-Moulin"): there the name goes and the word stays.

Origin: compiled by hand in November 2026 from the public glossaries of social action (service-public.fr,
Code de l'action sociale et des familles, annuaire de l'administration, Legifrance), from the websites of the national
networks named and, for authors, from the catalogue of the Bibliothèque nationale de France; licence: that of the project. All entries are folded, hyphens and apostrophes as blanks.
"""

from __future__ import annotations

from typing import Final

from pipeline.french.lists import phrases_of, words_of

# Acronyms and names of institutions, benefits, measures, trades, networks, brands.
_GENERAL: Final = phrases_of(
    """
    caf; cnaf; pmi; ccas; cias; rsa; rmi; mdph; maison des personnes handicapees; ase;
    aide sociale a l enfance; aemo; aed; chrs; ehpad; cada; cph; huda; oqtf; ofpra; ofii; cnda; afpa;
    cafe; cpam; cnam; carsat; urssaf; msa; mission locale; missions locales; pole emploi; pole empoi;
    france travail; anpe; assedic; unedic; cap emploi; plie; siae; esat; ime; itep; ditep; sessad; samsah;
    aesf; aep; aeb; cpef; lhss; asll; usld; crpc; aru; mlds; uad; ucsa; smpr; utas; cdas; tig; jap; hdj; drh; gip;
    savs; mecs; itp; impro; ueros; csapa; caarud; cmp; cmpp; cattp; cmpea; pjj; spip; jaf; tgi;
    tribunal judiciaire; cour d appel; cour d assises; conseil d etat; conseil constitutionnel;
    assemblee nationale; senat; cour des comptes; republique francaise; etat; l etat; gouvernement;
    ministere; education nationale; ministere de l interieur; securite sociale; secu; assurance maladie;
    ameli; allocations familiales; aah; aeeh; apl; als; alf; asf; paje; ass; aspa; apa; pch; css; cmu;
    cmu c; ame; acs; puma; are; arce; acre; cej; garantie jeunes; contrat d engagement jeune;
    service civique; smic; cdi; cdd; cap; bep; bac; bts; dut; bafa; cqp; vae; cpf; dif; opca; opco; cfa;
    greta; cio; segpa; ulis; upe2a; rased; aesh; avs; avs co; ppre; pap; pai; pps; ess; esms; cpom; hlm;
    opac; oph; dalo; daho; fsl; siao; samu social; samu; smur; 115; 119; 3919; 3949; adil; anah; anru;
    ancols; action logement; visale; loca pass; locapass; cilgere; 1 logement; logement d abord; qpv; zup;
    zus; zfu; rep; rep plus; rep +; zep; npnru; contrat de ville; politique de la ville; cucs;
    conseil citoyen; conseil departemental; conseil general; conseil regional; conseil municipal; mairie;
    prefecture; sous prefecture; commissariat; gendarmerie; police; police nationale; pompiers; crs;
    bac nuit; ddcs; drjscs; ddets; dreets; direccte; ars; drees; insee; has; anesm; igas; dgcs; cnle;
    cnsa; cnav; agirc; arrco; ircantec; camieg; rsi; ssi; rqth; agefiph; fiphfp; oeth; secours populaire;
    secours populaire francais; secours catholique; restos du coeur; les restos du coeur;
    restaurants du coeur; restos; emmaus; croix rouge; croix rouge francaise; atd quart monde; atd;
    armee du salut; fondation abbe pierre; fondation de france; medecins du monde;
    medecins sans frontieres; cimade; la cimade; gisti; france terre d asile; forum refugies;
    apprentis d auteuil; petits freres des pauvres; les petits freres des pauvres; banque alimentaire;
    banques alimentaires; habitat et humanisme; soliha; fnars; federation des acteurs de la solidarite;
    uniopss; uriopss; udaf; unaf; adie; aides; sida info service; planning familial; cidff;
    ligue de l enseignement; leo lagrange; francas; les francas; ceméa; cemea; mjc; foyer rural;
    foyers ruraux; familles rurales; csf; clcv; afm; apf france handicap; apf; unapei; adapei; adapt;
    l adapt; unafam; france alzheimer; adapa; admr; una; entourage; lazare; utopia 56; collectif;
    solidarites nouvelles face au chomage; snc; territoire zero chomeur; territoires zero chomeur;
    territoires zero chomeur de longue duree; tzcld; unicef; onu; oms; unesco; hcr; oit; ue;
    union europeenne; commission europeenne; fse; feder; leader; erasmus; schengen; dublin; brexit; otan;
    cgt; cfdt; fo; cftc; cfe cgc; sud; unsa; fsu; medef; cpme; udes; capeb; cma; chambre de metiers;
    chambre des metiers; chambre d agriculture; cci; fnsea; jeunes agriculteurs; rn; fn; lfi; ps; ump; lr;
    pcf; eelv; modem; lrem; gilets jaunes; nupes; front national; rassemblement national;
    parti socialiste; sncf; ratp; edf; engie; gdf; veolia; la poste; banque postale; la banque postale;
    credit agricole; caisse d epargne; banque de france; bnp; societe generale; lcl; orange; free; sfr;
    bouygues; france telecom; transdev; keolis; blablacar; uber; deliveroo; doctolib; leboncoin;
    le bon coin; bon coin; vinted; airbnb; amazon; google; gmail; facebook; whatsapp; instagram; tiktok; snapchat;
    snap; youtube; netflix; skype; zoom; teams; twitter; linkedin; pinterest; chatgpt; microsoft; excel;
    word; powerpoint; apple; iphone; android; samsung; franceconnect; france connect; france services;
    maison france services; msap; pim s; pimms; bus france services; carrefour; leclerc; lidl; aldi;
    auchan; intermarche; super u; hyper u; casino; monoprix; franprix; action; ikea; decathlon; darty;
    fnac; leroy merlin; castorama; brico depot; bricomarche; mr bricolage; point p; boulanger; conforama;
    but; gifi; noz; kiabi; primark; zara; h m; mcdo; mcdonald s; mcdonald; kfc; quick; starbucks;
    la halle; kaporal; nike; adidas; vinci; eiffage; renault; peugeot; citroen; dacia; mercedes; bmw;
    audi; volkswagen; toyota; ford; fiat; michelin; airbus; dassault; total; totalenergies; danone;
    nestle; coca; coca cola; nutella; ricard; playstation; xbox; nintendo; lego; bic; scotch; sopalin;
    kleenex; frigidaire; caddie; tf1; m6; france 2; france 3; france inter; france bleu; france culture;
    bfm; bfm tv; cnews; arte; rtl; rmc; europe 1; nrj; skyrock; le monde; liberation; le figaro;
    le parisien; ouest france; sud ouest; mediapart; la croix; l humanite; telerama; canal plus;
    lep; livret a; pea; pel; assurance vie; carte vitale; carte bleue; carte navigo; navigo; carte gitane;
    titre de sejour; carte de sejour; permis b; permis de conduire; code du travail; code civil;
    code penal; journal officiel; cerfa; loi 1901; loi 2002 2; loi de 2005; loi elan; loi alur; loi dalo;
    loi notre; loi maptam; loi sru; loi egalim; loi asile immigration; loi travail; ségur; segur;
    segur de la sante; parcoursup; apb; pronote; ent; crous; cnous; campus france; cnrs; inserm; ined;
    ehess; universite; sciences po; irts; itsrs; deis; caferuis; cafdes; deass; dees; deje; des; deets;
    deaes; diplome d etat; brevet; cap petite enfance; cesf; esf; tisf; as; eje; me; es; vif; vfv; tdah;
    tsa; tnd; dys; hpi; vih; ist; ivg; pma; gpa; irm; ald; avc; bpco; sep; covid; covid 19; confinement;
    cnil; rgpd; pass sanitaire; pass culture; pass navigo; cheque energie; cheque emploi service; cesu;
    ticket restaurant; prime d activite; aide juridictionnelle; bda; surendettement; interdit bancaire;
    fichier banque de france; vigipirate; bataclan; charlie hebdo; 11 septembre; grand debat;
    grand debat national; nuit debout; cop21; cop 21; jeux olympiques; jo; coupe du monde; tour de france;
    ligue 1; ligue des champions; ldc; om; psg; ol; asse; handicap international; special olympics;
    scouts; scouts de france; guides de france; eclaireurs; colonie; colo; ufcv; vacaf; cheques vacances;
    ancv; ce; cse; chsct; dp; prud hommes; prudhommes; inspection du travail; medecine du travail;
    fongecif; transitions pro; apec; geiq; etti; ei; ai; aci; eti; aava; atelier chantier d insertion; bo;
    pac; safer; onf; sdis; cneser; sivom; epci; agglo; metropole; intercommunalite;
    communaute de communes; communaute d agglomeration; plu; pluih; pcaet; scot; pdalhpd; pdi; pti; clspd;
    cispd; prij; programme de reussite educative; clas; reaap; laep; ram; rpe; relais petite enfance;
    ctg; eaje; pedt; alsh; clsh; mam; maison d assistantes maternelles; pension alimentaire; aripa; fpls;
    ijss; at mp; siret; siren; agdref; nir; digicode; arobase; dasen; ia; rectorat; inspection academique; bdf; vip; gibert; cultura; furet du nord; iban; rib; cotorep; commission d attribution; cal; dossier unique; sne; crip; ip; opp;
    placement; tdc; mineur isole; mna; mie; jeune majeur; contrat jeune majeur; apj; tutelle; mjpm;
    curatelle; sauvegarde de justice; hospitalisation d office; sdt; hdt; ho; hp; uhsi; hopital de jour;
    had; ssiad; spasad; saad; clic; maia; cpts; msp; pass; pemss; urgences
    """
)

# National networks and operators of social action, housing, health insurance, debate and media (websites of each).
_NETWORKS: Final = phrases_of(
    """
    adoma; sonacotra; coallia; aftam; france horizon; groupe sos; les petites soeurs des pauvres; groupama; macif;
    maif; matmut; maaf; gmf; mgen; axa; allianz; malakoff humanis; ag2r; klesia; pro btp; harmonie mutuelle;
    sos amitie; sos medecins; sos racisme; sos homophobie; sos villages d enfants; suicide ecoute; drogues info service;
    alcool info service; alcooliques anonymes; narcotiques anonymes; croix bleue; vie libre; ligue contre le cancer;
    telethon; sidaction; act up; france victimes; solidarite femmes; violences femmes info; mouvement du nid; amicale du nid; enfance et partage; la voix de l enfant; allo enfance en danger; allo maltraitance; mrap; licra; ldh;
    ligue des droits de l homme; amnesty; amnesty international; greenpeace; oxfam; afpa; dal; droit au logement;
    fondation pour le logement; fondation pour le logement des defavorises; cnl; cgl; adie; france active; cigales;
    emmaus connect; emmaus solidarite; le relais emmaus; dons solidaires; agence du don en nature; too good to go; vie et lumiere; armee du salut; gens du voyage;
    anah; anil; fapil; unafo; unhaj; ufjt; cnape; citoyens et justice; fnat; cnajep; injep; andes;
    reseau national des ressourceries; envie 2e; cocagne; jardins de cocagne; reseau cocagne; groupe id ees;
    manpower; adecco; randstad; synergie; proman; crit; start people; supplay; hellowork; indeed; linkedin;
    cetelem; cofidis; sofinco; oney; franfinance; western union; moneygram; compte nickel; revolut; n26; paypal;
    boursorama; credit mutuel; banque populaire; hsbc; ccp; livret jeune; tracfin; total energies; enercoop; lycamobile; lebara; syma; bouygues telecom;
    red by sfr; sosh; numericable; canal plus; molotov; deezer; spotify; twitch; discord; telegram; messenger;
    viber; imo; google maps; waze; blablacar; flixbus; ouigo; tgv; ter; rer; intercites; navigo; velib; uber eats;
    just eat; burger king; o tacos; la poste mobile; chronopost; colissimo; mondial relay; vinted; emmaus label;
    les dernieres nouvelles d alsace; le progres; la voix du nord; la provence; nice matin; la depeche; la depeche du midi;
    le dauphine libere; midi libre; l est republicain; la montagne; le telegramme; l union; paris normandie; la nouvelle republique;
    l equipe; les echos; le point; l express; marianne; charlie hebdo; le canard enchaine; shein; temu; aliexpress; cdiscount; amazon prime; h et m; celio; stokomani; babou; foir fouille;
    la foir fouille; centrakor; maxi toys; biocoop; naturalia; netto; leader price; colruyt; grand frais; promocash; but; alinea; maisons du monde; electro depot;
    civen; enim; ifremer; cned; inrae; inra; ademe; anses; arcep; arcom; defenseur des droits; oim; msf; apajh; france benevolat;
    linkee; soliguide; terre de liens; confederation paysanne; solidarite paysans; agri ecoute; agri'ecoute; mfr; familles de france; afev; epide;
    ecole de la deuxieme chance; e2c; dihal; dares; france strategie; sante publique france; service public; allo service public; ants;
    tresor public; dgfip; fastt; agirc arrco; mnt; udccas; compagnons batisseurs; cites educatives; fonjep; snes; u2p; inao; oncfs; ofb; vnf;
    enedis; toutatice; ordre de malte; petits princes; ddass; aide medicale d etat; acepp; pajemploi; psu; lape; clsm; epn; ufolep; mrjc; joc;
    ymca; ifac; ucpa; vacances ouvertes; anct; sgar; cedh; onpe; snated; feader; alternatiba; attac; sud solidaires; mai 68;
    cash converters; easy cash; norauto; feu vert; speedy; doctissimo; wikipedia; marmiton
    """
)

# Laws, plans and acts under the names people give them (Legifrance, vie-publique.fr).
_LAWS: Final = phrases_of(
    """
    loi claeys leonetti; loi leonetti; loi kouchner; loi veil; loi evin; loi badinter; loi besson; loi boutin; loi borloo;
    loi pinel; loi scellier; loi duflot; loi macron; loi el khomri; loi aubry; loi robien; loi fillon; loi debre;
    loi pasqua; loi chevenement; loi collomb; loi darmanin; loi buzyn; loi touraine; loi bachelot; loi hpst; loi taquet; loi de finances; loi asap; loi 3ds; loi pacte; loi engagement et proximite; loi lamy; loi rist;
    loi plein emploi; loi kasbarian; loi anti squat; loi travail; loi avenir professionnel; loi handicap; loi montagne;
    loi littoral; loi securite globale; loi separatisme; loi gayssot; loi neuwirth; loi lang; loi haby; loi jospin;
    loi peillon; loi blanquer; loi toubon; loi boutin; accords de matignon; accord d evian; accords d evian;
    plan marshall; plan pauvrete; strategie pauvrete; plan grand froid; plan hiver; plan blanc; plan banlieue;
    convention de geneve; convention d istanbul; charte marianne; revenu universel; rsa jeune; rsa socle; rsa activite;
    prime macron; cheque alimentaire; bouclier tarifaire; allocation adulte handicape; tarif social;
    pass numerique; aidants connect; conseiller numerique; un jeune une solution; zero chomeur; service national universel;
    snu; nuit de la solidarite; reforme des retraites; gilets jaunes; marche des beurs; trente glorieuses
    """
)

# Authors whom social research and training quote (catalogue of the Bibliothèque nationale de France); a surname alone only
# where few people bear it.
AUTHORS: Final = phrases_of(
    """
     philippe warin; siblot; yasmine siblot; vincent dubois; lipsky; michael lipsky;  patrick declerck;
    julien damon; norbert elias; elias et scotson; scotson; simmel; georg simmel; tocqueville; alexis de tocqueville;
    polanyi; karl polanyi; wacquant; loic wacquant; lahire; bernard lahire; dubet; francois dubet; rosanvallon;
    pierre rosanvallon; jacques ion; michel autes;  michel chauviere; isabelle astier; bertrand ravon;
    marc henry soulet; paul fustier; fernand oury; jean oury; tosquelles;  fernand deligny; makarenko;
    janusz korczak; freinet; celestin freinet; montessori; maria montessori; meirieu; philippe meirieu; carl rogers;
    winnicott; bowlby; rene spitz; erikson; maslow; watzlawick; bateson; gregory bateson; racamier; cyrulnik;
    boris cyrulnik; tomkiewicz; stanislas tomkiewicz; illich; ivan illich; gorz; andre gorz; oskar negt; fassin;
    didier fassin; eric fassin; michel agier; florence weber; stephane beaud; pialoux; michel pialoux; olivier schwartz;
    hoggart; richard hoggart; de gaulejac; vincent de gaulejac; enriquez; eugene enriquez; dejours; christophe dejours;
    yves clot; linhart; daniele linhart; tronto; joan tronto; gilligan; carol gilligan; paperman;  crenshaw;
    kimberle crenshaw; bell hooks; delphy; christine delphy; federici; silvia federici; judith butler; fanon;
    frantz fanon; edward said; mbembe; achille mbembe; albert memmi; marion carrel; catherine neveu; julien talpin;
    balazard; helene balazard; blondiaux; loic blondiaux;  marie helene bacque; mechmache; arnstein;
    sherry arnstein; ardoino; rene barbier; desroche; henri desroche; lapassade; lourau; remi hess; glaser et strauss;
    paille et mucchielli; mucchielli;  laurence bardin; jean claude kaufmann; piketty; thomas piketty;
    esther duflo; stiglitz; keynes; hobbes; spinoza; kant; hegel; nietzsche;  jean paul sartre; levinas; ricoeur;
    paul ricoeur; derrida;  guattari; canguilhem; merleau ponty; aristote;  socrate; descartes;
    victor hugo; emile zola; zola; balzac; flaubert; maupassant; albert camus; jean valjean; gavroche; ken loach;
    les freres dardenne; annie ernaux; didier eribon; virginie despentes
    """
)
INSTITUTIONS: Final = (*_GENERAL, *_NETWORKS, *_LAWS, *AUTHORS)

# Sites that everyone uses, besides those that bear the name of an institution above.
NATIONAL_SITES: Final = phrases_of(
    """
    service public; impots; legifrance; gouv; vie publique; net entreprises; mon compte formation; moncompteformation;
    mesdroitssociaux; demandes logement; demande logement social; ants; immigration interieur; administration etrangers;
    gmail; hotmail; outlook; yahoo; free; laposte; seloger; indeed; wikipedia; change; waze; maps; hellowork; marmiton
    """
)

CALENDAR: Final = phrases_of(
    """
    janvier; fevrier; mars; avril; mai; juin; juillet; aout; septembre; octobre; novembre; decembre;
    lundi; mardi; mercredi; jeudi; vendredi; samedi; dimanche; noel; paques; toussaint; pentecote;
    ascension; assomption; saint sylvestre; nouvel an; ramadan; aid; aid el kebir; aid el fitr; l aid;
    kippour; shabbat; chabbat; hanouka; carnaval; saint valentin; saint jean; careme; printemps; ete;
    automne; hiver; moyen age; renaissance; trente glorieuses; mai 68; premiere guerre mondiale;
    seconde guerre mondiale; guerre d algerie; liberation; saint nicolas; epiphanie; chandeleur;
    mardi gras; armistice
    """
)

PEOPLES: Final = phrases_of(
    """
    francais; francaise; francaises; algerien; algerienne; algeriens; algeriennes; marocain; marocaine;
    marocains; marocaines; tunisien; tunisienne; tunisiens; tunisiennes; malien; malienne; maliens;
    senegalais; senegalaise; ivoirien; ivoirienne; ivoiriens; guineen; guineenne; guineens; camerounais;
    camerounaise; congolais; congolaise; nigerian; nigeriane; nigerians; ghaneen; togolais; togolaise;
    beninois; beninoise; burkinabe; comorien; comorienne; comoriens; mahorais; mahoraise; malgache;
    malgaches; mauricien; reunionnais; reunionnaise; antillais; antillaise; antillaises; guadeloupeen;
    martiniquais; guyanais; haitien; haitienne; haitiens; portugais; portugaise; portugaises; espagnol;
    espagnole; espagnols; italien; italienne; italiens; anglais; anglaise; allemand; allemande; allemands;
    belge; belges; suisse; suisses; polonais; polonaise; roumain; roumaine; roumains; bulgare; bulgares;
    serbe; serbes; kosovar; albanais; albanaise; russe; russes; ukrainien; ukrainienne; ukrainiens; turc;
    turque; turcs; turques; kurde; kurdes; syrien; syrienne; syriens; irakien; iranien; afghan; afghane;
    afghans; pakistanais; indien; indienne; tamoul; tamouls; bangladais; chinois; chinoise; vietnamien;
    vietnamienne; cambodgien; laotien; japonais; coreen; americain; americaine; americains; canadien;
    quebecois; bresilien; bresilienne; colombien; arabe; arabes; berbere; berberes; kabyle; kabyles; rom;
    roms; tsigane; tsiganes; gitan; gitane; gitans; manouche; manouches; juif; juive; juifs; musulman;
    musulmane; musulmans; musulmanes; chretien; chretienne; chretiens; catholique; catholiques;
    protestant; protestants; evangelique; bouddhiste; temoins de jehovah; temoin de jehovah; europeen;
    europeenne; europeens; africain; africaine; africains; africaines; maghrebin; maghrebine; maghrebins;
    breton; bretonne; bretons; basque; basques; corse; corses; alsacien; alsacienne; normand; normande;
    parisien; parisienne; parisiens; lyonnais; marseillais; ch ti; ch tis; provencal; auvergnat; peul;
    peuls; soninke; bambara; wolof; lingala; swahili; dioula; creole; occitan; dari; pachto; farsi;
    mandarin; hindi; ourdou; islam; christianisme; judaisme; coran; bible; lsf; fle; yougoslave;
    yougoslaves; tchetchene; tchetchenes; georgien; armenien; armeniens; armenienne
    """
)

# Words before a proper name that make it a law, a plan, a test: "la loi Pinel", "le plan Marshall".
NAMED_AFTER: Final = frozenset(
    words_of(
        """
        accord accords amendement cheque circulaire commission concours convention declaration decret
        dispositif echelle effet grille impot index livret loi lois maladie methode ordonnance plan prime
        prix programme protocole rapport reforme syndrome taxe test theoreme theorie
        """
    )
)

# Capitalised for emphasis behind a generic word, never a name by themselves ("le collège de la République").
EMPHATIC_WORDS: Final = frozenset(
    words_of(
        """
        mairie ville republique region departement france secteur centre etat prefecture commune quartier village pays
        conseil enfance jeunesse famille familles insertion emploi formation sante education nationale nation
        """
    )
)
# Who an association is for or by, never its name: "l'association des boulistes".
PEOPLES_OWN: Final = frozenset(
    words_of(
        """
        boulistes petanque chasseurs pecheurs randonneurs cyclistes motards joueurs danseurs musiciens chanteurs
        educ educs educateur mamans papas gamins gosses minots darons daronnes keufs flics potes copains copines
        nanas mecs meufs couturieres tricoteuses jardiniers bricoleurs cuisiniers brodeuses lecteurs peintres poetes aidants
        aidantes instits assmats nounous forains bateliers dockers mineurs aveugles sourds tutelles curatelles
        """
    )
)

# What an establishment is, in the words of its pseudonym, and the generic words that announce its name.
_BY_SORT: Final[dict[str, tuple[str, ...]]] = {
    "établissement scolaire": phrases_of(
        """
        college; lycee; lep; ecole; ecole maternelle; ecole primaire; ecole elementaire; maternelle; primaire; groupe scolaire; universite; fac; campus; internat;
        institution; cfa; segpa
        """
    ),
    "accueil d'enfants": phrases_of(
        """
        creche; halte garderie; multi accueil; micro creche; jardin d enfants; centre de loisirs;
        centre aere; ludotheque; pouponniere; maison d assistantes maternelles; rpe; relais petite enfance
        """
    ),
    "association": phrases_of(
        """
        association; asso; assoc; amicale; collectif; comite; club; federation; fondation; union;
        epicerie sociale; epicerie solidaire; compagnie; troupe; chorale; fanfare; harmonie; club de foot; club de boxe;
        club de judo; club sportif; ressourcerie; recyclerie; friperie; regie de quartier; chantier d insertion;
        association de quartier; page facebook; groupe facebook; groupe whatsapp; chaine youtube; page insta; blog;
        jardin partage; jardins partages; jardins familiaux; jardin ouvrier
        """
    ),
    "équipement de quartier": phrases_of(
        """
        centre social; maison de quartier; espace de vie sociale; mjc; maison des jeunes;
        centre socioculturel; centre socio culturel; maison pour tous; tiers lieu; cafe associatif;
        maison des associations; mediatheque; bibliotheque; gymnase; stade; piscine; salle; theatre;
        cinema; mission locale; maison france services; maison des solidarites; maison du departement; mds; utas;
        espace emploi; point d accueil; maison de services; maison de la solidarite
        """
    ),
    "lieu d'hébergement": phrases_of(
        """
        chrs; foyer; residence; residence sociale; residence autonomie; fjt; pension de famille;
        maison relais; hotel social; hotel; auberge; gite; colo; centre; auberge de jeunesse; camping; caravaning; aire d accueil; cada; huda; cph; centre d hebergement; accueil de jour;
        halte de nuit; asile de nuit; abri de nuit; logement foyer; residence senior; residence etudiante
        """
    ),
    "maison de retraite": phrases_of(
        """
        ehpad; maison de retraite; mapa; usld; marpa; beguinage
        """
    ),
    "lieu de soins": phrases_of(
        """
        hopital; clinique; chu; chr; ch; cmp; cmpp; cmpea; centre hospitalier; maison de sante;
        centre de sante; pole de sante; cabinet medical; pharmacie; maternite; hopital psychiatrique;
        csapa; caarud; pmi; laboratoire; centre medico psychologique; hopital de jour; maison de naissance; hdj;
        """
    ),
    "établissement médico-social": phrases_of(
        """
        esat; ime; itep; ditep; mecs; sessad; savs; samsah; impro; maison d enfants; foyer de vie;
        foyer occupationnel; maison d accueil specialisee; fam; pouponniere; centre educatif; cer; cef; village d enfants; camsp
        """
    ),
    "entreprise": phrases_of(
        """
        entreprise; societe; boite; usine; bailleur; bailleur social; office hlm; employeur; resto;
        snack; multi services; tabac; bar tabac; supermarche; discotheque; boite de nuit; bistrot; bistro; pub; troquet; epicerie; droguerie;
        fleuriste; coiffeur; camion pizza; traiteur; librairie; journal; radio; magazine; brocante; entrepot; plateforme logistique; abattoir; conserverie; filature; tissage; mine; carriere; sucrerie; raffinerie; hypermarche; boucherie halal; cabinet; agence; garage; boulangerie; boucherie;
        restaurant; bar; brasserie; magasin; boutique; salon; domaine; atelier; chantier; fonderie;
        menuiserie; imprimerie; transports; ambulances; auto ecole; pressing; epicerie; superette; cafe;
        pizzeria; kebab; scierie; cave; exploitation
        """
    ),
    "lieu de culte": phrases_of(
        """
        eglise; paroisse; mosquee; synagogue; temple; chapelle; cathedrale; basilique; couvent; abbaye;
        communaute
        """
    ),
}
ESTABLISHMENTS: Final = {generic: sort for sort, generics in _BY_SORT.items() for generic in generics}

# Names that schools, homes and streets bear everywhere in France: known without a capital.
ESTABLISHMENT_NAMES: Final = phrases_of(
    """
    jean moulin; jules ferry; victor hugo; jean jaures; jean rostand; marie curie; pierre et marie curie;
    louis pasteur; pasteur; joliot curie; jacques prevert; albert camus; saint exupery;
    antoine de saint exupery; louise michel; rosa parks; jean mace; paul eluard; paul langevin;
    louis aragon; anatole france; emile zola; georges brassens; jacques brel; henri wallon;
    celestin freinet; marcel pagnol; jean zay; pierre brossolette; guy moquet; danielle casanova;
    olympe de gouges; simone veil; anne frank; lucie aubrac; germaine tillion; charles peguy;
    francoise dolto; pierre mendes france; leon blum; jean monnet; robert schuman; saint joseph;
    sainte marie; notre dame; saint vincent de paul; saint vincent; saint louis; saint michel; saint jean;
    sainte anne; saint pierre; saint paul; sacre coeur; jeanne d arc; sainte therese; gerard philipe;
    romain rolland; george sand; colette; pablo picasso; salvador allende; nelson mandela; aime cesaire;
    frantz fanon; tilleul; tilleuls; lilas; acacia; acacias; peupliers; mimosas; glycines; platanes;
    cedres; oliviers; bleuets; coquelicots; hirondelles; mesanges; alouettes; marronniers; magnolias;
    chenes; erables; bouleaux; sapins; pins; noyers; cerisiers; pommiers; rosiers; roses; camelias;
    hortensias; jonquilles; roseraie; aubiers; bosquets; minguettes; tarterets; saulaie; oliveraie; palmeraie; mimosa;
    petits loups; petits lutins; petits pieds; petites canailles; petits chaperons; petits poucets; petit poucet;
    p tits loups; petites mains; boutons d or; bouton d or; pommeraie; chenaie; hetraie; charmes; hetres; peuplier;
    sycomores; noisetiers; amandier; olivier; cedre; mouettes; goelands; cygnes; rossignols; pinsons; moineaux;
    fauvettes; tourterelles; cigognes; grillons; lucioles; tournesols; pivoines; dahlias; anemones; bleuet;
    coquelicot; muguet; lavandes; romarins; jasmins; lierres; roseaux; alizes; embruns; dunes;
    quatre vents; quatre saisons; belle etoile; bel air; beau sejour; mon repos; bon accueil; bon pasteur;
    bonne nouvelle; beau soleil; bellevue; belle vue; clair matin; clair logis; soleil levant; arc en ciel;
    val fleuri; clos fleuri; pre vert; pres verts; la source; la rencontre; le rebond; le passage; la parenthese;
    la boussole; la cordee; la ruche; la fourmiliere; le cap; cap horn; l amarre; l ancre; l etape; la halte;
    la chaumiere; le moulin; la grange; le colombier; le pigeonnier; la farandole; la marelle; la ribambelle;
    pomme d api; les lucioles; les lutins; les marmousets; les diablotins; les canetons; les poussins;
    les oursons; pirouette; trottinette; caramel;
    roger salengro; salengro; leo lagrange; marcel cachin; maurice thorez; gabriel peri; ambroise croizat;
    henri barbusse; jules valles; jules verne; jean vilar; jean cocteau; paul valery; paul verlaine;
    arthur rimbaud; charles baudelaire; alphonse daudet; alfred de musset; honore de balzac; voltaire;
    denis diderot; diderot; montesquieu; condorcet; lamartine; chateaubriand; stendhal; moliere; racine;
    la fontaine; jean de la fontaine; rabelais; ronsard; descartes; blaise pascal; lavoisier; ampere;
    claude bernard; ambroise pare; louis braille; gustave eiffel; eiffel; jacques cartier; jean bart;
    surcouf; vauban; turgot; colbert; gambetta; clemenceau; aristide briand; waldeck rousseau;
    pierre semard; missak manouchian; manouchian; jean lurcat; fernand leger; henri matisse; claude monet;
    auguste renoir; paul cezanne; vincent van gogh; camille claudel; sonia delaunay; berthe morisot;
    hubertine auclert; olympe de gouges; elsa triolet; louise weiss; flora tristan; maria montessori;
    francois rabelais; marguerite yourcenar; marguerite duras; simone signoret; edith piaf; barbara;
    charles trenet; georges moustaki; martin luther king; gandhi; angela davis; wangari maathai; toussaint louverture; violettes; tulipes; iris; genets; bruyeres; ajoncs; fougeres; chataigniers;
    charmilles; ormes; saules; fontaines; sources; moulins; vignes; jardins; coteaux; collines; prairies;
    pres; champs; rives; lauriers; arbousiers; amandiers; orangers; cigales; papillons; abeilles;
    ecureuils; petits pas; arc en ciel; petits princes; petit prince; coccinelles; libellules;
    marguerites; pervenches; primeveres; aubepines; eglantines; myosotis; tamaris; cypres; terrasses;
    remparts; capucines; nymphes; horizon; horizons; l envol; le relais; le phare; la passerelle;
    le tremplin; l escale; le refuge
    """
)
