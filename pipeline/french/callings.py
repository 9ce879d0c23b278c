"""
What somebody is said to be, by the form of the word: "éleveuse d'escargots", "volailler", "agente à la centrale".

Lists of trades (`trades.py`) end where invention begins: French makes a trade of any verb or thing by its ending. Here are
those endings, what leads to a trade, and the everyday words that end alike. All entries are folded; patterns read *plain*
text (`risk.plain`).

Origin: French word formation (suffixes of agent, Insee's PCS 2020 as examples); written for this project, November 2026;
licence: that of the project.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.lists import words_of

_FLAGS = re.VERBOSE

HEAD: Final = re.compile(
    r"\b[a-zœ]{3,}(?:-[a-zœ]{3,})?(?:eur|eure|euse|rice|iste|ier|iere|yer|yere|ien|ienne|logue|graphe|metre|pathe|naute|eron|eronne|[aoi]nger|[aoi]ngere|achere|oger|ogere|erger|ergere)s?\b"
)
# Behind these a noun is what somebody is or does.
SAID_TO_BE: Final = re.compile(
    r"""
    \b(?:suis|etais|est|etait|etes|sont|etaient|ete|fut|devenue?|redevenue?|devenir|comme|metier|profession|boulot|travaille|embauchee?|engagee?)
    (?:[ ,:]+(?:surtout|aussi|encore|toujours|meme|devenue?|c'est|c'etait|etait|d'abord|plutot|maintenant|euh|donc|ete|un[ ]peu|de[ ]metier|comme|alors|deja|la|le))*
    (?<!\bc'est)(?<!\bc'etait)[ ,:]{1,3}(?:(?:une?|la|le|ancien|ancienne|petite?|simple|jeune|vieux|vieille)[ ]){0,2}(?:l'|ex-|d')?$
    """,
    _FLAGS,
)
# "la première femme conductrice", "le seul volailler": a rank that makes of any trade a person.
RANKED: Final = re.compile(
    r"(?:\b(?:la|le|une?|notre|leur|son|sa|ma|mon|comme)[ ](?:toute?[ ])?|(?:^|[,(=;:.])[ ]?)(?:premiere?|seule?|unique|derniere?)[ ](?:femme[ ]|homme[ ])?$"
)
# Between signs, a noun behind somebody's name: "Delcambre, éleveur de paons", "copain = gardien de but".
APPOSED: Final = re.compile(r"(?:^|[,(=;–—][ ]?|\.[ ])(?:une?[ ]|ex-|ancien[ ]|ancienne[ ]|l'|le[ ]|la[ ])?$")
# A trade that many have says who someone is once where or what is added.
WHERE: Final = re.compile(
    r"""
    (?:[ ](?!et\b|mais\b|qui\b|que\b|je\b|il\b|elle\b|on\b|pas\b|plus\b|donc\b|alors\b|pour\b|en\b|dans\b|a\b|au\b|aux\b)[a-z'-]{3,}){0,2}?
    [ ](?P<link>a|au|aux|sur|dans|chez|pour|en|sous)[ ](?:(?:la|le|les|une?|notre|des)[ ]|l')?
    (?!plus\b|moi\b|lui\b|elle\b|eux\b|nous\b|vous\b|retraite|mi-temps|temps|plein|domicile|vie\b|chomage|arret\b|maladie|formation|cdi\b|cdd\b|interim|general|france\b|fait\b|ce\b|cette\b|mon\b|ma\b|son\b|sa\b|fin\b|tout|peu\b|point\b|cote\b|moment|debut|jour\b|matin|soir|nuit|annees?\b|mois\b|ans\b|quoi|ca\b|tous\b|meme\b|partir\b|cause\b|condition|niveau|train\b|colere|effet|faire\b|etre\b|avoir\b|qu)
    [a-zœ]{3,}
    """,
    _FLAGS,
)
OF: Final = re.compile(r"[ ](?:de[ ]|d'|du[ ]|des[ ]|en[ ])(?:la[ ]|l')?(?P<what>[a-zœ]{3,}(?:-[a-zœ]+)?)")

THEN_OF: Final = re.compile(r"[ ](?:du|de[ ]la|de[ ]l'|des)[ ]?[a-zœ]{3,}")

# Occupations that no ending tells.
OCCUPATIONS: Final = frozenset(
    words_of(
        """
        agent agente marin matelot employe employee ouvrier ouvriere aide chef cheffe gardien gardienne interprete medecin
        secretaire soldat pilote guide garde juge avocat avocate moine pretre artisan commis assistant assistante stagiaire
        arbitre clerc acrobate athlete peintre poete mime vigile cascadeur nourrice nez croupier jockey
        fabricant fabricante negociant negociante exploitant exploitante figurant figurante representant representante consultant
        consultante surveillant surveillante enseignant enseignante dirigeant dirigeante soignant soignante aidant aidante
        etudiant etudiante remplacant remplacante intervenant intervenante commercant commercante trafiquant trafiquante
        commissaire prefet prefete magistrat magistrate greffier greffiere diplomate consul attache attachee journaliste
        gendarme mannequin clown dentiste peintre peintresse architecte notaire sage-femme hotesse steward concierge
        """
    )
)
# Words that end like a trade and are none: qualities, things, kin, what everyone is.
NO_TRADES: Final = frozenset(
    words_of(
        """
        enqueteur enquetrice intervieweur intervieweuse observateur observatrice
        derriere arriere meilleur meilleure majeur majeure mineur mineure superieur superieure inferieur inferieure exterieur exterieure
        interieur interieure anterieur anterieure posterieur ulterieur ulterieure leur plusieurs ailleurs bonheur malheur
        peur coeur valeur douleur couleur chaleur faveur rigueur horreur erreur fureur fleur soeur moteur ordinateur secteur
        hauteur longueur largeur humeur sueur tumeur odeur honneur terreur grandeur pudeur douceur epaisseur rumeur vapeur
        ascenseur aspirateur radiateur compteur frere mere pere grand-mere grand-pere beau-frere beau-pere belle-mere hier
        dernier derniere premier premiere entier entiere particulier particuliere singulier reguliere regulier irregulier
        familier familiere fier fiere cahier papier quartier escalier chantier metier loyer foyer calendrier courrier sentier
        dossier fevrier janvier panier atelier palier grossier grossiere lumiere matiere maniere riviere frontiere barriere
        priere poussiere carriere biere colere misere vipere bien rien combien ancien ancienne chien chienne lien mien mienne
        sien sienne tien quotidien quotidienne soutien entretien moyen moyenne citoyen citoyenne chretien chretienne
        triste egoiste raciste pessimiste optimiste realiste perfectionniste feministe communiste socialiste autiste touriste
        liste piste gauchiste extremiste individualiste simpliste depressionniste usager usagere locataire etranger etrangere
        cher chere leger legere amer amere premiers derniers dernieres prisonnier prisonniere heritier heritiere
        auteur demandeur demandeuse droitier droitiere meneur meneuse balancier chomeur chomeuse joueur menteur menteuse
        consommateur spectateur spectatrice visiteur passager passagere routier ecolier ecoliere lyceen lyceenne collegien
        collegienne electeur electrice rentier rentiere danger danger etranger etrangere manger ranger changer singulier
        """
    )
)
