"""No text makes a pattern of ours think long: ten times the text takes at most some fifteen times as long.

Measured in the time of its thread on the processor, with what makes patterns go back and try again: one piece
without end, and then something that does not fit.
"""

import ast
import importlib
import re
import time
from collections.abc import Callable, Iterator

import pytest

from rathaus.integrations.email_intake.reading.markup import plain
from rathaus.integrations.email_intake.reading.quoting import own_words
from rathaus.lib.markup import clean_html
from rathaus.lib.text import clean, fold
from tests.security.sources import calls, programs

Look = Callable[[str], object]
SIZES = (300, 3_000, 30_000)
MOST = 30
"""Ten times the text takes ten times as long, thrice that where a neighbour wants the core; going back and forth takes
a hundred times as long."""
UNMEASURABLE = 0.02
"""Seconds that are too few to be compared."""
PIECES = [
    *(
        "a",
        "A",
        "0",
        " ",
        "\n",
        "\t",
        "-",
        ".",
        ",",
        ":",
        "/",
        "'",
        '"',
        "<",
        ">",
        "\\",
        "=",
        "(",
        "[",
        "{",
        "#",
        "ä",
        "_",
    ),
    *("a ", "a.", "a-", "a0", "0 ", "\n ", "0.", "a\n", "> ", "'a", '"a', "\\'", "<a", "am 1", "von: ", "a,b "),
    *("schrieb ", "-- ", "-- Original message ", "gruß ", "1-1", "spf = ", "2.1.1", "a@", "-----BEGIN A-----"),
]
ENDS = ["", "!"]
MADE_TO_BE_SLOW = [
    *("a", "> ", "--  ", " ", "\n", "<b>", "</b>", "<!--", "&lt;", "<", "Von: a\n", "Am 1. schrieb a:\n"),
]
NO_WORD_OF_A_VISITOR = {
    "lib/toml.py": "files of the city's content",
    "portal/applications/expressions.py": "files of the city's content",
    "portal/applications/blueprints/conditions.py": "files of the city's content",
    "portal/applications/blueprints/expression_checks.py": "files of the city's content",
    "portal/catalogue/prose.py": "files of the city's content",
    "portal/applications/known/sources.py": "a street of at most 200 characters",
    "integrations/saml/keypair.py": "the operator's key",
    "integrations/email_intake/reading/markup.py": "HTML in which nh3 has closed every tag",
}
"""Patterns that are never held against what somebody has made to be slow."""
FUNCTIONS = {"match", "search", "fullmatch", "sub", "split", "findall", "finditer"}


def _looks() -> Iterator[tuple[str, Look]]:
    """Every pattern in the sources, by where it is used, as it is used there."""
    for name, tree in programs().items():
        if name not in NO_WORD_OF_A_VISITOR:
            kept = _kept(name)
            for called, node in calls(tree):
                keeper, _, verb = called.rpartition(".")
                if verb not in FUNCTIONS:
                    continue
                if keeper == "re" and isinstance(node.args[0], ast.Constant):
                    yield f"{name}:{node.lineno}", _used(re.compile(node.args[0].value), verb)
                elif keeper in kept:
                    yield f"{name}:{node.lineno} {keeper}", _used(kept[keeper], verb)


def _kept(name: str) -> dict[str, re.Pattern]:
    if "re.compile" not in {called for called, _node in calls(programs()[name])}:
        return {}
    module = importlib.import_module("rathaus." + name.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    return {word: value for word, value in vars(module).items() if isinstance(value, re.Pattern)}


def _used(pattern: re.Pattern, verb: str) -> Look:
    looks = {"match": pattern.match, "fullmatch": pattern.fullmatch}
    look = looks.get(verb, lambda text: pattern.split(text))
    return (lambda text: look(text.encode())) if isinstance(pattern.pattern, bytes) else look


LOOKS = dict(_looks())


@pytest.mark.parametrize("where", LOOKS)
def test_no_text_makes_a_pattern_think_long(where: str) -> None:
    for piece in PIECES:
        for end in ENDS:
            _assert_steady(LOOKS[where], piece, end)


def test_every_pattern_is_looked_at() -> None:
    assert len(LOOKS) > 50
    assert programs().keys() >= NO_WORD_OF_A_VISITOR.keys()


@pytest.mark.parametrize("piece", MADE_TO_BE_SLOW)
@pytest.mark.parametrize("parser", [clean, fold, clean_html, own_words, plain])
def test_no_text_makes_a_parser_think_long(parser: Look, piece: str) -> None:
    _assert_steady(parser, piece, "")


def _assert_steady(look: Look, piece: str, end: str) -> None:
    before = 0.0
    for size in SIZES:
        text = piece * (size // len(piece)) + end
        most = max(MOST * before, UNMEASURABLE)
        taken = _seconds(look, text)
        if taken > most:
            # A pattern that goes back and forth does so each time; a neighbour on the machine does not.
            taken = min(_seconds(look, text) for _ in range(4))
        assert taken <= most, (piece, end, size, taken, before)
        before = taken


def _seconds(look: Look, text: str) -> float:
    begun = time.thread_time()
    look(text)
    return time.thread_time() - begun
