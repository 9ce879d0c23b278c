"""
Nicknames and short forms of first names: what stands for "Titi", "le Gitan" or "Fred" in an anonymised text.

A nickname replaced by a plain first name falsifies ("tout le monde l'appelle Fabien" of a Fabien), and the nickname
itself is what neighbours know best. Those given here are common property and say nothing of origin or looks.

Origin: French usage, written for this project, November 2026; licence: that of the project.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.lists import words_of

# Given to a woman, to a man, to whoever; none is a first name of Insee's list that thousands bear.
NICKNAMES: Final = {
    "f": words_of("Choupette Nénette Poupette Mimine Cocotte Bibiche Fanchon Ninette Lolotte Pépette Minouche Zaza"),
    "m": words_of("Fifi Loulou Doudou Bubu Zozo Pilou Dudule Nanard Riri Filou Gaspi Frisou Chouchou Bouly"),
    "": words_of("Bibou Kiki Zouzou Moustik Pimpon Cricou Bouba Pitchou Tchoupi Pompon Gribouille Lutin Biquet Pitou"),
}

# First names of our own lists -> the short form that people really use for them.
SHORT: Final[dict[str, str]] = dict(
    pair.split("=")
    for pair in words_of("""
        Sandrine=Sandie Corinne=Coco Monique=Momone Nadine=Nadou Valérie=Valou Delphine=Delf Isabelle=Zabou Céline=Line
        Émilie=Mimi Aurélie=Lélie Mathilde=Tilde Justine=Juju Pauline=Popo Françoise=Fanfan Suzanne=Suzon
        Christelle=Chris Stéphanie=Fanny Virginie=Gigi Élodie=Lolo Jennifer=Jenny Amandine=Mandine Ludivine=Ludi
        Jacqueline=Jackie Ginette=Gigi Bernadette=Dédette Georgette=Jojo Fabienne=Fabi Béatrice=Béa Véronique=Véro
        Fabien=Fab Cyril=Cy Damien=Dam Quentin=Quent Jérôme=Jéjé Arnaud=Nono Bertrand=Bébert Didier=Didou
        Thierry=Titi Frédéric=Fred Sébastien=Seb Ludovic=Ludo Grégory=Greg Mickaël=Mika Anthony=Tony Jonathan=Jojo
        Florian=Flo Alexis=Alex Valentin=Val Maxime=Max Clément=Clem Guillaume=Guigui Emmanuel=Manu Philippe=Philou
        Christophe=Totof Nicolas=Nico Mathieu=Matt Benjamin=Benji Raphaël=Raph Gérard=Gégé Raymond=Mémond
        Marcel=Marcello Lucien=Lulu Fernand=Nand Roger=Rogé Bernard=Nanard Patrick=Patou Dominique=Domi
    """)
)

# "Titi", "Jojo", "Bébert", "Zézette": a syllable said twice, with or without an ending.
DOUBLED: Final = re.compile(r"^([^aeiouy]{1,2}[aeiouy]{1,2})\1(?:t|tte|rt|n|u|ne|f)?$")
DOUBLED_MINIMUM_LETTERS: Final = 4
