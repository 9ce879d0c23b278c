"""
Facts of a life by which neighbours know someone: justice, family, what happened, where, how one looks, honours, days.

All patterns read *plain* text (`risk.plain`: lower case, no accents, straight apostrophes, same length), one alternative
to a line. Everyday turns of the same words ("un procès d'intention", "le 14 juillet") are ruled out where they stand.

Origin: the kinds follow Béliard & Eideliman 2008 and the guidance of the UK Data Service on qualitative data; patterns
written for this project, November 2026; licence: that of the project.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.quasi import AREA, NUM

_FLAGS = re.VERBOSE

FORMER: Final = re.compile(
    r"""
      \bconnue?s?[ ](?:pour|comme|dans[ ]tout[ ]le)[ ][a-zœ]+
    | \b(?:s'est|me[ ]suis|suis|est|etait|s'etait)[ ](?:re)?convertie?s?\b(?:[ ]a[ ][a-z']+)?
    | \b(?:suis|est|etait|femme|mineure?s?|famille)[ ](?:sans[- ]papiers|clandestine?s?|isolee?s?[ ]etrangere?s?)\b
    | \b(?:le|la)[ ](?:tout[ ]|toute[ ])?(?:dernier|derniere|premier|premiere)[ ](?:du[ ][a-z]+[ ])?a[ ](?!la\b|le\b|l'|les\b|son\b|sa\b|mon\b|un\b|une\b|part\b|droite|gauche)[a-zœ]+(?:er|ir|re|oir)(?:[ ](?!et\b|mais\b|qui\b|que\b|c'est\b)[a-z0-9'œ-]+){1,5}
    | \b(?:le|la)[ ]plus[ ](?:jeune|vieux|vieille|agee?|ancien|ancienne)[ ](?!des\b|de\b|que\b|souvent|possible)[a-zœ]+(?:[ ](?:du|de[ ]la|de[ ]l'|des)[ ]?[a-zœ]+)?
    | \b(?:(?:une?|l'|le|la|les|des)[ ]?)?(?:anciens?|anciennes?|ex)[ -](?:d[eu][ ](?:la[ ]|l')?)?
      (?!sont\b|avaient|ont\b|etaient|plomb|temps|collegues?|compagnons?|compagnes?|maris?|femmes?|copains?|copines?|logements?|appart|maisons?|adresses?|travail|boulot|numero|ecoles?|locataires?|systeme|regime|modele|version|loi|bureau|locaux|francs?|poste|site|voiture|batiment|quartier|proprio|proprietaire|employeur|patron|ordinateur|telephone|conjoint|conjointe|beau|belle|vie|facon|methode|ville|immeuble|formule|carte|dossier|contrat|combattant|et\b|que\b|mais\b|est\b|a\b|qui\b|il\b|ou\b|on\b|elle\b)
      [a-zœ]{4,}(?:-[a-z]+)*
    | \b(?:celui|celle|ceux|celles|lui|elle)[ ]qui[ ](?:a|avait|ont|avaient|s'est|s'etait)[ ](?!dit\b|fait\b|ete\b|eu\b|l'air|besoin|envie|le\b|la\b|un\b|pas\b|bien\b|toujours\b|tout\b|pu\b|voulu\b|plus\b|change\b)[a-zœ]{1,}(?:e|i|u|is|it|ee|ie|ue)s?(?:[ ](?!je\b|il\b|elle\b|on\b|mais\b|donc\b|alors\b|c'est\b|et\b)[a-z0-9'œ-]+){1,6}
    """,
    _FLAGS,
)

JUSTICE_WORDS: Final = re.compile(
    r"""
      \bcondamne(?:e|s|es)?\b(?!\s+(?:a[ ](?:rester|vivre|attendre|payer|etre)|les|la|le|l'|par|ca|cette|ce)\b)(?:[ ](?:a|pour|par|en|avec)[ ](?:[a-z0-9'-]+[ ]?){1,6}?(?=[ ]?(?:[,.;:!?)]|$|\b(?:et|mais|alors|donc|puis|il|elle|on|je)\b)))?
    | \b(?:incarcere|ecroue|emprisonne)(?:e|s|es)?\b
    | \bincarcerations?\b
    | \ben[ ](?:detention|taule|prison|cabane)\b
    | \b(?:sorti|sortie|sortant|sors|sortait|sort)[ ]de[ ](?:prison|taule|detention|fleury|fresnes)\b
    | \bmise?s?[ ]en[ ]examen\b
    | \bgardes?[ ]a[ ]vue\b
    | \b(?:du|de|en|avec)[ ]sursis\b
    | \bsous[ ]bracelet(?:[ ]electronique)?\b
    | \bbracelets?[ ](?:electroniques?|anti[ -]rapprochement)?\b(?=.{0,30}(?:electronique|cheville|liberation|peine|juge|prison|anti))
    | \bcour[ ]d'assises\b
    | \baux[ ]assises\b
    | \b(?:(?:\d+|[a-z-]+)[ ](?:ans|mois)|an|mois|annees)[ ](?:de[ ](?:prison|taule|detention|reclusion)|ferme|avec[ ]sursis)\b
    | \bde[ ]la[ ]prison\b
    | \bfait[ ]de[ ]la[ ](?:prison|taule)\b
    | \b(?:son|mon|leur|notre|le|un|au|ce)[ ]proces\b(?!(?:[ ]d'intention|[ ]verbal|[ ]en[ ]cours[ ]de[ ]fabrication))
    | \bproces[ ](?:contre|pour|aux|d'assises|en[ ]appel)\b
    | \bporte[ ]?(?:r|nt)?[ ]plainte[ ]contre[ ](?:mon|ma|son|sa|le|la|un|une|lui|elle)[ ]?[a-z]*\b
    | \b(?:a|ai|avait|ont|avons|avais)[ ]porte[ ]plainte\b
    | \bplainte[ ]pour[ ][a-z]+(?:[ ](?:sexuelle?s?|conjugales?|sur[ ][a-z]+))?
    | \btribunal[ ](?:pour[ ]enfants|correctionnel|de[ ]police|aux[ ]armees|judiciaire)\b
    | \b(?:passee?s?|convoquee?s?|jugee?s?)[ ](?:au|en|devant[ ]le)[ ](?:tribunal|correctionnelle|juge)\b
    | \ben[ ]correctionnelle\b
    | \bexpulse(?:e|s|es)?\b
    | \bobligation[ ]de[ ]quitter[ ]le[ ]territoire\b
    | \boqtf\b
    | \bcontrole[ ]judiciaire\b
    | \bcasier(?:[ ]judiciaire)?\b(?=[ ](?:judiciaire|charge|long|vierge|noir)?)
    | \btravaux?[ ]d'interet[ ]general\b
    | \bnon[- ]lieu\b
    | \bacquitte(?:e|s|es)?\b(?=[ ](?:par|aux|au|en|de|faute|,|\.|apres|il|elle|$))
    | \bordonnance[ ]de[ ]protection\b
    | \b(?:ordonnance|mesure)[ ]d'eloignement\b
    | \bmandat[ ]d'arret\b
    | \bfiche(?:e)?[ ]s\b
    | \bliberation[ ]conditionnelle\b
    | \bsemi[- ]liberte\b
    | \binjonction[ ]de[ ]soins\b
    | \binterdit(?:e)?[ ]de[ ](?:territoire|sejour|paraitre)\b
    | \b(?:violee?s?|inceste|incestueux|pedophil(?:e|ie)|attouchements?|agression[ ]sexuelle|agressions[ ]sexuelles|attentat[ ]a[ ]la[ ]pudeur)\b
    | \b(?:le|un|son|mon|subi[ ]un|victime[ ]d'un|pour)[ ]viols?\b
    | \b(?:\d+|[a-z-]+)[ ](?:ans|mois)[ ](?:d'enfermement|de[ ](?:placard|cabane|zonzon|mitard|centrale)|pour[ ](?:braquage|trafic|vol|viol|meurtre|violences?|escroquerie|coups|stups?|homicide))
    | \bplainte[ ]contre[ ](?:mon|ma|mes|son|sa|ses|le|la|les|l'|un|une)[ ]?[a-z]+
    | \bcambriol(?:ages?|eurs?|er)\b
    | \b(?:mis|mit|foutu)[ ]le[ ]feu\b
    | \b(?:conduite|conduire)[ ](?:sans|en[ ]etat)[ ][a-z]+
    | \bbraqu(?:age|ages|eur|eurs)\b
    | \b(?:le|un|du|son|mon)[ ]cambriolage[ ]d[eu]\b
    | \btrafic[ ]de[ ](?:drogue|stups?|stupefiants|cannabis|coke|cocaine|armes)\b
    | \bdetournements?[ ]de[ ](?:fonds|mineure?)\b
    | \bescroquerie\b
    | \bhomicide\b
    | \bfeminicide\b
    | \binfanticide\b
    | \bparricide\b
    | \b(?:retiree?s?|placee?s?|retire|enleve|enlevee?s?)[ ](?:par[ ](?:le[ ]juge|la[ ]justice|l'ase|les[ ]services|decision[ ](?:du|de[ ]justice))|en[ ]pouponniere|a[ ]la[ ]naissance|judiciairement)
    | \bdecheance?(?:[ ](?:parentale|de[ ](?:l'autorite|ses[ ]droits|nationalite)))
    | \bdechue?[ ]de[ ](?:ses|mes)[ ]droits\b
    | \b(?:sous|mise?[ ]sous)[ ](?:tutelle|curatelle)(?:[ ]renforcee)?\b
    | \b(?:ss|sous)[ ](?:curatelle|tutelle|main[ ]de[ ]justice)\b
    | \bparties?[ ]civiles?\b
    | \b(?:l'|une[ ]|mon[ ]|son[ ]|notre[ ]|d')?audience\b(?:[ ](?:en[ ]appel|d'appel|correctionnelle|solennelle|au[ ]tribunal|devant))?
    | \b(?:la|sa|ma|leur|une|cette|notre|deux|trois)[ ]plaintes?\b(?![ ]des?[ ]voisins)
    | \bplaintes?[ ](?:ordinale|deposee|en[ ]cours|retiree|classee|(?:est[ ])?reste|contre)
    | \b(?:\d+|[a-z-]+)[ ](?:ans|mois)[ ]dont[ ](?:\d+|[a-z-]+)[ ](?:ans[ ]|mois[ ])?(?:ferme|avec[ ]sursis)
    | \b(?:devant|passee?s?[ ]au|convoquee?s?[ ]au)[ ](?:le[ ]|la[ ]|les[ ])?(?:tribunal|prud'hommes|cour|conseil[ ]de[ ]discipline|juge[ ]d'instruction)\b
    | \b(?:incarc|condam|cond)\.(?=[ ])
    | \b(?:crpc|comparution[ ]immediate|composition[ ]penale|ordonnance[ ]penale|mise[ ]a[ ]l'epreuve|maison[ ]d'arret|numero[ ]d'ecrou)\b
    | \b(?:relaxe|disculpe|innocente|denonce|radie|revoque|extrade)e?s?\b(?=[ ](?:par|en|au|du|de|apres|pour|,)|[,.;)]|$)
    | \b(?:ete|etait|est|suis)[ ](?:jugee?s?|menacee?s?[ ](?:de[ ]mort|avec)|rackettee?s?|sequestree?s?|mise?s?[ ]a[ ]pied)
    | \bconduite[ ](?:ss|sous)[ ][a-z]+
    | \b(?:homicide|blessures?)[ ]involontaires?\b
    | \b(?:arme|pistolet)[ ]de[ ]service\b
    | \bmandat[ ]de[ ]depot\b
    | \b(?:erreur[ ]judiciaire|secret[ ]defense|mains?[ ]courantes?)\b
    | \bdevant[ ](?:le|la|un)[ ](?:juge|cour|commission[ ]de[ ]discipline)\b
    | \bdetenue?s?[ ](?:a|au|en|depuis|pour)[ ][a-z]+
    | \b(?:une?|deux|trois|quatre|cinq|six|\d|des|la|sa|ma)[ ]condamnations?\b
    | \b(?:en[ ])?foyer[ ](?:educatif|de[ ]l'enfance|ferme)\b|\bcentre[ ]educatif[ ](?:ferme|renforce)\b|\bquartier[ ](?:des[ ]mineurs|disciplinaire)\b
    | \b(?:licenciee?|viree?|revoquee?|exclue?|radiee?|suspendue?)[ ](?:pour|de[ ](?:la|l'|son|mon))[ ]?(?:faute|vol|alcool|[a-z]+)
    | \b(?:l'|un[ ]|une[ ]|cet[ ]|d')?(?:heritage|succession|indivision)\b(?=[ ]?[,.;)]|[ ](?:de|du|devant|avec|qui))
    | \b(?:tribunal|prud'hommes|cour[ ]d'appel|cassation|correctionnelle)\b
    """,
    _FLAGS,
)

_KIN_MANY = r"(?:enfants|enf\b|gosses|gamins|gamines|mioches|filles|garcons|fils|freres|s(?:oe|œ)urs|freres[ ]et[ ]s(?:oe|œ)urs|petits-enfants|petits[ ]enfants|arriere-petits-enfants|bebes|momes|petits)"
_MANY = r"(?:quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|[4-9]|1\d)"
_SOME = r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|[1-9])"
FAMILY_WORDS: Final = re.compile(
    rf"""
      \b{_MANY}[ ](?:petits[ ]|grands[ ]|jeunes[ ]|autres[ ])?{_KIN_MANY}\b(?![ ]?(?:par[ ]classe|dans[ ]la[ ]classe|en[ ]classe))(?:[ ](?:de[ ]{_SOME}[ ](?:peres|meres|lits|hommes)[ ]?(?:differents|differentes)?|en[ ]bas[ ]age|a[ ]charge|a[ ]la[ ]maison|en[ ]tout))?
    | \b{_SOME}[ ](?:filles?|garcons?|gars|fils)[ ,]{{1,2}}(?:et[ ])?{_SOME}[ ](?:filles?|garcons?|gars|fils)\b
    | (?<!\bou[ ])\b(?:trois|quatre|cinq|six|sept|3|4|5|6|7)[ ](?:filles|garcons|gars|fils)\b(?![ ](?:de[ ]la[ ]classe|qui[ ]passent))
    | \b(?:mere|pere|maman|papa|parent|grand-mere|grand-pere)[ ]de[ ](?:famille[ ]de[ ])?(?:trois|{_MANY}|3)\b(?:[ ](?:{_KIN_MANY}))?
    | \b(?:l'|la[ ]|le[ ])?(?:ainee?|cadette?|derniere?|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|benjamine?|petite?[ ]derniere?)[ ](?:d'une[ ](?:fratrie|famille)[ ]de[ ]|des[ ]|de[ ]|d'[ ]?)(?:{_MANY}|trois|3)(?:[ ](?:{_KIN_MANY}))?\b
    | \b(?:fils|fille|enfant)[ ]uniques?\b
    | \b(?:deux|trois|quatre|cinq|six|sept)[ ](?:veuves|veufs|celibataires|orphelins|aveugles|generations)(?:[ ](?:sous|sur|dans|de)[ ](?:le|la|l'|plus)[ ]?[a-z]+)?
    | \bcouple[ ]mixte\b
    | \b(?:grand-pere|grand-mere|tante|oncle|s(?:oe|œ)ur|frere)[ ]et[ ](?:tuteur|tutrice)\b
    | \bchatelaine?s?(?:[ ]ruinee?s?)?\b
    | \bfratrie[ ]de[ ]{NUM}\b
    | \bfamille[ ]de[ ](?:{_MANY})(?:[ ](?:{_KIN_MANY}))?\b
    | \bon[ ]etait[ ]{_MANY}[ ](?:a[ ]la[ ]maison|{_KIN_MANY}|chez[ ](?:nous|mes[ ]parents))
    | \b(?:tri|quadru|quintu)ple(?:s|es|ts|ttes)?\b(?<!triple)(?<!quadruple)
    | \b(?:mes|des|les|ses|de|deux|nos|leurs|d')[ ]?(?:vrais[ ]|vraies[ ]|faux[ ]|fausses[ ]|petits[ ]|petites[ ])?(?:jumeaux|jumelles)\b
    | \b(?:(?:s(?:oe|œ)ur|frere)[ ])(?:jumeau|jumelle)\b
    | \b(?:ma|mon|sa|son|une|un|leur|des)[ ](?:jumeau|jumelle)\b
    | \bveuve?s?[ ](?:a|depuis|avec|de)[ ](?:[a-z0-9-]+[ ]?){{1,4}}?(?:ans|annees|mois|enfants|\d{{4}}|mari|femme|guerre)\b
    | \b(?:jeune[ ])?veuf\b
    | \bveuve\b(?![ ]clicquot)
    | \borpheline?s?[ ](?:a|depuis|de)[ ](?:[a-z0-9-]+[ ]?){{1,3}}?(?:ans|pere|mere|naissance)\b
    | \b(?:elevee?s?|grandi|gardee?s?)[ ](?:par|chez)[ ](?:ma|mon|sa|son|mes|ses|leur|leurs|notre)[ ](?:grand[- ](?:mere|pere|mere[ ]maternelle|mere[ ]paternelle)|grands[- ]parents|tante|oncle|s(?:oe|œ)ur|frere|marraine|parrain|arriere[- ]grand[- ]mere)\b
    | \b(?:enfants?|filles?|fils|garcons?|bebes?)[ ](?:de|d'|avec)[ ](?:{_SOME}|plusieurs)[ ](?:peres|meres|hommes|lits)(?:[ ]differente?s)?\b
    | \b{_SOME}[ ](?:peres|meres)[ ]differente?s\b
    | \b(?:divorcee?|mariee?|separee?)[ ](?:deux|trois|quatre|2|3|4)[ ]fois\b
    | \b(?:troisieme|quatrieme|3e|4e)[ ](?:mari|femme|mariage|divorce|epoux|epouse)\b
    | \b(?:perdu|enterre)[ ](?:une?|mon|ma|mes|son|sa|ses|leur|notre|deux|trois)[ ](?:(?:seule?|petite?|propre|premiere?|deux|trois)[ ])?(?:enfants?|fils|filles?|bebes?|garcons?|jumeaux|jumelles|mari|femme|jumeau|jumelle|s(?:oe|œ)ur|frere)(?:[ ](?:a|de|en|d'un|dans|l'annee)[ ](?:[a-z0-9']+[ ]?){{1,3}}?(?=[ ]?(?:[,.;:!?)]|$|\b(?:et|il|elle|on|je)\b)))?
    | \bmort[- ]nee?s?\b
    | \bnee?s?[ ]sous[ ]x\b
    | \b(?:jumeaux|jumelles|triples|triplees)\b(?:[ ]prematuree?s?)?
    | \benfants?[ ]de[ ]la[ ]creuse\b
    | \b(?:la|le|l'|une?)?[ ]?(?:[a-z]+ieme|\d{{1,2}}e)[ ](?:enfant[ ])?(?:d'une[ ]fratrie[ ]de|sur|de|des)[ ](?:{_MANY}|trois|3)\b(?![ ](?:ans|mois|rue|etage))
    | \bgrossesses?[ ](?:triples?|gemellaires?|multiples?|nerveuses?|a[ ][a-z0-9 -]{{2,20}}?ans)
    | \b(?:un[ ])?deni[ ]de[ ]grossesse
    | \b(?:(?!une?\b){NUM}|[a-z]+ieme|\d{{1,2}}e)[ ]generations?\b
    | \b(?:mes|ses|tes|nos|leurs|les)[ ](?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|[3-9])[ ](?:demi-)?(?:freres|s(?:oe|œ)urs|demi-freres|demi-s(?:oe|œ)urs|fils|filles|garcons|cousins|cousines|oncles|neveux)\b
    | \b(?:les|mes|ses|des)[ ](?:tri|quadru|quintu|sextu)ple(?:s|es)\b
    | \badoptes?[ ](?:en|a|au|par|par[ ]une)[ ][a-z]+
    | \b(?:ete|suis|etais|est|etait|moi|lui|elle|enfants?|fille|fils|sont)[ ]placee?s?[ ](?:en|a|au|chez|dans)[ ](?:(?:une?|des|les|la|le)[ ])?[a-z]{{3,}}(?:[ ]d'accueil)?
    | \b(?:{_MANY}|trois|3)[ ](?:personnes[ ]|adultes[ ]|enfants[ ])?(?:dans|a[ ]dormir[ ]dans)[ ](?:une?|la|le|deux|{NUM})[ ]?(?:seule[ ])?(?:metres[ ]carres|m2|m²|pieces?|chambres?|studio|caravane|voiture|[ft][1-5]|vingt[ ]m)\b
    | \b(?:garde|garder|gardait|tutrice?|tuteur)[ ](?:des|de[ ](?:la|ses|mes|son|sa|mon|ma|l'))[ ]?(?:petite?s?|enfants?|niece|neveux?|fille|fils|petits-enfants|frere|s(?:oe|œ)ur)\b(?:[ ](?:du|de[ ]la|de|d')[ ]?[a-z]+)?
    | \b(?:divorcee?s?|mariee?s?|remariee?s?)[ ](?:a|avec|apres)[ ](?!moi|lui|elle|nous)(?:(?:une?|mon|ma|son|sa|le|la|dix|quinze|seize|dix-sept|{NUM})[ ]?){{1,2}}[a-zœ]+
    | \b(?:mere|pere|parents)[ ](?:inconnue?s?|absente?s?|biologiques?|adoptifs?|toxicomanes?|alcooliques?|sourde?s?|aveugles?|deporte[es]*|fusille[es]*)
    | \b(?:fugues?|fugue(?:e|r)?)[ ]a[ ]{NUM}
    | \b(?:eleve|elevent|elevons|elevait)[ ](?:des|ses|ces|\d+|quelques|trois|quatre|une[ ]dizaine[ ]de)[ ]?(?:chevres|moutons|brebis|vaches|poules|oies|canards|abeilles|escargots|alpagas|lamas|autruches|chevaux|anes|chiens|lapins|pigeons|paons|bisons|cochons|porcs|truites|huitres|cailles|faisans|furets|vers|serpents|perroquets)
    | \b(?:deux|trois|quatre|2|3)[ ]paires?[ ]de[ ](?:jumeaux|jumelles)
    | \badopte(?:e|s|es)?[ ](?:une?|deux|trois|quatre|mes|ses|nos|leurs|des|\d)[ ](?:petite?s?[ ])?{_KIN_MANY}
    | \belevee?s?[ ](?:la[ ]fille|le[ ]fils|les[ ]enfants|l'enfant|les[ ](?:deux|trois|quatre)|mon[ ]petit-fils|ma[ ]petite-fille|mes[ ]petits|mes[ ]freres|mon[ ]neveu|ma[ ]niece|mes[ ]neveux|seule?[ ](?:mes|ses|les))(?:[ ]de[ ](?:ma|mon|sa|son|leur)[ ][a-zœ-]+)?
    | \ben[ ](?:ai|a|avait|avons|avais)[ ](?:enterre|perdu|eleve|adopte)[ ](?:une?|deux|trois|quatre|cinq|six|\d)
    | \benceinte[ ](?:de[ ]{NUM}[ ](?:mois|semaines)|jusqu)
    | \bveu(?:f|ve)s?[ ](?:du|de[ ]la|de[ ]l'|d'une?|de|d'|a)[ ]?[a-zœ]+
    | \b(?:epouse|marie|mariee|mariage)[ ](?:(?:a|avec)[ ])?(?:mon|son|sa|ma|le|la)[ ](?:cousine?|beau-frere|belle-s(?:oe|œ)ur|belle-mere|beau-pere|oncle|niece|voisine?|patronne?)
    | \b(?:deux|trois)[ ](?:femmes|maris|epouses|familles|foyers)\b(?=[ ]?[,.;:)]|[ ](?:une|un|et|dont|l'une))
    | \b(?:seule?|maman[ ]solo|papa[ ]solo|monoparentale?)[ ]avec[ ](?:{_MANY}|trois|3)\b
    | \b(?:une?|la|le|l'|deux|trois)[ ]?(?:fille|fils|enfants?|frere|s(?:oe|œ)ur|bebe)s?[ ](?:mort|morte|morts|decede|decedee|handicape|handicapee|place|placee|places|placees|adopte|adoptee|adoptes|disparu|disparue|cachee?|illegitime|naturelle?|en[ ]prison|incarceree?|parti[e]?[ ]en[ ]syrie)s?\b
    | \b(?:parti|partie|partis)[ ]en[ ](?:syrie|irak|afghanistan)\b
    | \b(?:deux|trois|quatre|cinq)[ ](?:freres|s(?:oe|œ)urs|fils|filles)[ ](?:celibataires|noyee?s|jumeaux|mortes?|places|placees|en[ ]prison)(?:[ ](?:sur|dans|a)[ ](?:la|le|l')[ ]?[a-z]+)?
    | \bmort[ ]subite\b
    | \b(?:mon|son|un|notre)[ ](?:fils|enfant|bebe|frere|mari)[ ](?:[a-z]+[ ])?(?:est|s'est|etait)[ ](?:mort|decede|noye|pendu|tue|disparu)\b
    | \b(?:ma|sa|une|notre)[ ](?:fille|s(?:oe|œ)ur|femme|petite)[ ](?:[a-z]+[ ])?(?:est|s'est|etait)[ ](?:morte|decedee|noyee|pendue|tuee|disparue)\b
    | \bmes[ ](?:quatre|cinq|six|sept|huit|neuf|dix|[4-9])\b(?=[ ]?[,.;:!?)]|[ ](?:et|qui|a|sont|ils|elles|la)\b)
    """,
    _FLAGS,
)

EVENT_WORDS: Final = re.compile(
    r"""
      \b(?:passee?s?|vue?s?|interviewee?s?|parle[ ]de[ ](?:moi|lui|elle|nous)|parle)[ ](?:a[ ]la[ ](?:tele|radio)|au[ ]journal|aux[ ]infos|dans[ ](?:le|les)[ ](?:journal|journaux|presse)|sur[ ](?:tf1|france[ ][23]|bfm))(?:[ ](?:regionale?|televise|de[ ]20[ ]heures|national|locale?))?\b
    | \b(?:en[ ])?(?:une|premiere[ ]page|page)[ ]du[ ](?:journal|progres|dauphine|canard)\b
    | \ben[ ](?:premiere[ ]page|gros[ ]titre)\b
    | \b(?:l'|le|la|les|un|une|cette|cet|ce|des|aux?|du)[ ]?(?:gros(?:se)?[ ]|grand(?:e)?[ ]|terrible[ ]|fameux[ ]|fameuse[ ])?(?:incendie|explosion|inondations?|avalanche|eboulement|glissement[ ]de[ ]terrain|coulee[ ]de[ ]boue|effondrement|naufrage|deraillement|attentat|fusillade|prise[ ]d'otages?|tornade|tempete|crue|coup[ ]de[ ]grisou|catastrophe|drame|tuerie|meurtre|assassinat|noyade|disparition|carambolage|seisme|tremblement[ ]de[ ]terre|emeutes?|hold-up|feu)
        (?:[ ](?:du|de[ ]la|de[ ]l'|des|de|d'|au|a[ ]la|a|sur[ ]la|sur[ ]le|dans[ ]le|dans[ ]la)[ ]?(?!ca\b|fou)[a-zœ0-9]+(?:[-'][a-zœ]+)*(?:[ ](?:du|de[ ]la|des|de|d'|a|en)[ ]?[a-zœ0-9]{3,})?)
    | \b(?:l'|un|cet|d'un|son|mon)[ ]?accident[ ](?:du|des|de[ ](?:la[ ]mine|mine|car|bus|train|chasse|tracteur|moto|mobylette|scooter|parapente|ski|chantier|grue|voiture|la[ ]route|camion|velo|avion|bateau|la[ ]circulation|travail))\b(?:[ ](?:du|de[ ]la|des|de|d'|a|en)[ ]?[a-zœ0-9]{3,})?
    | \b(?:ferme|ont[ ]ferme|fermait|detruit|demoli)[ ](?:l'usine|la[ ]mine|la[ ]scierie|la[ ]fonderie|l'hopital|la[ ]maternite|l'ecole|la[ ]filature|les[ ]hauts[ ]fourneaux|les[ ]chantiers)(?:[ ](?:de|du|des|d')[ ]?[a-z]+)?
    | \b(?:la[ ])?(?:fermeture|liquidation|delocalisation|demolition|destruction|occupation|dynamitage)[ ](?:de[ ](?:l'|la[ ]|notre[ ])|du|des)[ ]?(?!bureau|porte|compte|guichet|fenetre)[a-zœ]+(?:[ ](?:de|du|d'|en)[ ]?[a-zœ0-9]{3,})?
    | \bfaits?[ ]divers\b
    | \b(?:a|avait|ai|ont)[ ](?:tue|abattu|poignarde|etrangle|ecrase|noye)e?s?[ ](?:sa|son|ma|mon|ses|une?|le|la|l'|quelqu'un|tout[ ]le)[ ]?[a-zœ]*
    | \b(?:ete|etait|fut|est|sont)[ ](?:abattue?s?|assassinee?s?|electrocutee?s?|irradiee?s?|ensevelie?s?|emportee?s?[ ]par[ ][a-z' ]{2,14})\b
    | \b(?:naufrage|noyade|explosion|incendie|irradiation|electrocution|fusillade|kidnapping|enlevement)s?[ ](?:du|de[ ]la|de[ ]l'|des|de|d'|au|a|en)[ ]?[a-zœ0-9]+
    | \b(?:noyee?s?|electrocutee?s?|irradiee?s?|brulee?s?[ ]vi(?:f|ve)s?)\b(?=[ ]?[,;.)]|[ ]le[ ]meme[ ]jour)(?:[ ]le[ ]meme[ ]jour)?
    | \btiree?[ ](?:au|avec[ ](?:un|son|le))[ ](?:fusil|pistolet|carabine)(?:[ ]de[ ]chasse)?
    | \benlevee?s?[ ](?:de|a)[ ](?:la[ ])?[a-z]+[ ]en[ ]\d{4}
    | \bassassine(?:e|s|es)?\b
    | \b(?:ete|etait|fut)[ ](?:tuee?s?|poignardee?s?|egorgee?s?|ecrasee?s?|renversee?s?|brulee?s?[ ]vi(?:f|ve)|kidnappee?s?|agressee?s?[ ]au[ ]couteau|foudroyee?s?)(?:[ ]par[ ](?:[a-z]+[ ]?){1,3}?(?=[ ]?(?:[,.;:!?)]|$|\b(?:et|il|elle)\b)))?
    | \b(?:mort|morte|morts|mortes|decede|decedee?s?|tuee?s?|fusillee?s?|renversee?s?|torturee?s?|ecrasee?s?|empoisonnee?s?|electrocutee?s?|foudroyee?s?|poignardee?s?|tabassee?s?|kidnappee?s?|sequestree?s?|noyee?s?|irradiee?s?|pendue?s?|gazee?s?)[ ](?:gelee?s?[ ]|vivante?s?[ ])?(?:a|au|aux|dans|par|sur|en|du|sous|devant|d'un|d'une|de[ ]la|pendant)[ ](?!moi|lui|point|rire|fatigue|faim|cause|moitie|peu|cote|tout|ca\b|plus)(?:la[ ]|le[ ]|l'|les[ ]|une?[ ]|son[ ]|sa[ ])?[a-z0-9œ]{2,}
    | \b(?:a|ont|l'a|l'ont|ete|etait|fut)[ ]retrouvee?s?[ ](?:[a-z]+[ ](?:le|la|l'|son|sa)[ ]?[a-z]+[ ])?(?:gelee?s?|vivante?s?|inanimee?s?|mort|morte|enterree?s?|ensevelie?s?)
    | \bretrouvee?s?[ ](?:gelee?s?|vivante?s?|inanimee?s?)(?:[ ](?:en|dans|au|a)[ ][a-z0-9]+)?
    | \b(?:m'a|m'ont|l'a|l'ont|ete|etait|on[ ]a)[ ](?:re)?trouvee?s?[ ](?:bebe[ ]|nourrisson[ ])?(?:dans|devant|sur|a)[ ](?:une?|la|le|l')[ ]?(?:gare|poubelle|eglise|hopital|porche|rue|foret|train|banc|couffin|parking|marche|decharge|carton|escalier)\b
    | \b(?:l'|d'|un[ ])?abattage[ ](?:total|de|du|des|d')[ ]?[a-z' ]{2,20}?\b
    | \bdepots?[ ]de[ ]bilan\b
    | \benceinte[ ](?:du|de[ ](?:son|mon|sa|ma|l'|la)|d'un|a)[ ]?[a-z0-9]+
    | \bmeurtrie(?:r|re)s?\b
    | \bs'(?:est|etait)[ ](?:pendue?|suicidee?|noyee?|immolee?|defenestree?|jetee?[ ](?:du|de|sous)[ ][a-z'\ ]{2,20}?\b(?=[,.;]|$)|tiree?[ ]une[ ]balle)(?:[ ](?:dans|au|a|en|sous)[ ](?:la[ ]|le[ ]|l'|son[ ]|sa[ ])?[a-z]+)?
    | \b(?:son|le|du)[ ]suicide(?:[ ]d[eu][ ](?:mon|ma|son|sa)?[ ]?[a-z]+)?
    | \b(?:retrouvee?s?)[ ](?:mort|morte|pendue?|noyee?)(?:[ ](?:dans|au|a|en|sous|chez)[ ](?:la[ ]|le[ ]|l'|son[ ]|sa[ ])?[a-z]+)?\b
    | \bl'affaire[ ](?:du|de[ ]la|des|de|d')[ ]?(?!ca\b)[a-zœ]+
    | \b(?:gagne|gagnante?|remporte)[ ](?:au|le|du|un)[ ](?:loto|gros[ ]lot|million|jackpot)\b
    | \b(?:l'|la[ ]|le[ ]|cette[ ]|cet[ ]|ce[ ])(?:attentat|fusillade|explosion|eboulement|avalanche|naufrage|inondation|incendie|seisme|tornade|deraillement|braquage|prise[ ]d'otages|carambolage|effondrement|accident[ ]mortel|catastrophe|tuerie|noyade|rafle|coulee)\b
    | \b(?:accident|chute)s?[ ](?:(?:de|du|des)[ ]|d')(?:la[ ]|le[ ]|l'|une?[ ])?(?!tension|neige|pluie|parcours|cheveux)[a-zœ]{3,}
    | \btombee?s?[ ](?:du|d'une?|de[ ]la|de[ ]l'|dans[ ](?:le|la|un|une))[ ]?(?!ciel|lit\b|jour|coup|mal\b|piege|depression|panneau|oubli|main|lune|haut|pommes|sommeil|alcool|drogue|coma)[a-zœ]{3,}
    | \bete[ ](?:enleve|kidnappe|arrete|torture|interne|deporte|deplace|abandonne|battu|brule|defigure|ampute|opere|greffe|reanime|sauve|secouru|pris[ ]en[ ]otage|trouve|retrouve|vendu|mariee|touche[ ]par|blesse)e?s?\b(?:[ ](?:par|dans|au|a|en|sur|la[- ]bas|pendant|devant|du|de)[ ]?[a-z0-9'œ-]+)?
    | \b(?:pris|recu|prends|ramasse)[ ](?:une?|deux|trois|des|\d)[ ](?:balles?|eclats?|coups?[ ]de[ ](?:couteau|feu|fusil|hache|barre))(?:[ ](?:dans|en|au|a)[ ](?:la[ ]|le[ ]|l')?[a-zœ]+)?
    | \b(?:brule|incendie|plastique|fait[ ](?:sauter|bruler)|foutu[ ]le[ ]feu[ ]a|vole|braque|saccage)[ ](?:la|le|l'|sa|son|une?|leur|notre)[ ]?(?:boulangerie|maison|grange|voiture|ferme|ecole|mairie|boutique|magasin|appartement|caravane|hangar|bar|usine|eglise|local|gendarmerie|banque|poste|bijouterie|tabac)
    | \bsauvee?s?[ ](?:une?|la|le|les|deux|trois|des|mon|ma|son|sa)[ ](?:vie[ ]d|vieille|vieux|enfants?|gosses?|gamine?s?|dame|homme|femme|voisine?|bebe|petite?|gens|collegue)
    | \bsuicide(?:e|s|es)?\b(?:[ ](?:en|au|a|dans|avec|par|sous)[ ](?:la[ ]|le[ ]|l'|son[ ]|sa[ ])?[a-z]+)?
    | \b(?:la[ ]|une[ ])?greves?[ ](?:des[ ](?:loyers|mineurs|femmes|cheminots|ouvrieres|ouvriers|sans[- ]papiers)|de[ ](?:la[ ]faim|(?:19)?\d\d|soixante[a-z -]*|mai)|du[ ][a-z]+)
    | \benfants?[ ](?:cachee?s?|soldats?|de[ ]harkis?|du[ ]voyage|des[ ]camps|trouvee?s?)\b
    | \b(?:tirailleurs?|maquisard[es]*|resistante?|legionnaires?|casque[ ]bleu|collabo|malgre-nous|appele[ ]en[ ]algerie)\b(?![ ]a\b)
    | \b(?:mort|morte|decede|decedee|disparu|disparue|(?:est|etait)[ ]partie?)s?[ ](?:d'une?|du|de[ ]la|des[ ]suites|en[ ](?:mer|montagne|couches|prison|detention|accouchant|tombant))[ ]?(?!moment|coup|jour|matin|maison|principe|idee|semaine)[a-zœ]+
    | \b(?:est|etait|es|sont|furent)[ ](?:mort|morte|decede|decedee)s?[ ](?:devant|sous|chez|pres|le[ ]jour|la[ ]nuit|le[ ]lendemain|juste|seule?|en)[ ][a-z'œ ]{2,14}\b
    | \bperdu[ ](?:sa|ma|son|mon|leur|notre)[ ](?:mere|pere|frere|s(?:oe|œ)ur|fille|fils|bebe|mari|femme|main|maison|ferme)
    | \b(?:accouch(?:e|ee|ement)|nee?s?)[ ](?:a[ ](?:la[ ]maison|domicile)|dans[ ](?:une?|le|la|l')[ ]?(?:voiture|camion|train|taxi|avion|toilettes|prison|rue|couloir|ambulance|metro|gare))
    | \b(?:asphyxie|gaze|ecrase|enseveli|electrocute|poignarde|etrangle|noye|brule|foudroye|fauche|percute|abattu|decapite|empoisonne)e?s?[ ](?:dans|par|au|a|sous|sur|en)[ ](?:la[ ]|le[ ]|l'|une?[ ]|son[ ]|sa[ ])?[a-zœ]{3,}
    | \b(?:overdose|asphyxie|noyade|pendaison)s?\b
    | \b(?:fait|faire|faisait)[ ](?:la[ ]guerre|l'algerie|l'indochine|le[ ]vietnam|le[ ]djihad|la[ ]legion|la[ ]une)\b
    | \b(?:guerre|rescapee?|survivante?|exode|massacre|genocide|pogrom|bombardement)s?[ ](?:du|de[ ]la|d'|de|des|en)[ ]?[a-zœ]+
    | \b(?:traverse|traversee|passe)[ ](?:a[ ]la[ ]nage|la[ ]mediterranee|la[ ]manche|les[ ]pyrenees|le[ ]desert|l'atlantique)
    """,
    _FLAGS,
)

SMALL_PLACES: Final = re.compile(
    rf"""
      \b(?:(?:un|une|le|la|ce|cette|d'un|notre|mon|du|petite?)[ ])?(?:petite?[ ]|tout[ ]petit[ ]|toute[ ]petite[ ])?(?:villages?|hameaux?|communes?|bourgs?|bourgades?|bled|patelin|trou|coin|ile|quartier|vallee|lieu-dit|ville|cite|lotissement|ecole|college|residence|immeuble|classe|club|association|asso|paroisse|equipe|boite|entreprise|usine|ferme)[ ](?:de|d'|a|avec|ou[ ]on[ ]est|qui[ ]fait|ou[ ]il[ ]y[ ]a)[ ]?(?:moins[ ]de[ ]|a[ ]peine[ ]|environ[ ]|meme[ ]pas[ ]|quelque[ ]|que[ ]|une[ ]|peut-etre[ ]|dans[ ]les[ ])*(?:{NUM}|(?:dizaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine)[ ]d[e'])[ ]?(?:habitants|ames|maisons|familles|feux|eleves|personnes|foyers|logements|appartements|salaries|employes|licencies|adherents|vaches|gamins|enfants|pelos|pequins|classes?|habs?)\b
    | \b(?:a[ ]peine[ ]|meme[ ]pas[ ]|moins[ ]de[ ]|que[ ]|environ[ ]|d'environ[ ]|dans[ ]les[ ]|,[ ])?{NUM}[ ](?:habitants|ames|habs?)\b
    | \b(?:une[ ])?(?:dizaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine)[ ]d'habitants\b
    | \bon[ ](?:est|etait|n'est|n'etait|sera)[ ](?:plus[ ])?(?:que[ ]|a[ ]peine[ ]|environ[ ]|moins[ ]de[ ]|meme[ ]pas[ ]|dans[ ]les[ ])*(?:{NUM}|une[ ][a-z]+aine)[ ](?:au|dans[ ]le|dans[ ]la|a[ ]la|a[ ]l'|dans[ ]l')[ ]?{AREA}\b
    | \b(?:une[ ]|l'|la[ ])?(?:ecole[ ]a[ ]|ecole[ ]de[ ])?classes?[ ]uniques?\b
    | \becole[ ]a[ ](?:une|deux|trois)[ ]classes?\b
    | \b(?:le|ce|mon|notre|un)[ ](?:tout[ ])?petit[ ](?:village|hameau|bourg|bled|patelin)\b(?:[ ](?:de[ ]montagne|isole|perdu))?
    | \bau[ ]fond[ ](?:de[ ]la[ ]vallee|du[ ]vallon)\b
    | \b(?:la[ ])?derniere[ ]maison[ ](?:du|de|avant|apres|en|sur|a)[ ](?:la[ ]|le[ ]|l'|les[ ])?[a-z]+
    | \bles?[ ](?:deux|trois|quatre|cinq|six)[ ]maisons\b
    """,
    _FLAGS,
)

BODY_WORDS: Final = re.compile(
    r"""
      \b(?:(?:la|une|sa|ma|cette|des|grosse|grande)[ ])+(?:cicatrices?|balafres?|tache[ ]de[ ](?:vin|naissance)|brulures?)(?:[ ](?:sur|a|au|de)[ ](?:la[ ]|le[ ]|l'|tout[ ]le[ ]|toute[ ]la[ ])?[a-z]+(?:[ ](?:gauche|droite?))?)?
    | \b(?:un|des|son|ses|le|les|mes|mon)[ ]tatouages?(?:[ ](?:de|d'|sur|au|dans)[ ]?(?:la[ ]|le[ ]|l'|une?[ ])?[a-z]+(?:[ ](?:gauche|droite?|dans[ ]le[ ]cou|sur[ ]le[ ]bras))?)?
    | \btatouee?s?[ ](?:sur|au|dans|jusqu|de[ ]la[ ]tete)[ ]?[a-z' ]{2,14}\b
    | \b(?:mesure|fait|fais|faisait)[ ](?:pas[ ]loin[ ]de[ ]|presque[ ]|plus[ ]de[ ])?(?:deux|2)[ ]metres?\b(?:[ ](?:dix|cinq|quatre|\d+))?
    | \b(?:un[ ])?metre[ ](?:quatre-vingt|quatre[ ]vingt|quatre-vingt-dix|quatre[ ]vingt[ ]dix|trente|quarante|cinquante)[a-z -]{0,12}\b
    | \b[12][ ]?m[ ]?\d{2}\b
    | \b(?:cheveux|chevelure|barbe)[ ](?:roux|rousse|bleus?|verts?|violets?|roses|blancs?[ ]depuis|jusqu'aux?[ ][a-z]+|orange)\b
    | \b(?:le|la|un|une|les|grand|grande|petit|petite|ce|cette)[ ](?:roux|rousse|rouquine?)\b
    | \b(?:est|etait|suis|tout|toute)[ ](?:roux|rousse)\b
    | \b(?:roux|rousse)[ ]comme\b
    | \b(?:il|elle|qui|je|j'ai|ai)[ ](?:boite|boitait|begaie|begayait|zozote|louche|begaye)\b
    | \ben[ ]boitant\b
    | \b(?:un|une|le|la|son|sa)[ ](?:bras|jambe|oeil|œil|main|doigt|pied|oreille)[ ](?:en[ ]moins|coupee?|arrachee?|amputee?|artificielle?|de[ ]verre|de[ ]bois|mecanique)\b
    | \b(?:il|elle)[ ](?:lui|me)[ ]manque[ ](?:un|une|deux|trois|la|le|les)[ ](?:bras|jambe|oeil|œil|main|doigts?|pied|oreille|dents?)\b
    | \b(?:perdu|perd)[ ](?:l'usage[ ]d[eu](?:[ ](?:la|sa|ses|son))?[ ]?|un[ ]|une[ ]|son[ ]|sa[ ]|l'|deux[ ]|trois[ ]|quatre[ ]|la[ ]|le[ ])(?:bras|jambe|oeil|œil|main|doigts?|pied|oreille|vue|jambes|bras|mains|phalanges?)\b
    | \b(?:\d{3}|cent[ ][a-z-]+|deux[ ]cents?)[ ]kilos?\b
    | \bles[ ]yeux[ ]vairons\b
    | \b(?:defigure|handicapee?[ ]moteur|bossue?|begue|obese)e?\b
    | \ben[ ]fauteuil\b(?![ ]de[ ]jardin)
    | \bunijambiste\b
    | \bvitiligo\b
    | \bnee?s?[ ](?:sans|avec)[ ](?!rien|papiers?|argent|famille|le\b|la[ ]main)[a-z' -]{3,22}?\b(?=[ ]?[,.;)]|$|[ ](?:et|alors|mais|je|il|elle|gauche|droite?))(?:[ ](?:gauche|droite?))?
    | \ben[ ]titane\b
    | \b(?:en[ ]hp|(?:en[ ]|l'|un[ ])?(?:hopital|clinique)[ ]psychiatrique|en[ ]psychiatrie|internee?s?[ ](?:a|au|d'office|en|pendant|depuis)|hospitalisee?[ ](?:d'office|sous[ ]contrainte|a[ ]la[ ]demande))\b
    | \bimplants?[ ][a-z]+|\bgreff(?:e|ee|es|ees)[ ](?:du|de[ ]la|de|d'|des)[ ]?[a-z]+
    | \benfants?[ ]de[ ]la[ ]lune\b
    | \bsur[ ](?:\d+|[a-z -]{3,16})[ ](?:pour[ ]cent|%)[ ]du[ ]corps\b
    | \b(?:brulee?|paralysee?|defiguree?|amputee?|mutilee?)s?[ ](?:au|a|du|de|des|sur|d')[ ]?(?:la[ ]|le[ ]|l'|deux[ ]|une?[ ]|cote[ ])?[a-zœ]+
    | \b(?:un|le|son|mon)[ ](?:oeil|œil)[ ](?:mort|creve|blanc)
    | \bsans[ ](?:bras|jambes?|mains?|dents|doigts|larynx|cordes[ ]vocales)\b
    """,
    _FLAGS,
)

HONOURS: Final = re.compile(
    r"""
      \b(?:ancien(?:ne)?[ ]|vice-)?champion(?:ne)?s?[ ](?:de|du|d'|regionale?|departementale?|nationale?|olympique)[ ]?(?:france|europe|monde|[a-z]+)?(?:[ ](?:de|du|d'|en|junior|handisport)[ ]?[a-z]+){0,2}
    | \b(?:elue?[ ])?miss[ ](?!ion)[a-z]+(?:[- ][a-z]+)?\b(?=[ ](?:en|a|\d|de|il|,|\.|et)|[,.]|$)
    | \bmedailles?[ ](?:d'or|d'argent|de[ ]bronze|militaire|du[ ]travail|d'honneur|olympique)\b
    | \bmedaillee?s?[ ](?:olympique|aux|de)\b
    | \b(?:legion[ ]d'honneur|meilleure?[ ]ouvriere?[ ]de[ ]france|palmes[ ]academiques|croix[ ]de[ ]guerre|juste[ ]parmi[ ]les[ ]nations|ordre[ ]du[ ]merite)\b
    | \bmeilleure?s?[ ](?:ouvrier|ouvriere|apprenti|apprentie|artisan|sommelier|boulanger|boulangere)e?s?\b(?:[ ](?:de|du|d')[ ]?[a-z]+(?:-[a-z]+)*)?
    | \bequipe[ ]nationale\b
    | \brecord(?:man|woman)?[ ](?:de|du|d')[ ]?(?:france|europe|monde|la[ ])[a-z]*
    | \b(?:cite|citee|photo)[ ]dans[ ](?:le|un)[ ](?:livre|journal|documentaire|film)
    | \bprix[ ](?:goncourt|nobel|renaudot|pulitzer|du[ ]jury)\b
    | \bmedaille[ ]de[ ](?:sauvetage|la[ ]ville|la[ ]resistance|guerre|la[ ]famille)
    | \b(?:la[ ]|une[ ])voix[ ](?:d'une?|de[ ](?:la|l')|du)[ ]?[a-z]+
    | \b(?:selectionnee?|joue|jouait|international(?:e)?)[ ](?:en|dans[ ]l')[ ]?equipe[ ]de[ ]france\b
    | \b(?:finaliste|gagnante?|vainqueur|laureate?)[ ](?:de|du|d')[ ]?(?:la[ ]|l')?[a-z]+(?:[ ](?:de|du|d')[ ]?[a-z]+)?
    """,
    _FLAGS,
)

_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
EXACT_DAY: Final = re.compile(
    rf"""
    \b(?:(?:le|du|au|depuis|des|un|ce|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)[ ])*(?!(?:14[ ]juillet|8[ ]mai|huit[ ]mai|quatorze[ ]juillet|11[ ]novembre|onze[ ]novembre|(?:premier|1er)[ ](?:mai|janvier|avril|juillet|septembre|octobre|novembre)|1[ ]mai|8[ ]mars|huit[ ]mars|15[ ]aout|quinze[ ]aout|25[ ]decembre|24[ ]decembre|31[ ]decembre|11[ ]septembre|onze[ ]septembre|6[ ]juin)\b(?![ ](?:\d{{4}}|deux[ ]mille|mille)))
    (?P<day>(?:\d{{1,2}}|1er|premier|{NUM}))[ ](?P<month>{_MONTH})(?:[ ](?P<year>\d{{4}}|deux[ ]mille(?:[ -][a-z]+(?:[- ](?:et[- ])?[a-z]+)?)?|mille[ ]neuf[ ]cent(?:[ -](?:soixante|quatre|cinquante|quarante|trente|vingts?|dix|onze|douze|treize|quatorze|quinze|seize|un|deux|trois|cinq|six|sept|huit|neuf|et))*))?\b
    """,
    _FLAGS,
)
