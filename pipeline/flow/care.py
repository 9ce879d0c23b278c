"""
What keeps a study whole and its people safe, under one door: each verb has its own room.

`verify` re-proves the promises; `backup` and `restore` copy; `seal` puts the originals where the study wants them;
`withdraw` erases a person.
"""

from pipeline.flow.backups import backup, restore
from pipeline.flow.originals import Sealed, seal, unseal
from pipeline.flow.residual import identifying_forms
from pipeline.flow.verifying import Verified, verify
from pipeline.flow.withdrawing import Receipt, withdraw

__all__ = [
    "Receipt",
    "Sealed",
    "Verified",
    "backup",
    "identifying_forms",
    "restore",
    "seal",
    "unseal",
    "verify",
    "withdraw",
]
