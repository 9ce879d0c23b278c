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
      \b(?:le|la)[ ](?:tout[ ]|toute[ ])?(?:dernier|derniere|premier|premiere)[ ](?:du[ ][a-z]+[ ])?a[ ](?!la\b|le\b|l'|les\b|son\b|sa\b|mon\b|un\b|une\b|part\b|droite|gauche)[a-zœ]+(?:er|ir|re|oir)(?:[ ](?!et\b|mais\b|qui\b|que\b|c'est\b)[a-z0-9'œ-]+){1,5}
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
    """,
    _FLAGS,
)

_KIN_MANY = r"(?:enfants|gosses|gamins|gamines|mioches|filles|garcons|fils|freres|soeurs|freres[ ]et[ ]soeurs|petits-enfants|petits[ ]enfants|arriere-petits-enfants|bebes|momes|petits)"
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
    | \b(?:grand-pere|grand-mere|tante|oncle|soeur|frere)[ ]et[ ](?:tuteur|tutrice)\b
    | \bchatelaine?s?(?:[ ]ruinee?s?)?\b
    | \bfratrie[ ]de[ ]{NUM}\b
    | \bfamille[ ]de[ ](?:{_MANY})(?:[ ](?:{_KIN_MANY}))?\b
    | \bon[ ]etait[ ]{_MANY}[ ](?:a[ ]la[ ]maison|{_KIN_MANY}|chez[ ](?:nous|mes[ ]parents))
    | \b(?:tri|quadru|quintu)ple(?:s|es|ts|ttes)?\b(?<!triple)(?<!quadruple)
    | \b(?:mes|des|les|ses|de|deux|nos|leurs|d')[ ]?(?:vrais[ ]|vraies[ ]|faux[ ]|fausses[ ]|petits[ ]|petites[ ])?(?:jumeaux|jumelles)\b
    | \b(?:(?:soeur|frere)[ ])(?:jumeau|jumelle)\b
    | \b(?:ma|mon|sa|son|une|un|leur|des)[ ](?:jumeau|jumelle)\b
    | \bveuve?s?[ ](?:a|depuis|avec|de)[ ](?:[a-z0-9-]+[ ]?){{1,4}}?(?:ans|annees|mois|enfants|\d{{4}}|mari|femme|guerre)\b
    | \b(?:jeune[ ])?veuf\b
    | \bveuve\b(?![ ]clicquot)
    | \borpheline?s?[ ](?:a|depuis|de)[ ](?:[a-z0-9-]+[ ]?){{1,3}}?(?:ans|pere|mere|naissance)\b
    | \b(?:elevee?s?|grandi|gardee?s?)[ ](?:par|chez)[ ](?:ma|mon|sa|son|mes|ses|leur|leurs|notre)[ ](?:grand[- ](?:mere|pere|mere[ ]maternelle|mere[ ]paternelle)|grands[- ]parents|tante|oncle|soeur|frere|marraine|parrain|arriere[- ]grand[- ]mere)\b
    | \b(?:enfants?|filles?|fils|garcons?|bebes?)[ ](?:de|d'|avec)[ ](?:{_SOME}|plusieurs)[ ](?:peres|meres|hommes|lits)(?:[ ]differente?s)?\b
    | \b{_SOME}[ ](?:peres|meres)[ ]differente?s\b
    | \b(?:divorcee?|mariee?|separee?)[ ](?:deux|trois|quatre|2|3|4)[ ]fois\b
    | \b(?:troisieme|quatrieme|3e|4e)[ ](?:mari|femme|mariage|divorce|epoux|epouse)\b
    | \b(?:perdu|enterre)[ ](?:une?|mon|ma|mes|son|sa|ses|leur|notre|deux|trois)[ ](?:(?:seule?|petite?|propre|premiere?|deux|trois)[ ])?(?:enfants?|fils|filles?|bebes?|garcons?|jumeaux|jumelles|mari|femme|jumeau|jumelle|soeur|frere)(?:[ ](?:a|de|en|d'un|dans|l'annee)[ ](?:[a-z0-9']+[ ]?){{1,3}}?(?=[ ]?(?:[,.;:!?)]|$|\b(?:et|il|elle|on|je)\b)))?
    | \bmort[- ]nee?s?\b
    | \bnee?s?[ ]sous[ ]x\b
    | \b(?:jumeaux|jumelles|triples|triplees)\b(?:[ ]prematuree?s?)?
    | \benfants?[ ]de[ ]la[ ]creuse\b
    | \b(?:deux|trois|quatre|cinq)[ ](?:freres|soeurs|fils|filles)[ ](?:celibataires|noyee?s|jumeaux|mortes?|places|placees|en[ ]prison)(?:[ ](?:sur|dans|a)[ ](?:la|le|l')[ ]?[a-z]+)?
    | \bmort[ ]subite\b
    | \b(?:mon|son|un|notre)[ ](?:fils|enfant|bebe|frere|mari)[ ](?:[a-z]+[ ])?(?:est|s'est|etait)[ ](?:mort|decede|noye|pendu|tue|disparu)\b
    | \b(?:ma|sa|une|notre)[ ](?:fille|soeur|femme|petite)[ ](?:[a-z]+[ ])?(?:est|s'est|etait)[ ](?:morte|decedee|noyee|pendue|tuee|disparue)\b
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
    | \b(?:mort|morte|morts|mortes|decede|decedee?s?|tuee?s?|fusillee?s?|renversee?s?|torturee?s?|ecrasee?s?|empoisonnee?s?|electrocutee?s?|foudroyee?s?|poignardee?s?|tabassee?s?|kidnappee?s?|sequestree?s?|retrouvee?s?|noyee?s?|irradiee?s?|pendue?s?|gazee?s?)[ ](?:gelee?s?[ ]|vivante?s?[ ])?(?:a|au|aux|dans|par|sur|en|du|sous|devant|d'un|d'une|de[ ]la|pendant)[ ]?(?!moi|lui|point|rire|fatigue|faim|cause|moitie|peu|cote|tout|ca\b|plus)(?:la[ ]|le[ ]|l'|les[ ]|une?[ ]|son[ ]|sa[ ])?[a-z0-9œ]{2,}
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
