"""
A main line of CHAT -> words and events, by one rule for each code of the manual.

- Kept as words: everything said, retraced words too (`<je suis> [//] il est` reads « je suis il est »); `(ou)i` reads « oui »;
  fillers and fragments (`&-euh`, `&+fr`); `xxx` and `yyy`, so that a verbatim never closes over a gap.
- A sign of writing becomes what it stands for: `est+ce_que` three words, `+...` an ellipsis, `word@l` the word.
- Beside the words, as events: `&=rit`, `[=! en riant]`, `[% …]`, pauses `(.)` `(1.5)`, overlaps `[<]` `[>]`, `xxx`.
- Dropped: scope signs `< >`, retracing and error marks, words marked as not said (`0det`), linkers.
"""

from __future__ import annotations

import re

from models.transcript import EventKind
from pipeline.french.oral import event_kind
from pipeline.ingest.heard import Heard

BULLET = "\ue015"
"""What stands for the byte 0x15 once the text is clean: a character for private use, which no text holds."""
TIME = re.compile(rf"{BULLET}(?:%snd:\"[^\"]{{0,200}}\"_)?(?P<start>\d{{1,10}})_(?P<end>\d{{1,10}})-?{BULLET}")
CODE = re.compile(
    r"""
      \[(?P<bracket>[^\[\]]{0,500})\]                          # [//], [=! rit], [: mot], [<]
    | \((?P<pause>\.{1,3}|\d{0,3}:?\d{1,3}(?:\.\d{0,3})?)\)      # (.), (1.5), (0:02.1)
    | &=(?P<event>[^\s<>\[\]]{1,200})                            # &=rit:fort
    | &\*(?P<other>[^\s<>\[\]]{1,200})                           # &*INT:mhm
    | (?P<end>\+(?:\.\.\.|\.\.\?|!\?|//\.|//\?|/\.|/\?|"/\.|"\.|\.)) # +...
    | (?P<linker>\+(?:"|\^|<|,|\+)(?=\s|$))
    | (?P<unsaid>(?<!\S)0[^\W\d]*(?=\s|$))                       # 0, 0det
    | (?P<scope>[<>‹›])
    | (?P<blank>\s+)
    | (?P<word>[^\s\[\]<>]+|[\[\]])
    """,
    re.VERBOSE,
)
ENDINGS = {
    "+...": ("…", ""), "+..?": ("…", " ?"), "+!?": ("", " ?!"), "+//.": ("", " –"), "+//?": ("", " – ?"), "+/.": ("", " –"),
    "+/?": ("", " – ?"), '+"/.': (".", ""), '+".': (".", ""), "+.": (".", ""),
}  # fmt: skip
"""Ending of an utterance -> the sign that joins its last word, and the one that stands apart."""

INTERRUPTED = ("+//.", "+//?", "+/.", "+/?")
INAUDIBLE = re.compile(r"(?:xxx?|yyy?|www)(?:@\S*)?")
COMMENTED = re.compile(r"(?:=!|=\?|=|%|!)\s+(?P<text>.+)")
FILLER = re.compile(r"&[-+~](?=\w)")
SPECIAL_FORM = re.compile(r"(?<=\w)@[a-z][\w:$&*-]*$")
SHORTENED = re.compile(r"(?<=\w)\(([^\W\d_]+)\)|\(([^\W\d_]+)\)(?=\w)|^\(([^\W\d_]+)\)$")
AFTER_ELISION = re.compile(r"(?<=['’])\+")
COMPOUND = re.compile(r"(?<=\w)[+_](?=\w)")
JOINED_TO_THE_LEFT = frozenset({".", ","})


def read_line(heard: Heard, line: str) -> None:
    """Add a main line's words and events to what is heard."""
    for found in CODE.finditer(line):
        kind = found.lastgroup
        if kind == "blank":
            heard.part()
        elif kind == "word":
            _word(heard, found["word"])
        elif kind == "bracket":
            _bracket(heard, found["bracket"])
        elif kind == "pause":
            heard.note("" if set(found["pause"]) == {"."} else f"{found['pause']} s", EventKind.PAUSE)
        elif kind == "event":
            text = re.sub(r"[:_]", " ", found["event"])
            heard.note(text, event_kind(text, EventKind.OTHER))
        elif kind == "other":
            heard.note(found["other"].replace("_", " "), EventKind.OVERLAP)
        elif kind == "end":
            sign, after = ENDINGS[found["end"]]
            heard.glue(sign)
            heard.say(after)
            if found["end"] in INTERRUPTED:
                heard.note("interruption", EventKind.OTHER)


def _word(heard: Heard, written: str) -> None:
    if INAUDIBLE.fullmatch(written):
        heard.say(written.split("@")[0])
        heard.note("", EventKind.INAUDIBLE)
    elif written in JOINED_TO_THE_LEFT:
        heard.glue(written)
    else:
        word = SPECIAL_FORM.sub("", FILLER.sub("", written))
        word = SHORTENED.sub(lambda found: found[1] or found[2] or found[3], word)
        heard.say(COMPOUND.sub(" ", AFTER_ELISION.sub("", word)))


def _bracket(heard: Heard, code: str) -> None:
    """What a code in brackets says: a remark, an overlap, or a mark of analysis that is nobody's."""
    code = code.strip()
    remark = COMMENTED.fullmatch(code)
    if remark and not code.startswith(("! ", "!!")):
        heard.note(remark["text"], event_kind(remark["text"], EventKind.COMMENT))
    elif re.fullmatch(r"[<>]\d?", code):
        heard.note("", EventKind.OVERLAP)
