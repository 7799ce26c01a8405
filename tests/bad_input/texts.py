"""What people, broken programs and attackers send."""

CONTROLS = "Hallo\0 Welt\x07\x1b[31m\u202eabc\r\n"
LINES = "Zeile für Zeile\n" * 10_000
MARKUP = "<script>alert(1)</script>\"'>{{ 7*7 }}{% now 'Y' %}${7*7}#import \"x\""

AWKWARD = {
    "control characters": CONTROLS,
    "nothing but NUL": "\0\0\0",
    "ten thousand lines": LINES,
    "one long word": "x" * 100_000,
    "markup": MARKUP,
    "SQL": "' OR 1=1; DROP TABLE cases_case; --",
    "many digits": "9" * 5_000,
    "more digits than a database holds": "9" * 20,
    "a negative number": "-1",
    "not a number": "NaN",
    "combining marks": "Z" + "\u0335" * 500,
    "emoji": "👩‍👩‍👧‍👦🐕",
    "blanks": " \t\u00a0\u2003 ",
    "nothing to be seen": "\u200b\u2060 \ufeff\u200d\xad",
    "a format": "%s %(x)s {0.__class__}",
    "bytes that are no text": b"\xff\xfe\xed\xa0\x80",
}
"""Sent in every field of every form."""

IMPOSSIBLE_DAYS = [
    ("31", "2", "1990"),
    ("29", "2", "2027"),
    ("1", "1", "99999"),
    ("0", "0", "0"),
    ("-1", "1", "1990"),
    ("1.5", "1", "1990"),
    ("32", "13", "1990"),
    ("9" * 5_000, "1", "1990"),
    ("1", "Brumaire", "1990"),
    ("1", "1", ""),
    ("1", "1", "1789"),
    ("24", "11", "2026"),
    ("²", "①", "1990"),
    ("\0", "\0", "\0"),
]
"""Day, month, year of birth on 23 November 2026."""

NO_COUNTS = ["-1", "21", "1,5", "1e400", "NaN", "unendlich", "9" * 400, "9" * 5_000, "²", "0x10", "1_0", "--", "\0"]
"""No number of dogs."""
