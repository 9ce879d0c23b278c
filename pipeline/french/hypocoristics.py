"""
How French, and the languages spoken beside it in France, shorten and soften a first name.

Five ways are open ones, so that no list of nicknames holds them all: the name is cut ("Clo"), a syllable of it is said
twice ("Mumu"), its end is said alone or after a first stammer ("Nand", "Mimile"), or an ending is put to its beginning
("Gilou", "Renatinho"). Lists serve only where sound does not lead back to the name.

Origin: French usage and the surveys of hypocoristics in French (Plénat 1982, 1984; Scullen 1997) for the five ways, written
for this project, November 2026; licence: that of the project. Everything is folded: lower case, no accents.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.french.lists import words_of

# Put to the beginning of a name, or to the whole of it, the longest first.
ENDINGS: Final = tuple(
    sorted(
        words_of(
            """
            zinho zinha inho inha ito ita inou inette ounet ounette nette nou ou oune ounou ette otte out o y i ie
            iche ouche oche ichka ouchka ka a as s ine inet
            """
        ),
        key=lambda ending: (-len(ending), ending),
    )
)
# Endings that also make a woman's name of a man's ("Karima"): never put to a whole name.
FEMININE: Final = frozenset(words_of("a ine ie i s as"))

# Short forms that sound does not lead back to their first names.
FAR: Final[dict[str, tuple[str, ...]]] = {
    short: tuple(longs.split("/"))
    for short, longs in (
        entry.split("=")
        for entry in words_of(
            """
            nastia=anastasia sacha=alexandre/aleksandr/alexandra macha=maria dacha=daria pacha=pavel vania=ivan
            kolia=nikolai/nicolas micha=mikhail/michel volodia=vladimir petia=piotr katia=ekaterina/catherine
            olia=olga natacha=natalia/nathalie genia=evgenia aliocha=alexei mitia=dmitri
            paco=francisco pancho=francisco pepe=jose pepita=josefa concha=concepcion lola=dolores chema=jose-maria
            nacho=ignacio chus=jesus lupe=guadalupe quique=enrique chico=francisco xico=francisco
            ze=jose zeca=jose toze=antonio-jose tino=albertino/augustino/valentino beto=alberto/roberto
            bia=beatriz/beatriz guida=margarida lena=helena/madalena nelo=manuel nela=manuela
            peppe=giuseppe beppe=giuseppe gigi=luigi nino=giovanni/antonino mimmo=domenico ciccio=francesco
            kasia=katarzyna gosia=malgorzata janek=jan staszek=stanislas/stanislaw jurek=jerzy basia=barbara
            sao=conceicao titou=thierry/titouan mouss=moussa hamou=mohamed hamid=abdelhamid aziz=abdelaziz rahim=abderrahim rahmane=abderrahmane latif=abdellatif
            malik=abdelmalik krim=abdelkrim samad=abdoussamad bacar=aboubacar boubou=boubacar boub=boubacar/aboubacar
            zette=georgette/josette/suzette/huguette zon=suzon fanette=francoise/stephanie fanchon=francoise
            manette=emmanuelle ninon=anne/jeannine nanette=anne/annie toinon=antoinette lison=elise/elisabeth
            babette=elisabeth lisou=elise/elisabeth biquette=elisabeth ketty=catherine bibi=brigitte/bibiane
            dudule=theodule bill=william ted=edouard/theodore ned=edouard jack=jacques john=jean jim=jacques
            """
        )
    )
}

# Letters that are written in several ways and heard in one, in this order; for comparing a short form with a name.
_HEARD: Final = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"ç", "ss"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"gh", "g"),
        (r"gu(?=[eiy])", "g"),
        (r"eau|au", "o"),
        (r"qu|q|ck", "k"),
        (r"c(?=[eiy])", "ss"),
        (r"c(?!h)", "k"),
        (r"ai|ei", "e"),
        (r"y", "i"),
        (r"(?<!c)h", ""),
        (r"([a-z])\1+", r"\1"),
    )
)


def heard(name: str) -> str:
    """A folded name, hyphens kept, as it is heard: one spelling for one sound, no letter twice."""
    for pattern, letters in _HEARD:
        name = pattern.sub(letters, name)
    return name
