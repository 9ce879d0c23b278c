"""
Words that speak of the same subject without being the same word: rent and landlord, bus and stop, letter and form.

Origin: written for Polyphonie in November 2026, from the usual headings of a French social diagnosis (lodging, moving about,
money, papers…). Licence: that of the project (MIT). A word may belong to several fields; ordinary words are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

STEM_LETTERS = 6  # as in the comparison of words: endings are not told apart

FIELDS = {
    "logement": """
        logement logements loger appartement maison maisons loyer loyers bailleur propriétaire locataire locataires immeuble
        bâtiment tour tours chambre chambres hlm studio foyer hébergement hôtel expulsion relogement voisin voisins palier cage
        escalier ascenseur chauffage radiateur isolé humidité moisissure punaises murs résidence cuisine domicile toit squat
        gardien cave étage copropriété habitat habiter
    """,
    "déplacements": """
        transport transports bus car cars train gare arrêt ligne navette voiture voitures véhicule véhicules permis conduire
        conduit essence carburant covoiturage stop vélo mobylette scooter tracteur trajet trajets route routes kilomètre
        kilomètres distance loin proche déplacer déplacement mobilité chauffeur parking garer pied marcher trottoir côte réserver
        réservation prisonnier isolement
    """,
    "argent": """
        argent euros euro prix cher chère coût coûter payer paie paye paient sous dette dettes rembourser remboursé salaire
        salaires revenu revenus retraite pension budget facture factures financement financer financeur financeurs subvention
        économies compte banque crédit gratuit dépense dépenses impôts caution tarif acheter vendre indu surendettement pauvre
        pauvreté
    """,
    "droits et aides": """
        droit droits aide aides allocation allocations allocataire caf rsa apl mdph aah apa aspa msa cpam prime demande demandes
        demander dossier dossiers recours complément prestation prestations renoncer renoncement non-recours ouvrir éligible
        assisté assistés assistante mendier réclamer bénéficier
    """,
    "papiers": """
        papier papiers courrier courriers lettre lettres formulaire formulaires dossier dossiers pièce pièces justificatif
        justificatifs document documents signature signer certificat attestation carte identité séjour préfecture enveloppe
        enveloppes facture bulletin remplir déclarer déclaration acte administration administrations
    """,
    "numérique": """
        internet numérique ligne site sites ordinateur ordinateurs écran écrans clavier souris téléphone portable connexion
        réseau wifi fibre mail courriel adresse mot passe code codes application scanner fichier pdf dématérialisation
        informatique télécharger cliquer box borne forfait digital identifiant identifiants visioconférence
    """,
    "accueil": """
        accueil accueillir accueilli accueillie accueillies reçu reçue recevoir guichet guichets agent agente agents bureau
        porte bonjour sourire gentil gentille aimable respect conseillère conseiller salle comptoir secrétaire secrétariat
        permanence rendez-vous service services file maltraitance tutoie poli
    """,
    "horaires et délais": """
        horaire horaires heure heures ouvert ouverte ouvrir ouverture fermé fermée fermer fermeture soir samedi midi matin attente
        attendre attends attend attendu délai délais retard lent lente longtemps vite rapide rapidement mois semaine semaines
        liste tard débloqué durer duré patient patience instruction réponse
    """,
    "information": """
        information informations informer informé informée savoir connaître connaissent affiche affiches dépliant plaquette
        brochure journal bulletin communiquer communication expliquer explique explication rumeur bouche panneau indiqué lisible
        illisible comprendre compris courant renseigner renseignement découvrir appris ignorer
    """,
    "confiance et honte": """
        confiance honte fierté fier fière dignité gêne gêné gênée gênant regard regarder juger jugement peur oser osé osent
        humiliant humiliation honteux discret discrète discrétion anonyme rabaisser mendier vitre vitrine caché cacher secret
        profiteuse profiteur pudeur droite intime confier
    """,
    "proches": """
        famille familles mère père maman papa fils fille frère soeur sœur mari femme époux épouse couple enfant enfants petit-fils
        petite-fille grand-mère grand-père nièce neveu cousine cousin parents proche proches aidant aidants voisine belle-sœur
    """,
    "enfance": """
        enfant enfants bébé crèche nounou assistante maternelle garde parentalité pmi puéricultrice placement placé foyer
        éducateur éducateurs juge adolescent adolescents mineur doudou périscolaire centre loisirs
    """,
    "école": """
        école collège lycée classe maîtresse instituteur professeur professeurs élève élèves devoirs cantine directrice notes
        scolaire aesh études apprendre lire écrire illettré alphabet
    """,
    "santé": """
        santé médecin médecins docteur infirmière infirmier hôpital soin soins soigner malade maladie pharmacie handicap
        handicapé handicapée fauteuil psychologue psychique mutuelle complémentaire dents dentiste médicament médicaments urgences
        ophtalmo consultation dépression alcool drogue addiction boire
    """,
    "travail": """
        travail travailler travaille boulot emploi employeur embauche embaucher contrat chômage formation formations stage stages
        métier usine chantier salarié salariés intérim patron patronne cv entretien recruter recruté ménage entreprise insertion
    """,
    "vieillesse": """
        âgé âgée âgés âgées vieux vieille vieillir ehpad retraite résident résidents résidence senior seniors domicile autonomie
        dépendance déambulateur tutelle mandataire placé
    """,
    "institutions": """
        mairie maire élu élus commune département région état conseil préfet préfecture ccas intercommunalité communauté collègue
        collègues réunion réunions partenaire partenaires coordonner coordination direction administration caisse politique
        décident décider décision association associations bénévole bénévoles
    """,
    "quartier": """
        quartier village villages bourg ville rue place parc banc voisin voisins sécurité police policier propreté sale balayé
        déchets encombrants bruit travaux jeunes hall commerce café marché campagne habitants territoire
    """,
    "repas": """
        manger mange mangé repas nourriture alimentaire alimentation épicerie colis faim cuisine cuisiner courses banque légumes
        fruits conserves pâtes
    """,
    "langue et origine": """
        français langue langues traduire interprète traduction étranger étrangère asile demandeurs pays immigré raciste malienne
        accent mot comprendre lettres
    """,
    "loisirs et lien": """
        vacances loisirs sport club foot boxe culture fête atelier jardin belote sortie sorties rencontrer rencontre lien liens
        solitude seul seule isolé isolée compagnie parler parlent discuter habitués
    """,
}
"""For each field, its words."""


def _fields_of_stems() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for field, words in FIELDS.items():
        for word in words.split():
            found[word[:STEM_LETTERS]].add(field)
    return {stem: frozenset(fields) for stem, fields in found.items()}


FIELDS_OF_STEMS = _fields_of_stems()


def fields_in(stems: Iterable[str]) -> dict[str, float]:
    """How much some words speak of each field; a word of two fields counts half for each."""
    found: dict[str, float] = defaultdict(float)
    for stem in stems:
        fields = FIELDS_OF_STEMS.get(stem, frozenset())
        for field in fields:
            found[field] += 1 / len(fields)
    return dict(found)
