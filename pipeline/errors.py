"""
One family of exceptions, each named after the situation a researcher is in.

A message says what is wrong, where (file, line, id) and what to do next; it never carries a participant's words
nor an identifier. Messages are French: they reach the researcher as they are.
"""

from __future__ import annotations


class PolyphonieError(Exception):
    """Base of every refusal that a researcher can act upon."""


class NotAStudy(PolyphonieError):
    """The folder holds no study."""


class SettingsRefused(PolyphonieError):
    """`study.toml` or `participants.csv` says something that cannot be followed."""


class StudyBusy(PolyphonieError):
    """Another process owns the study file."""


class StudyDamaged(PolyphonieError):
    """The study file is not what its migrations and its journal say it should be."""


class DiskFull(PolyphonieError):
    """The disk is full; what was committed stays."""


class UnreadableSource(PolyphonieError):
    """A file cannot be read as a source."""


class TableNotMapped(UnreadableSource):
    """A table of open answers has no `[[survey]]` entry in `study.toml`."""


class VaultLocked(PolyphonieError):
    """The vault is needed and no passphrase was given."""


class WrongPassphrase(PolyphonieError):
    """The passphrase does not open the vault."""


class VaultDamaged(PolyphonieError):
    """A record of the vault is missing or has been altered."""


class OriginalsGone(PolyphonieError):
    """The study destroyed its originals, and what is asked for needs them."""


class NotAnonymised(PolyphonieError):
    """A transcript has not passed the anonymisation gate."""


class VerbatimMismatch(PolyphonieError):
    """The words given are not the words at the anchor."""


class UnknownReference(PolyphonieError):
    """An id, a code, a source or a person named here does not exist in the study."""


class CodebookRefused(PolyphonieError):
    """A change that the codebook cannot take (a name used twice, a code under itself)."""


class EncoderUnavailable(PolyphonieError):
    """The encoder named in `study.toml` cannot be loaded offline."""


class ImportRefused(PolyphonieError):
    """A file of codings, codes or findings cannot be taken in."""


class BackupRefused(PolyphonieError):
    """A backup cannot be made, or a restored one is not whole."""


class NotAllowed(PolyphonieError):
    """The person's role does not allow this."""


class NothingToDo(PolyphonieError):
    """The step has nothing to work on yet."""
