"""Bytes to text where the sender's program may be wrong about the charset."""

import codecs

_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}
"""Python knows them as encodings; no mail is written in them, and some take quadratic time."""


def decode(content: bytes, declared: str) -> str:
    """The text; never raises.

    Bytes beyond ASCII that happen to be valid UTF-8 are nothing else, whatever the header claims; then what the header
    says; then what Windows writes.
    """
    guesses = [declared] if content.isascii() else ["utf-8", declared]
    for charset in guesses:
        try:
            if codecs.lookup(charset).name not in _NO_CHARSETS:
                return content.decode(charset)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")
