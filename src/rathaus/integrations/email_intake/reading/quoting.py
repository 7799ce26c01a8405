"""Cuts off what the sender did not write for us: quoted mails, signatures, what the telephone adds.

Line by line, each looked at a fixed number of times: a mail made to be slow is as fast as any other. Where only quoted
text is left, it is what the sender wanted to pass on, and stays.
"""

import re
from collections.abc import Sequence

LONGEST = 100_000
"""Characters of a text that are looked at."""
_SEPARATOR = re.compile(
    r"(?i)^[-_ *]{2,}+\s*+(ursprüngliche (nachricht|e-?mail|mail)|original-?\s?nachricht|original message"
    r"|(weitergeleitete|forwarded) (nachricht|message|e-?mail)"
    r"|ende der weitergeleiteten nachricht)( von .{0,80}| from .{0,80})?\s*+[-_ *]{2,}+\s*+$"
)
"""A blank fits in several of its places: without giving none back (``+``) a line of blanks would take minutes."""
_BEGIN_FORWARD = re.compile(r"(?i)^(anfang der weitergeleiteten (nachricht|e-?mail)|begin forwarded message):\s*$")
_SENDER_LINE = re.compile(r"(?i)^\W{0,2}(von|from):\W{0,2}\s*\S")
_OTHER_LINE = re.compile(r"(?i)^\W{0,2}(gesendet|sent|datum|date|an|to|betreff|subject|cc|antwort an|reply-to)( am)?:")
_OPENS = re.compile(r"(?i)^\W{0,2}(am|on|le|den)\b.{0,200}\d|^.{1,120}\b(schrieb|wrote)\b.{0,80}\d")
_CLOSES = re.compile(r"(?i)\b(schrieb|wrote|geschrieben)\b.{0,160}:\s*$")
_ATTRIBUTION_LINES = 3
"""Lines over which programs fold „Am … schrieb …:“."""
_DASHES = re.compile(r"^(--|—|––|__)\s*$")
_GREETING = re.compile(
    r"(?i)^(mit\s+)?(vielen\s+dank\s+und\s+)?(((sehr\s+)?(freundliche[mnrs]?|herzliche[mnrs]?|viele[mn]?|beste[mn]?"
    r"|liebe[mn]?|schöne[mn]?|sonnige[mn]?|kollegiale[mn]?|bürgerliche[mn]?)(\s+und\s+\w+)?\s+)(grüßen?|gruß|gruss|grüssen?"
    r"|gruessen?|wünschen?)|mfg|lg|vg|hochachtungsvoll|gruß|grüße|(with\s+)?(kind|best|warm|many)(est)?\s+(regards|wishes)"
    r"|regards|best|cheers|yours\s+(sincerely|faithfully|truly)|sincerely(\s+yours)?)"
    r"((\s+(aus|von|from|vom)\s+.{1,40})|(\s*,?\s*(ihre?|euer|eure|dein|deine)\b.{0,40}))?\s*[,.!]?\s*(\S+(\s\S+){0,2})?$"
)
_POSTSCRIPT = re.compile(r"(?i)^(p\.?\s?s\.?)\s*[:.]?\s")
_LONGEST_SIGNATURE = 20
_DEVICE = re.compile(
    r"(?i)^(\W{0,2})(von meinem .{1,60} (gesendet|geschickt)|gesendet (von|mit|über) .{1,80}"
    r"|diese (nachricht|e-?mail|mail) wurde (von|mit) .{1,80} (gesendet|verschickt)"
    r"|sent (from|with|via|using) .{1,80}|get outlook for .{1,40}"
    r"|outlook für (ios|android) (herunterladen|beziehen).{0,40}"
    r"|(holen sie sich|laden sie) outlook .{1,60})\W{0,3}$"
)
_DISCLAIMER = re.compile(
    r"(?i)^\W{0,3}(diese (e-?mail|nachricht)(,? einschließlich.{0,60})? (enthält|ist|kann|könnte)"
    r" .{0,60}(vertraulich|bestimmt)"
    r"|der inhalt dieser (e-?mail|nachricht) ist .{0,30}vertraulich"
    r"|this (e-?mail|message)( and .{0,60})? (is|are|may|contains?) .{0,40}(confidential|intended|privileged)"
    r"|virenfrei\.|virus-free\.)"
)


def own_words(text: str) -> str:
    """What the sender wrote: without quoted mails and signature. Blank only if ``text`` is."""
    lines = [line.rstrip() if line != "-- " else line for line in text[:LONGEST].splitlines()]
    own = _trimmed(_without_signature(_without_quotes(lines)))
    return own or _trimmed(_without_signature(_passed_on(lines))) or _trimmed(lines)


def _trimmed(lines: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


# --- Quoted mails ----------------------------------------------------------------------------


def _without_quotes(lines: list[str]) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if _begins_quoted_mail(lines, at):
            break
        if length := _attribution(lines, at):
            at += length
            if not _is_quoted(_next_text(lines, at)):
                # No marks: nothing says where the quoted mail ends.
                break
        elif not _is_quoted(lines[at]):
            kept.append(lines[at])
        at += 1 if not length else 0
    return kept


def _begins_quoted_mail(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if _SEPARATOR.match(line) or _BEGIN_FORWARD.match(line):
        return True
    return bool(_SENDER_LINE.match(line)) and _headers_follow(lines, at)


def _headers_follow(lines: list[str], at: int) -> bool:
    """Two more lines of a mail's head below „Von: …“."""
    return sum(bool(_OTHER_LINE.match(line.strip())) for line in lines[at + 1 : at + 8]) >= 2


def _attribution(lines: list[str], at: int) -> int:
    """How many lines „Am … schrieb …:“ takes here; 0 if this is none."""
    folded = lines[at : at + _ATTRIBUTION_LINES]
    for length in range(1, len(folded) + 1):
        line = folded[length - 1].strip()
        if not line or _is_quoted(line) or (length > 1 and _OPENS.match(line)):
            # A sentence that begins with „Am“ may stand right above.
            return 0
        joined = " ".join(line.strip() for line in folded[:length])[:400]
        if _OPENS.match(joined) and _CLOSES.search(joined):
            return length
    return 0


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _next_text(lines: list[str], at: int) -> str:
    return next((line for line in lines[at : at + 5] if line.strip()), "")


def _passed_on(lines: list[str]) -> list[str]:
    """The forwarded mail alone: without its marks and its head."""
    bare = [re.sub(r"^\s*(>\s?)+", "", line) for line in lines]
    kept: list[str] = []
    at = 0
    while at < len(bare):
        if length := _head(bare, at):
            at += length
        else:
            kept.append(bare[at])
            at += 1
    return kept


def _head(lines: list[str], at: int) -> int:
    """How many lines of a quoted mail's head stand here."""
    line = lines[at].strip()
    if _SEPARATOR.match(line) or _BEGIN_FORWARD.match(line) or _OTHER_LINE.match(line):
        return 1
    beside = lines[max(at - 1, 0) : at + 2]
    if _SENDER_LINE.match(line) and any(_OTHER_LINE.match(one.strip()) for one in beside):
        return 1
    return _attribution(lines, at)


# --- Signatures ------------------------------------------------------------------------------


def _without_signature(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for at, line in enumerate(lines):
        if _begins_signature(lines, at):
            return kept + _postscript(lines[at + 1 :])
        if not _DEVICE.match(line.strip()[:200]):
            kept.append(line)
    return kept


def _begins_signature(lines: list[str], at: int) -> bool:
    line = lines[at]
    if line == "-- " or _DISCLAIMER.match(line.strip()[:300]):
        return True
    is_mark = _DASHES.match(line) or (len(line) < 100 and _GREETING.match(line.strip()))
    return bool(is_mark) and _few_follow(lines, at)


def _few_follow(lines: list[str], at: int) -> bool:
    """No more than a signature has: otherwise the letter goes on, and only looks like its end."""
    rest = lines[at + 1 : at + 1 + 10 * _LONGEST_SIGNATURE]
    ended = next(
        (n for n, line in enumerate(rest) if line == "-- " or _DISCLAIMER.match(line.strip()[:300])), len(rest)
    )
    return sum(bool(line.strip()) for line in rest[:ended]) <= _LONGEST_SIGNATURE


def _postscript(lines: list[str]) -> list[str]:
    """From „P.S.“ on to the next blank line: it belongs to the letter."""
    start = next((at for at, line in enumerate(lines) if _POSTSCRIPT.match(line.strip()[:10])), len(lines))
    paragraph = lines[start:]
    end = next((at for at, line in enumerate(paragraph) if not line.strip()), len(paragraph))
    return ["", *paragraph[:end]]
