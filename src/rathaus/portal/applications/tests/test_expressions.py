from datetime import date

import pytest

from rathaus.portal.applications.expressions import Faulty, Language, Type, Undecided
from rathaus.portal.applications.functions import NO_DATE, as_timestamp

LANGUAGE = Language(
    {
        "art": Type.STRING,
        "zahl": Type.INT,
        "wert": Type.DOUBLE,
        "adresse.town": Type.STRING,
        "given.art": Type.BOOL,
        "hunde": Type.List(Type.Map(Type.STRING, Type.DYN)),
        "tag": Type.TIMESTAMP,
        "today": Type.TIMESTAMP,
    }
)
TODAY = as_timestamp(date(2026, 11, 23))


def value(source, **values):
    return LANGUAGE.compile(source).evaluate({"today": TODAY} | values)


def day(text):
    return as_timestamp(date.fromisoformat(text))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("year(tag)", 2026),
        ("month(tag)", 1),
        ("first_of_month(tag)", day("2026-01-01")),
        ("first_of_next_month(tag)", day("2026-02-01")),
        ("add_months(tag, 1)", day("2026-02-28")),
        ("add_days(tag, 1)", day("2026-02-01")),
        ("months_between(tag, today)", 9),
        ("date('2026-05-01')", day("2026-05-01")),
        ("date('')", NO_DATE),
        ("age(tag)", 0),
        ("round_cents(2.5)", 3),
        ("round_cents(-2.5)", -3),
    ],
)
def test_the_town_hall_has_functions_for_dates_and_cents(source, expected):
    assert value(source, tag=day("2026-01-31")) == expected


def test_age_counts_birthdays_up_to_the_day_of_the_evaluation():
    born = day("2008-11-24")
    assert value("age(tag)", tag=born) == 17
    assert LANGUAGE.compile("age(tag)").evaluate({"tag": born, "today": day("2026-11-24")}) == 18


def test_items_of_a_group_are_looked_through():
    dogs = [{"name": "Bruno", "gross": True}, {"name": "Mila", "gross": False}]
    assert value("hunde.filter(h, h.gross).size()", hunde=dogs) == 1


def test_no_date_is_year_one_and_can_be_calculated_with():
    assert value("year(first_of_month(tag))", tag=NO_DATE) == 1


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("artt == 'x'", "unknown name 'artt'; did you mean 'art'?"),
        ("adresse.twon == 'x'", "unknown name 'adresse.twon'; did you mean 'adresse.town'?"),
        ("given.zahl", "unknown name 'given.zahl'"),
        ("wert > 1", "write 1.0, or whole = true"),
        ("art == 1", "no matching overload"),
        ("art ==", "Syntax error"),
    ],
)
def test_a_faulty_expression_is_refused_with_its_place(source, message):
    with pytest.raises(Faulty) as refused:
        LANGUAGE.compile(source)
    assert message in str(refused.value)
    assert "at character" in str(refused.value)


def test_what_is_not_known_decides_only_where_it_matters():
    assert LANGUAGE.compile("art == 'x' || zahl > 1").holds({"art": "x"})
    assert not LANGUAGE.compile("art == 'x' || zahl > 1").holds({"art": "y"})
    with pytest.raises(Undecided):
        LANGUAGE.compile("10 / zahl").evaluate({"zahl": 0})


def test_names_in_quotes_and_after_a_dot_are_no_names():
    assert LANGUAGE.names_in("art == 'zahl' && hunde.exists(h, h.wert > 1.0) && given.art") == {
        "art",
        "hunde",
        "given.art",
    }
