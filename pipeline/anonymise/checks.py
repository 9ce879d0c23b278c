"""
Check digits of the numbers people are known by: they raise a find from likely to certain, and never save a number.

People misremember, transcribers mistype: a wrong key lowers the score only.
"""

from __future__ import annotations

import re


def nir_score(digits: str) -> float:
    """
    1.0 when the two last digits are the key of the thirteen before, 97 - number mod 97 (Insee); Corsica's 2A and
    2B count as 19 and 18. 0.8 when they are not, 0.7 when there is no key.
    """
    number = digits.upper().replace("2A", "19").replace("2B", "18")
    if len(number) < 15:
        return 0.7
    return 1.0 if 97 - int(number[:13]) % 97 == int(number[13:15]) else 0.8


def iban_score(written: str) -> float:
    """1.0 when the number modulo 97 is 1 (ISO 7064, as ISO 13616 asks), else 0.7."""
    compact = re.sub(r"\W", "", written).upper()
    turned = compact[4:] + compact[:4]
    return 1.0 if int("".join(str(int(c, 36)) for c in turned)) % 97 == 1 else 0.7


def luhn(digits: str) -> bool:
    """Whether the last digit is the key of the others (ISO 7812): SIREN, SIRET, bank cards."""
    doubled = (int(d) * (1 + at % 2) for at, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
