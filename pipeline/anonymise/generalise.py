"""
Say less without saying nothing: ages and dates at the study's precision, and a wider word for each quasi-identifier.

A detail taken out falsifies, a detail made wider still testifies: "43 ans" becomes "une quarantaine d'années", a
luthier an artisan. What is returned is a proposal for a person to accept; nothing is replaced from here, and where no
wider word is known the answer is None rather than a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from models.anonymisation import Mention, MentionAction, MentionKind
from pipeline.french import quasi
from pipeline.french.conditions import ILLNESSES, LIVES
from pipeline.french.lists import fold
from pipeline.french.numbers import SPOKEN_NUMBER, read_number
from pipeline.french.trades import COMMON_TRADES, OFFICES, RARE_TRADES

Ages = Literal["exact", "five", "ten"]
Dates = Literal["day", "month", "year"]
Places = Literal["rename", "generalise"]

TENS = {20: "vingtaine", 30: "trentaine", 40: "quarantaine", 50: "cinquantaine", 60: "soixantaine"}
YOUNG, OLD = 20, 70
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SEASONS = ("en hiver", "au printemps", "en été", "en automne")


class Precision(NamedTuple):
    """How much the study lets be known: `[anonymisation]` of `study.toml`."""

    ages: Ages = "ten"
    dates: Dates = "year"
    places: Places = "rename"


def at_precision(mentions: Iterable[Mention], precision: Precision) -> tuple[Mention, ...]:
    """
    Mentions as the study's precision wants them.

    An age or a date that may stay exact is no longer an identifier to mask: it becomes a detail that is shown to a
    person. Ages that were flagged are proposed at the precision asked.
    """
    return tuple(_at_precision(mention, precision) for mention in mentions)


def _at_precision(mention: Mention, precision: Precision) -> Mention:
    if mention.kind is MentionKind.DATE and precision.dates == "day":
        return _left(mention, quasi.DAY, wider_day(mention.form))
    if mention.kind is not MentionKind.AGE:
        return mention
    if precision.ages == "exact":
        return _left(mention, quasi.AGE, wider_age(mention.form))
    return mention.model_copy(update={"generalisation": wider_age(mention.form, precision.ages)})


def _left(mention: Mention, reason: str, wider_words: str | None) -> Mention:
    update = {"kind": MentionKind.QUASI, "action": MentionAction.FLAG, "generalisation": wider_words}
    detectors = tuple(dict.fromkeys((*mention.detectors, f"quasi:{reason}")))
    return mention.model_copy(update=update | {"detectors": detectors})


_FEMININE = re.compile(
    r"(?:trice|euse|iere|ienne|onne|ere|esse|ante|ente|ee|ine|ane|ale|elle|aine|ue|ette)s?$|^(?:la|une|ma|sa|cette)\b|femme"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NUMERIC = re.compile(
    r"\b(?:\d{4}[/.\-](?P<m1>\d{1,2})[/.\-]\d{1,2}|\d{1,2}[/.\-](?P<m2>\d{1,2})(?:[/.\-](?P<y>\d{2,4}))?)\b"
)
_LETTERS = re.compile(r"[a-zœ]+")
# "mes soixante-trois", "43 ans et demi", "a. 27": the number that an age begins with.
_LEADING_NUMBER = re.compile(
    rf"\s*(?:(?:mes|ses|tes|vos|leurs|les|a\.|[âa]ge?[ée]?e?(?:[ ]de|[ ]?:)?)\s+)?(?P<number>\d{{1,3}}|{SPOKEN_NUMBER})(?!\s*(?:mois|semaines|jours))",
    re.IGNORECASE,
)


def wider_age(form: str, ages: Ages = "ten") -> str | None:
    """
    An age at the precision asked: "43 ans" gives "une quarantaine d'années" or "40-44 ans".

    None when the form is no number of years. Beyond the working ages the band is open ("plus de 70 ans").
    """
    said = _LEADING_NUMBER.match(form)
    age = read_number(said["number"]) if said else None
    if age is None:
        return "moins de deux ans" if re.search(r"(?:mois|semaines|jours)$", form.strip(), re.IGNORECASE) else None
    if ages == "exact":
        return form
    if ages == "five":
        return f"{age // 5 * 5}-{age // 5 * 5 + 4} ans" if age < 90 else "plus de 90 ans"
    tens = age // 10 * 10
    if tens in TENS:
        return f"une {TENS[tens]} d'années"
    return f"moins de {10 if age < 10 else YOUNG} ans" if age < YOUNG else f"plus de {min(tens, 90)} ans"


def wider_date(form: str, dates: Dates = "year") -> str | None:
    """A date at the precision asked: "12 mars 1987" gives "1987" or "mars 1987"; None when neither can be read."""
    year, month = _year_of(form), _month_of(form)
    if dates == "month" and month:
        return f"{month} {year}" if year else month
    return str(year) if year else None


def _year_of(form: str) -> int | None:
    written = _YEAR.search(form)
    if written:
        return int(written.group())
    said = re.search(r"(?:mille|deux mille).*$", form, re.IGNORECASE | re.DOTALL)
    if said:
        return read_number(said.group())
    numeric = _NUMERIC.search(form)
    if numeric and numeric["y"]:
        return 2000 + int(numeric["y"]) if int(numeric["y"]) < 27 else 1900 + int(numeric["y"])
    month = next((m for m in MONTHS if m in form.lower()), None)
    short = read_number(form.lower().rpartition(month)[2]) if month else None
    return 1900 + short if short and 26 < short < 100 else 2000 + short if short and short <= 26 else None


def _month_of(form: str) -> str | None:
    folded = fold(form)
    named = next((month for month in MONTHS if fold(month) in folded), None)
    numeric = _NUMERIC.search(form)
    number = int(numeric["m1"] or numeric["m2"]) if numeric else 0
    return named or (MONTHS[number - 1] if 1 <= number <= 12 else None)


def wider_day(form: str) -> str | None:
    """ "le 14 mars 2019" gives "en 2019"; without a year, the season."""
    year, month = _year_of(form), _month_of(form)
    if year:
        return f"en {year}"
    return SEASONS[((MONTHS.index(month) + 1) % 12) // 3] if month else None


def wider(reason: str, form: str, *, before: str = "") -> str | None:
    """
    What could stand for a quasi-identifier.

    Args:
        reason: one of those of `pipeline.french.quasi`.
        form: the flagged words, as they are in the text.
        before: the plain text before them, which tells a possessive from a verb.

    Returns:
        Words of the same grammar as far as can be told, or None when the only wider thing is to leave them out.
    """
    if reason == quasi.AGE:
        return wider_age(form)
    if reason == quasi.DAY:
        return wider_day(form)
    if reason in (quasi.TRADE, quasi.OFFICE, quasi.UNIQUE):
        return _wider_trade(reason, form)
    if reason == quasi.FAMILY:
        return _wider_family(form, before)
    if reason == quasi.JUSTICE:
        return _wider_justice(form)
    if reason == quasi.ILLNESS:
        return _wider_illness(form)
    if reason == quasi.LIFE:
        return _listed(LIVES, form)
    return _WIDER.get(reason)


_WIDER = {
    quasi.EVENT: "un événement local",
    quasi.SMALL_PLACE: "un petit endroit",
    quasi.BODY: "une particularité physique",
    quasi.HONOUR: "une distinction",
}


def _wider_trade(reason: str, form: str) -> str | None:
    folded = fold(form)
    feminine = bool(_FEMININE.search(folded.split(" d")[0]))
    for listed in (RARE_TRADES, OFFICES, COMMON_TRADES):
        pair = next((listed[name] for name in sorted(listed, key=len, reverse=True) if _holds(folded, name)), None)
        if pair:
            article = re.match(r"(?:la|le|l'|une?|les)\b ?", folded)
            words = pair[1 if feminine else 0]
            return f"un{'e' if feminine else ''} {words}" if article or reason == quasi.UNIQUE else words
    if reason != quasi.UNIQUE:
        return None
    return "une personne parmi d'autres"


def _holds(folded: str, name: str) -> bool:
    return f" {name} " in f" {' '.join(_LETTERS.findall(folded))} "


def _wider_family(form: str, before: str) -> str:
    folded = fold(form)
    if re.match(r"veu(?:f|ve)|orphelin", folded):
        return form.split()[0]
    if re.search(r"\b(?:mes|ses|tes|nos|vos|leurs|les|des)$", before.rstrip()):
        return "enfants"
    if re.match(r"(?:mes|des|les|ses|deux|nos|leurs) ", folded):
        return "plusieurs enfants"
    return (
        "une famille nombreuse"
        if re.search(r"enfants|gosses|filles|garcons|gamin|fils|mere de|pere de", folded)
        else "une famille peu commune"
    )


def _wider_justice(form: str) -> str:
    folded = fold(form)
    participle = re.match(
        r"(?:condamn|incarcer|ecrou|emprisonn|mise? en examen|acquitt|expuls|violee?|retire|place)\w*", folded
    )
    if not participle:
        return "une affaire de justice"
    return "mise en cause" if re.match(r"\w+ees?\b|mise", folded) else "mis en cause"


def _wider_illness(form: str) -> str | None:
    words = _listed(ILLNESSES, form)
    article = re.match(r"(une?|le|la|l')\b", fold(form))
    if words is None or article is None:
        return words
    if words.startswith("en "):
        return f"une personne {words}"
    return f"une {words}" if words.startswith("maladie") else f"un {words}"


def _listed(listed: Mapping[str, str], form: str) -> str | None:
    folded = fold(form)
    return next((listed[name] for name in sorted(listed, key=len, reverse=True) if _holds(folded, name)), None)
