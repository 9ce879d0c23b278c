"""
What must stay readable in a social diagnosis: national institutions, benefits, programmes, laws, brands, calendars.

None of these says who is speaking: masking them ruins the analysis. Beside them, the generic words after which a
local establishment is named ("le collège Jean-Moulin"): there the name goes and the word stays.

Origin: compiled by hand in November 2026 from the public glossaries of social action (service-public.fr,
Code de l'action sociale et des familles, annuaire de l'administration) and from the websites of the national
networks named; licence: that of the project. All entries are folded, hyphens and apostrophes as blanks.
"""

from __future__ import annotations

from typing import Final

from pipeline.french.lists import phrases_of, words_of

# Acronyms and names of institutions, benefits, measures, trades, networks, brands.
INSTITUTIONS: Final = phrases_of(
    """
    caf; cnaf; pmi; ccas; cias; rsa; rmi; mdph; maison des personnes handicapees; ase;
    aide sociale a l enfance; aemo; aed; chrs; ehpad; cada; cph; huda; oqtf; ofpra; ofii; cnda; afpa;
    cafe; cpam; cnam; carsat; urssaf; msa; mission locale; missions locales; pole emploi; pole empoi;
    france travail; anpe; assedic; unedic; cap emploi; plie; siae; esat; ime; itep; ditep; sessad; samsah;
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
    solidarites nouvelles face au chomage; snc; territoire zero chomeur;
    territoires zero chomeur de longue duree; tzcld; unicef; onu; oms; unesco; hcr; oit; ue;
    union europeenne; commission europeenne; fse; feder; leader; erasmus; schengen; dublin; brexit; otan;
    cgt; cfdt; fo; cftc; cfe cgc; sud; unsa; fsu; medef; cpme; udes; capeb; cma; chambre de metiers;
    chambre des metiers; chambre d agriculture; cci; fnsea; jeunes agriculteurs; rn; fn; lfi; ps; ump; lr;
    pcf; eelv; modem; lrem; gilets jaunes; nupes; front national; rassemblement national;
    parti socialiste; sncf; ratp; edf; engie; gdf; veolia; la poste; banque postale; la banque postale;
    credit agricole; caisse d epargne; banque de france; bnp; societe generale; lcl; orange; free; sfr;
    bouygues; france telecom; transdev; keolis; blablacar; uber; deliveroo; doctolib; leboncoin;
    le bon coin; vinted; airbnb; amazon; google; gmail; facebook; whatsapp; instagram; tiktok; snapchat;
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
    le parisien; ouest france; sud ouest; mediapart; la croix; l humanite; telerama; canal; canal plus;
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
    cispd; prij; pre; programme de reussite educative; clas; reaap; laep; ram; rpe; relais petite enfance;
    ctg; eaje; pedt; alsh; clsh; mam; maison d assistantes maternelles; pension alimentaire; aripa; fpls;
    ijss; at mp; bdf; cotorep; commission d attribution; cal; dossier unique; sne; crip; ip; opp;
    placement; tdc; mineur isole; mna; mie; jeune majeur; contrat jeune majeur; apj; tutelle; mjpm;
    curatelle; sauvegarde de justice; hospitalisation d office; sdt; hdt; ho; hp; uhsi; hopital de jour;
    had; ssiad; spasad; saad; clic; maia; cpts; msp; pass; pemss; urgences
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

# What an establishment is, in the words of its pseudonym, and the generic words that announce its name.
_BY_SORT: Final[dict[str, tuple[str, ...]]] = {
    "établissement scolaire": phrases_of(
        """
        college; lycee; ecole; maternelle; primaire; groupe scolaire; universite; fac; campus; internat;
        institution; cfa; segpa
        """
    ),
    "accueil d'enfants": phrases_of(
        """
        creche; halte garderie; multi accueil; micro creche; jardin d enfants; centre de loisirs;
        centre aere; ludotheque
        """
    ),
    "association": phrases_of(
        """
        association; asso; assoc; amicale; collectif; comite; club; federation; fondation; union;
        epicerie; epicerie sociale; epicerie solidaire; compagnie; troupe; chorale
        """
    ),
    "équipement de quartier": phrases_of(
        """
        centre social; maison de quartier; espace de vie sociale; mjc; maison des jeunes;
        centre socioculturel; centre socio culturel; maison pour tous; tiers lieu; cafe associatif;
        maison des associations; mediatheque; bibliotheque; gymnase; stade; piscine; salle; theatre;
        cinema
        """
    ),
    "lieu d'hébergement": phrases_of(
        """
        chrs; foyer; residence; residence sociale; residence autonomie; fjt; pension de famille;
        maison relais; hotel social; hotel; cada; huda; cph; centre d hebergement; accueil de jour;
        halte de nuit; logement foyer; residence senior; residence etudiante
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
        csapa; pmi; laboratoire; centre medico psychologique
        """
    ),
    "établissement médico-social": phrases_of(
        """
        esat; ime; itep; ditep; mecs; sessad; savs; samsah; impro; maison d enfants; foyer de vie;
        foyer occupationnel; mas; fam; pouponniere; centre educatif; cer; cef; village d enfants; camsp
        """
    ),
    "entreprise": phrases_of(
        """
        entreprise; societe; boite; usine; cabinet; agence; etude; garage; boulangerie; boucherie;
        restaurant; bar; brasserie; magasin; boutique; salon; ferme; domaine; atelier; chantier; fonderie;
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
    hortensias; jonquilles; violettes; tulipes; iris; genets; bruyeres; ajoncs; fougeres; chataigniers;
    charmilles; ormes; saules; fontaines; sources; moulins; vignes; jardins; coteaux; collines; prairies;
    pres; champs; rives; lauriers; arbousiers; amandiers; orangers; cigales; papillons; abeilles;
    ecureuils; petits pas; arc en ciel; petits princes; petit prince; coccinelles; libellules;
    marguerites; pervenches; primeveres; aubepines; eglantines; myosotis; tamaris; cypres; terrasses;
    remparts; capucines; nymphes; horizon; horizons; l envol; le relais; le phare; la passerelle;
    le tremplin; l escale; le refuge
    """
)
