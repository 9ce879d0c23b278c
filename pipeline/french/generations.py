"""
First names by generation: when most of those who bear a name were born.

A pseudonym that keeps the generation keeps a testimony believable: a Ginette of eighty who becomes a Léa reads
false (Coulmont 2017; Zolesio 2011). No open package holds first names by year of birth, so the lists are ours: the
commonest names of each period, put where their peak lies. Peaks that two periods share stand in the later one.

Origin: sorted by hand for this project, November 2026, after what is published of the peaks of French first names
(Insee, Fichier des prénoms; Besnard & Desplanques, La cote des prénoms; Coulmont, Sociologie des prénoms, 2011).
Licence: that of the project.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from pipeline.french.lists import fold, words_of

# First year of each generation; the first one has none before it.
STARTS: Final = (1900, 1955, 1975, 1995)
MIDDLE: Final = 1  # where names without generation begin to be looked for

# Index of the generation -> women's and men's names, of no other origin than French usage.
WOMEN: Final = (
    words_of("""
        Yvette Ginette Paulette Jacqueline Simone Suzanne Denise Raymonde Lucette Odette Huguette Georgette Arlette
        Marcelle Yvonne Andrée Renée Fernande Germaine Lucienne Marguerite Mauricette Pierrette Josette Colette Liliane
        Gisèle Solange Éliane Jeannine Monique Nicole Michèle Françoise Bernadette Claudine Danièle Annie Josiane
        Geneviève Thérèse Madeleine Henriette Gilberte Jeanne Micheline Marie-Thérèse Marie-Louise Marie-Claire Odile
        Nelly Mireille Edmonde Noëlle Viviane Francine Ghislaine Jocelyne Chantal Évelyne Anne-Marie
    """),
    words_of("""
        Martine Brigitte Sylvie Catherine Véronique Christine Isabelle Nathalie Valérie Corinne Patricia Pascale Laurence
        Sandrine Florence Agnès Béatrice Muriel Marie-Christine Marie-Pierre Nadine Annick Dominique Élisabeth
        Marie-Hélène Fabienne Karine Stéphanie Christelle Carole Virginie Séverine Sophie Hélène Bénédicte Marie-Laure
        Anne-Sophie Régine Sabine Nadège Maryse Joëlle Marylène Maryline Roselyne Laure Clotilde Edwige Frédérique
        Anne Cécile Delphine Sonia Myriam Katia Magali Ingrid Maud Rachel Gaëlle Bérangère Armelle Murielle Marie-Noëlle
    """),
    words_of("""
        Céline Aurélie Émilie Élodie Julie Audrey Mélanie Vanessa Sabrina Jennifer Laetitia Amandine Angélique Ludivine
        Élise Marion Pauline Justine Charlotte Morgane Laura Marine Mathilde Camille Fanny Jessica Cindy Amélie Coralie
        Aline Lucie Noémie Solène Alexandra Marlène Alice Perrine Claire Caroline Estelle Johanna Anaïs Mélissa Ophélie
        Adeline Aude Priscilla Gwenaëlle Gwendoline Tiphaine Roxane Marjorie Mallory Lise Margot Eugénie
        Constance Blandine Clémence Elsa Juliette Cassandra Cynthia Émeline Héloïse Clémentine Tatiana Victoria
    """),
    words_of("""
        Léa Manon Chloé Lola Emma Inès Jade Zoé Louise Lina Romane Clara Anaë Lilou Maëlys Eva Océane Louane Ambre Lena
        Nina Agathe Mila Rose Louna Margaux Capucine Lison Maëlle Lucile Alicia Apolline Ninon Maëva
        Mathilda Sixtine Olivia Julia Giulia Léonie Éloïse Salomé Célia Flavie Cloé Faustine Lily Valentine
        Candice Enora Charlène Gabrielle Alya Victoire Suzie Laly Tess Iris Garance
    """),
)
MEN: Final = (
    words_of("""
        Marcel Roger Lucien Raymond Gérard Robert René Maurice Henri Fernand Georges Émile Albert Gaston Léon Edmond
        Gilbert Claude Bernard Michel Guy André Jacques Jean-Claude Jean-Pierre Yves Serge Daniel Gabriel Marius Alfred
        Roland Armand Louis Jean-Louis Jean-Marie Edgard Ernest Eugène Auguste Félix Gustave Norbert Sylvestre
        Aimé Désiré Paul Pierre Jean Hubert Francis Noël Élie Jean-Jacques Jean-Paul Aristide Ferdinand
        Kléber Octave Clovis Anatole Léonce
    """),
    words_of("""
        Philippe Patrick Alain Thierry Pascal Éric Christophe Laurent Frédéric Stéphane Didier Bruno Gilles Marc Olivier
        Franck Dominique Jean-Luc Jean-Marc Jean-Michel Jean-François Denis Hervé Fabrice Christian Régis Sylvain Benoît
        Jérôme Vincent Xavier Bertrand Arnaud Emmanuel Yannick Ludovic François Étienne Antoine Luc Rémi Joël
        Gérald Dany Cyrille Cédric David Sébastien Grégory Carlos Jean-Christophe Pierre-Yves Loïc Ronan Tristan
        Thibaud Ghislain Fabien Jean-Philippe Rodolphe Johnny Teddy
    """),
    words_of("""
        Nicolas Julien Guillaume Mathieu Romain Jonathan Kévin Anthony Alexandre Maxime Thomas Aurélien Mickaël Damien
        Adrien Jérémy Florian Quentin Benjamin Simon Clément Alexis Jordan Dylan Steven Yoann Bastien Cyril Gaëtan
        Geoffrey Rudy Tony Pierre-Alexandre Valentin Rémy Gauthier Corentin Erwan Thibault Brice
        Arthur Baptiste Martin Mike Tanguy William Grégoire Raphaël Hadrien Morgan Marvin Logan Jason Steeve
        Johan Vivien Aymeric Ludwig Alban Bryan Wilfried Gwendal Maël Boris Edouard Fabian
    """),
    words_of("""
        Lucas Enzo Théo Hugo Nathan Mathis Léo Tom Jules Ethan Noah Timéo Sacha Evan Noé Axel
        Robin Maxence Gabin Malo Titouan Éliott Oscar Nolan Antonin Augustin Matéo Lenny Kylian Loris
        Basile Côme Célestin Léandre Lorenzo Mathéo Esteban Rafael Soren Milan Adam Aaron Owen Tiago Swann Ilan
        Diego Marceau Isaac Louka Ruben Paul-Antoine Samuel Gaspard Naël Ewen
    """),
)

# Names of other families than the French one whose bearers were mostly born before, or after, the middle.
_ELDER: Final = words_of("""
    Zohra Kheira Yamina Fatima Fatna Aïcha Houria Khadija Fatiha Mimouna Rabia Messaouda Tassadit Ouardia Halima
    Mohamed Ahmed Ali Larbi Miloud Abdelkader Lakhdar Tahar Slimane Rabah Belkacem Mohand Amar Saïd Brahim Messaoud
    Boualem Lahcen Tayeb Aomar Abderrahmane
    Oumou Kadiatou Coumba Ramata Sira Néné Djeneba Penda Maïmouna Mamadou Boubacar Samba Demba Bakary Amadou Ousmane
    Lassana Seydou Moussa Idrissa Souleymane
    Lurdes Graça Dolores Conceição Rosa Fernanda Isaura Amélia Maria Carmen Consuelo Pilar Elvira Joaquim Manuel António
    José Armando Fernando Ramon Álvaro
    Rosetta Silvana Ornella Giuseppe Salvatore Luigi Vito Renato Aldo Dino
    Emine Fatma Ayşe Gül Mehmet Mustafa Osman Kemal
    Danuta Katarzyna Zorica Biljana Dragan Zoran Milan Piotr Andrzej
    Odette Gisèle Solange Espérance Dieudonné Célestin Prosper
""")
_YOUNG: Final = words_of("""
    Inès Chaïma Rania Imane Dounia Meriem Sarah Assia Amina Lina Yasmine Nour Aya Maïssa Hanna Ikram Wissam Shaïma Nawel
    Kenza Ines Sirine Lilia Anissa Rayane Yanis Bilal Anis Walid Sofiane Yacine Ismaël Ilyes Mehdi Youssef Rayan Amine
    Ayoub Zakaria Adem Nassim Wassim Ilias Adel Issam Naïm Reda Marwan
    Aminata Mariam Bintou Fanta Safiatou Assa Diariatou Ibrahima Modou Issa Cheikh Lamine Tidiane Yaya Sékou Drissa
    Grâce Plamedi Merveille Divine Prisca Naomie Trésor Junior Exaucé Gédéon Jonas Moïse
    Beatriz Inês Ana Diego Rafael Nuno Duarte Pablo
    Chiara Giulia Elena Enzo Marco
    Zeynep Elif Derya Esra Nur Emre Kaan Deniz Baran Cem Selim
    Raluca Mirela Oksana Magda Florin Radu Bogdan Mihai
""")


@cache
def _index() -> dict[str, int]:
    """Folded first name -> index of its generation; a name listed twice counts in the later one."""
    known = {fold(name): ELDER for name in _ELDER} | {fold(name): YOUNG for name in _YOUNG}
    french = {fold(n): at for sex in (WOMEN, MEN) for at, names in enumerate(sex) for n in names}
    return known | french


ELDER: Final = 0
YOUNG: Final = 3


def generation_of(given: str) -> int | None:
    """Index of the generation a folded first name belongs to, None when nothing is known of it."""
    known = _index().get(given)
    if known is not None:
        return known
    head = given.split("-")[0]
    return _index().get(head) if head != given else None


def generation_born(year: int) -> int:
    """Index of the generation of someone born in `year`."""
    return max((at for at, start in enumerate(STARTS) if start <= year), default=0)
