"""
What tables of answers call the column of people, in French and in English.

Origin: drawn up in November 2026 from exports of Decidim, LimeSurvey, Sphinx, Framaforms, Google Forms and the Grand débat. Licence:
that of the project (MIT). Words are folded (`pipeline.french.speakers.fold`).
"""

from __future__ import annotations

from pipeline.french.speakers import fold


def _words(listed: str) -> frozenset[str]:
    return frozenset(fold(word) for word in listed.split(",") if word.strip())


AUTHOR_COLUMNS = _words("""
    participant_id, participant, id participant, author_id, authorid, author id, user_id, userid, respondent_id, respondent id,
    id répondant, identifiant répondant, répondant, contributeur, contribution, code participant, enquêté, id enquêté, matricule
""")
"""They say that a person stands there; a column of this name goes before one that counts rows."""

ID_COLUMNS = _words("""
    id, identifiant, id_reponse, id réponse, response id, response_id, submissionid, submission id, uuid, token, jeton, numéro,
    n°, num, code, référence, reference, source
""")

QUESTION_COLUMNS = _words("question, id question, question_id, intitulé de la question, libellé de la question, id_elf")
"""They say, row by row, which question is answered."""
