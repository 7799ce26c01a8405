"""Text typed by people, cleaned and folded; money written."""

import pytest

from rathaus.lib.markup import clean_html, to_html
from rathaus.lib.money import euros
from rathaus.lib.text import as_cell, clean, fold, whole_number


def test_control_and_override_characters_vanish_but_words_stay() -> None:
    assert clean(" a\x00b\u202ec\r\nd\te ") == "abc\nd\te"


def test_emoji_and_accents_stay() -> None:
    assert clean("Żółć 👩‍👧 ñ") == "Żółć 👩‍👧 ñ"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize("unseen", ["\u200b", "\u2060\u200b", "\ufeff", "\xad", "\u200d \u200c", "\u200e\n\u2003"])
def test_what_nobody_can_see_is_no_text(unseen: str) -> None:
    assert clean(unseen) == ""


def test_hints_for_line_breaks_vanish_from_words() -> None:
    assert clean("\ufeffDonau\xaddampf\u200bschiff\u2060fahrt") == "Donaudampfschifffahrt"


def test_umlauts_fold_to_their_two_letters_and_dotless_i_to_i() -> None:
    assert fold("Gebühr GRÖẞE ışık İzmir") == "gebuehr groesse isik izmir"


def test_money_has_a_comma_and_points() -> None:
    assert euros(123456) == "1.234,56\u00a0€"
    assert euros(-5) == "−0,05\u00a0€"


def test_scripts_and_handlers_do_not_survive() -> None:
    cleaned = clean_html('<p onclick="x()">a<script>b()</script><a href="javascript:c()">d</a></p>')
    assert cleaned == '<p>a<a rel="noopener">d</a></p>'


def test_raw_html_in_markdown_shows_as_text() -> None:
    assert "<img" not in to_html("Hallo <img src=x onerror=alert(1)>")


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "²", "٣", "1" * 19, "1" * 5000, "x"])
def test_only_what_a_database_can_hold_is_a_whole_number(typed: str) -> None:
    assert whole_number(typed) is None
    assert whole_number("1" * 18) == int("1" * 18)


@pytest.mark.parametrize("typed", ["=1+1", "+49", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_a_spreadsheet_runs_nothing(typed: str) -> None:
    assert as_cell(typed) == f"'{typed}"
    assert as_cell(f"a{typed}") == f"a{typed}"
    assert as_cell(-2) == -2
