"""
Illnesses, bodies, origins and lives that single someone out, each with the more general words that may stand instead.

What is said of health is also protected by law (GDPR, article 9). Everyday words ("fatigue", "dépression", "stress")
are left out: flagging them on every page would hide what matters.

Origin: compiled by hand for this project, November 2026: illnesses after the long-term conditions of the Assurance
maladie (ALD 30) and Orphanet's commonest names, nationalities after Insee's groups of countries of birth; licence:
that of the project. All entries are folded: lower case, no accents.
"""

from __future__ import annotations

from typing import Final

from pipeline.french.lists import phrases_of

_SERIOUS_M: Final = "problème de santé grave"
_SERIOUS_F: Final = "maladie grave"
_MIND_M: Final = "trouble psychique"
_HANDICAP: Final = "handicap"
_ILL: Final = "en situation de maladie"
_DISABLED: Final = "en situation de handicap"

ILLNESSES: Final[dict[str, str]] = {
    name: wider
    for wider, names in (
        (
            _SERIOUS_M,
            """
            cancer; cancers; lymphome; sarcome; neuroblastome; glioblastome; melanome; myelome; mesotheliome; lupus; crohn; avc; infarctus; pontage; vih; sida;
            covid long; diabete de type 1; diabete de type un; syndrome; spina bifida; guillain barre; anevrisme;
            accident vasculaire; accident cerebral; charcot; alzheimer; parkinson; huntington; marfan; pacemaker; coma;
            angiome; anus artificiel; saturnisme; traumatisme cranien; trauma cranien
            """,
        ),
        (
            _SERIOUS_F,
            """
            leucemie; tumeur; sclerose en plaques; mucoviscidose; drepanocytose; thalassemie; hemophilie; myopathie;
            maladie rare; maladie orpheline; maladie genetique; maladie professionnelle; maladie de lyme; maladie de charcot;
            maladie de crohn; maladie de parkinson; maladie d alzheimer; maladie de huntington; epilepsie; tuberculose;
            hepatite b; hepatite c; cirrhose; insuffisance renale; insuffisance cardiaque; dialyse; fibromyalgie;
            endometriose; spondylarthrite; polyarthrite; silicose; asbestose; polio; poliomyelite; meningite; encephalite;
            mastectomie; stomie; osteogenese; narcolepsie; sarcoidose; sclerodermie; neurofibromatose; cardiopathie;
            rectocolite; pma; fiv; fausse couche; fausses couches; avortement; ivg; prematuree; prematurees; sclerose; sclerose laterale; maladie de behcet; maladie de verneuil; phocomelie; porphyrie; hydrocephalie; achondroplasie; algodystrophie; myasthenie; sla; sep; bpco; septicemie; tetraplegie; paraplegie; hemiplegie; chimio; chimiotherapie; trisomie;
            trisomie 21; toxoplasmose; img; interruption medicale de grossesse; lepre; paludisme cerebral; retinite; degenerescence maculaire; dmla; elephantiasis; tracheotomie; colostomie; dialyse peritoneale; amiante
            """,
        ),
        (
            _MIND_M,
            """
            schizophrenie; bipolarite; trouble bipolaire; troubles bipolaires; anorexie; boulimie; borderline; paranoia;
            fait une tentative; tentative de suicide; tentatives de suicide; psychose; electrochocs; syndrome de korsakoff; korsakoff;
            autisme; asperger; gilles de la tourette; tourette
            """,
        ),
        (
            _HANDICAP,
            """
            main bote; pied bot; bec de lievre; prothese; jambe de bois; oeil de verre; surdite; cecite; fauteuil roulant;
            fauteuil electrique; chien guide; chien d aveugle; langue des signes
            """,
        ),
        (
            _ILL,
            """
            leucemique; cancereux; cancereuse; sideen; seropositif; seropositive; epileptique; hemophile; drepanocytaire;
            tuberculeux; schizophrene; schizo; bipolaire; anorexique; paranoiaque; toxicomane; dialysee; greffee; transplante; transplantee; diabetique; hemiplegique; mucoviscidosique; cardiaque
            """,
        ),
        (
            _DISABLED,
            """
            autiste; autistes; trisomique; paraplegique; tetraplegique; ampute; amputee; aveugle; malvoyant; malvoyante;
            non voyant; non voyante; sourd; sourde; sourd muet; sourde muette; malentendant; malentendante; manchot;
            borgne; unijambiste; nain; naine; albinos; hydrocephale; myopathe; infirme moteur; polyhandicape; polyhandicapee;
            tracheotomise
            """,
        ),
    )
    for name in phrases_of(names)
}

# Where people come from, when few do: folded stem without ending -> what may stand instead.
ORIGINS: Final[dict[str, str]] = {
    stem: wider
    for wider, stems in (
        (
            "d'Afrique",
            """
            comorien; mahorais; malgache; mauricien; djiboutien; somalien; erythreen; ethiopien; soudanais; tchadien;
            centrafricain; rwandais; burundais; ougandais; kenyan; nigerian; ghaneen; beninois; togolais; burkinabe;
            nigerien; liberien; gambien; angolais; capverdien; cap verdien; mozambicain; gabonais; zairois; libyen;
            egyptien; mauritanien; sierra leonais; camerounais; congolais; peul; soninke; bambara; wolof; bamileke;
            guineen; sahraoui; touareg
            """,
        ),
        (
            "d'Asie",
            """
            tamoul; sri lankais; bangladais; bangladeshi; pakistanais; indien; nepalais; tibetain; birman; rohingya;
            laotien; hmong; cambodgien; khmer; vietnamien; thailandais; philippin; indonesien; mongol; chinois; coreen;
            japonais; ouighour; ouzbek; kazakh; kirghize; tadjik; afghan; hazara; pachtoune; iranien; malaisien
            """,
        ),
        (
            "d'Europe de l'Est",
            """
            tchetchene; armenien; georgien; azeri; daghestanais; ukrainien; bielorusse; moldave; kosovar; albanais;
            serbe; bosniaque; bosnien; macedonien; montenegrin; croate; bulgare; roumain; polonais; lituanien; letton;
            estonien; hongrois; slovaque; tcheque; russe; ossete
            """,
        ),
        (
            "du Proche-Orient",
            """
            syrien; irakien; libanais; palestinien; jordanien; yemenite; kurde; yezidi; yazidi; assyrien; chaldeen; druze;
            copte; israelien; maronite
            """,
        ),
        (
            "d'Amérique",
            """
            haitien; cubain; dominicain; colombien; venezuelien; perouvien; bolivien; equatorien; chilien; argentin;
            bresilien; mexicain; salvadorien; quebecois; surinamais; jamaicain; bushinengue; amerindien
            """,
        ),
        (
            "d'une minorité",
            """
            manouche; gitan; tsigane; yeniche; rom; sinti; yeniches; harki; pied noir; chibani; juif; bouddhiste; mormon;
            temoin de jehovah; temoins de jehovah; adventiste; sikh; ismaelien; evangelique; salafiste; scientologue;
            kanak; tahitien; marquisien; wallisien
            """,
        ),
    )
    for stem in phrases_of(stems)
}
ORIGIN_ENDINGS: Final = ("", "s", "e", "es", "ne", "nes", "te", "tes", "que", "ques", "ve", "ves", "se", "ses")

# Lives that few have had: words by which a whole village knows someone.
LIVES: Final[dict[str, str]] = {
    name: wider
    for wider, names in (
        (
            "une histoire familiale singulière",
            """
            ne sous x; nee sous x; accouche sous x; accouchement sous x; pere inconnu; enfant adopte; enfant adoptee;
            pupille de l etat; pupille de la nation; enfant de la ddass; mariage force; mariee de force; excisee; excision;
            polygame; polygamie; mere porteuse; orphelin; orpheline; fille mere; bigame; enleve par son pere; enlevee par son pere;
            adoptee; enfant trouve; enfant trouvee; gestation pour autrui
            """,
        ),
        (
            "un parcours peu commun",
            """
            refugie politique; refugiee politique; apatride; ancien combattant; ancien legionnaire; ancien detenu;
            ancienne detenue; deporte; deportee; rescape; rescapee; prisonnier de guerre;
            enfant soldat; ancien prisonnier; ancien militaire; ancien taulard; ancienne prostituee; prostituee; prostitution;
            gagne au loto; gagnante du loto; gagnant du loto; defroque; converti a l islam; convertie a l islam;
            double nationalite; surdoue; surdouee; haut potentiel; greve de la faim; evade; boat people; pair aidant; paire aidante; rapatrie; rapatriee; donneuse; donneur d organe; marche pour l egalite
            """,
        ),
        (
            "une identité peu commune",
            """
            transgenre; trans; transsexuel; transsexuelle; intersexe; non binaire; homo; homosexuel; homosexuelle;
            lesbienne; gay; pacsee avec une femme; marie avec un homme; mariee avec une femme; drag
            """,
        ),
    )
    for name in phrases_of(names)
}
