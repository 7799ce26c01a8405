from datetime import date

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from rathaus.portal.applications.blueprints.tables import Reader
from rathaus.portal.applications.questions import TYPES, Context, Question
from rathaus.portal.applications.steps.fields import Field

TODAY = date(2026, 11, 23)
NEEDED = {
    "one-of": {"options": [{"value": "a", "label": "Apfel"}, {"value": "b", "label": "Birne"}]},
    "several-of": {"options": [{"value": "a", "label": "Apfel"}, {"value": "b", "label": "Birne"}]},
    "search-select": {"options": [{"value": "koenig", "label": "Königstraße"}, {"value": "am-see", "label": "Am See"}]},
    "registration-number": {"pattern": "[0-9]{15}", "pattern_help": "Die Chipnummer hat 15 Ziffern."},
    "group": {"item": "Hund", "questions": [{"id": "name", "type": "text", "label": "Name"}]},
    "info": {"text": "**Wichtig** <script>"},
    "calculated": {"value": "'x'"},
}


def question(kind, **keys):
    reader = Reader()
    built = reader.read(Question, {"id": "q", "type": kind, "label": "Frage"} | NEEDED.get(kind, {}) | keys)
    assert not reader.mistakes
    return built


def typed(asked, **fields):
    """What is stored when ``fields`` are posted; the key ``_`` is the question's own field."""
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist("q" if name == "_" else f"q-{name}", value if isinstance(value, list) else [value])
    return asked.read(data, "q")


def messages(asked, value):
    return [fault.message for fault in asked.faults(value, Context("q", TODAY))]


def codes(asked, value):
    return [fault.code for fault in asked.faults(value, Context("q", TODAY))]


def test_a_date_that_another_answer_limits_says_from_when_on_it_goes():
    asked, born = question("date", max="today", not_before="geboren"), date(2026, 3, 1)
    found = {
        day: [fault.message for fault in asked.faults(day, Context("q", TODAY, born))]
        for day in ("2026-02-28", "2026-03-01")
    }
    assert found["2026-03-01"] == []
    assert found["2026-02-28"] == [
        "Das passt nicht zu Ihrer Angabe davor. Das Datum muss der 1. März 2026 oder später sein."
    ]
    # Nothing could follow a day that is yet to come: that is the other answer's fault.
    assert asked.faults("2026-02-28", Context("q", TODAY, date(3026, 1, 1))) == []


def test_there_is_a_widget_for_every_type_but_the_group():
    for kind in TYPES.keys() - {"group"}:
        assert render_to_string(question(kind).template, {"field": Field(question(kind), "q", None)}) is not None


@pytest.mark.parametrize(
    ("kind", "text", "stored", "shown"),
    [
        ("text", "  Anna\x00 ", "Anna", ["Anna"]),
        ("long-text", "a\r\nb", "a\nb", ["a", "b"]),
        ("number", "1.234,5", 1234.5, ["1.234,5"]),
        ("number", "1.250", 1250, ["1.250"]),
        ("number", "12.5", 12.5, ["12,5"]),
        ("number", "3", 3, ["3"]),
        ("money", "1.234,50 €", 123450, ["1.234,50\xa0€"]),
        ("money", "12", 1200, ["12,00\xa0€"]),
        ("yes-no", "ja", True, ["Ja"]),
        ("yes-no", "nein", False, ["Nein"]),
        ("one-of", "b", "b", ["Birne"]),
        ("several-of", ["a", "b"], ["a", "b"], ["Apfel", "Birne"]),
        ("search-select", "koenigstr.", "koenig", ["Königstraße"]),
        ("search-select", "KÖNIGSTRASSE", "koenig", ["Königstraße"]),
        ("email", "anna@Rathaus.Example", "anna@rathaus.example", ["anna@rathaus.example"]),
        ("phone", "0203/94000", "+49 203 94000", ["+49 203 94000"]),
        ("iban", "de89 3704 0044 0532 0130 00", "DE89370400440532013000", ["DE89 3704 0044 0532 0130 00"]),
        ("licence-plate", "du ab 123", "DU-AB 123", ["DU-AB 123"]),
        ("licence-plate", "DU-AB123e", "DU-AB 123E", ["DU-AB 123E"]),
        ("registration-number", "276 098 012 345 678", "276098012345678", ["276098012345678"]),
        ("consent", "ja", True, ["Ja"]),
    ],
)
def test_what_is_typed_is_understood_and_shown(kind, text, stored, shown):
    asked = question(kind)
    value = typed(asked, _=text)
    assert value == stored
    assert messages(asked, value) == []
    assert asked.show(value) == shown


@pytest.mark.parametrize(
    ("kind", "keys", "text", "message"),
    [
        ("text", {}, "x" * 201, "Frage: höchstens 200 Zeichen, eingegeben sind 201."),
        ("text", {}, "a\nb", "Frage: bitte nur eine Zeile."),
        ("long-text", {}, "zeile\n" * 10_000, "Frage: höchstens 5.000 Zeichen, eingegeben sind 59.999."),
        ("number", {}, "drei", "Frage: Bitte geben Sie eine Zahl ein, zum Beispiel 3."),
        ("number", {}, "9" * 5000, "Frage: Bitte geben Sie eine Zahl ein, zum Beispiel 3."),
        ("number", {}, "-1", "Frage: mindestens 0."),
        ("number", {"max": 20}, "21", "Frage: höchstens 20."),
        ("number", {"whole": True}, "1,5", "Frage: Bitte geben Sie eine ganze Zahl ein."),
        ("money", {"max": 10000}, "100,01", "Frage: höchstens 100,00\xa0€."),
        ("money", {}, "viel", "Frage: Bitte geben Sie einen Betrag ein, zum Beispiel 12,50."),
        ("one-of", {}, "c", "Bitte wählen Sie eine Antwort: Frage"),
        ("several-of", {}, ["c"], "Bitte wählen Sie mindestens eine Antwort: Frage"),
        ("several-of", {"min": 2}, ["a"], "Frage: bitte mindestens 2 Antworten."),
        ("search-select", {}, "Könnigstraße", "„Könnigstraße“ steht nicht in der Liste. Meinten Sie „Königstraße“?"),
        ("search-select", {}, "Xylophon", "Frage: „Xylophon“ steht nicht in der Liste."),
        ("email", {}, "anna@", "Die E-Mail-Adresse stimmt noch nicht. Schreiben Sie sie so: name@beispiel.de"),
        ("email", {}, f"a@{'b.' * 150}de", "Frage: höchstens 254 Zeichen, eingegeben sind 304."),
        ("phone", {}, "12", "Die Telefonnummer stimmt noch nicht. Schreiben Sie sie mit Vorwahl: 0203 94000"),
        ("iban", {}, "DE8937040044053201300", "Eine deutsche IBAN hat 22 Zeichen, eingegeben sind 21."),
        (
            "licence-plate",
            {},
            "DUAB123",
            "Das Kennzeichen stimmt noch nicht. Schreiben Sie es mit Bindestrich: DU-AB 123",
        ),
        (
            "licence-plate",
            {},
            "DUI-AB 1234E",
            "Das Kennzeichen stimmt noch nicht. Schreiben Sie es mit Bindestrich: DU-AB 123",
        ),
        ("registration-number", {}, "27609801234567", "Die Chipnummer hat 15 Ziffern, eingegeben sind 14."),
        ("registration-number", {}, "27609801234567X", "Die Chipnummer hat 15 Ziffern."),
        ("consent", {}, "", "Bitte stimmen Sie zu: Frage"),
        ("yes-no", {}, "vielleicht", "Bitte wählen Sie Ja oder Nein: Frage"),
        ("text", {}, " ", "Bitte füllen Sie dieses Feld aus: Frage"),
    ],
)
def test_what_is_wrong_is_said_in_plain_german(kind, keys, text, message):
    asked = question(kind, **keys)
    assert messages(asked, typed(asked, _=text)) == [message]


@pytest.mark.parametrize("iban", ["DE89370400440532013001", "XX00", "äöü", "DE" + "0" * 500])
def test_a_wrong_iban_is_one_fault_and_never_an_exception(iban):
    assert len(messages(question("iban"), iban)) == 1


def test_a_date_is_typed_in_three_fields_or_pasted_into_the_first():
    asked = question("date")
    assert typed(asked, tag="1", monat="11", jahr="2026") == "2026-11-01"
    assert typed(asked, tag="1", monat="November", jahr="2026") == "2026-11-01"
    assert typed(asked, tag="1.11.2026", monat="", jahr="") == "2026-11-01"
    assert typed(asked, tag="", monat="", jahr="") is None
    assert asked.show("2026-11-01") == ["1. November 2026"]


@pytest.mark.parametrize(
    ("tag", "monat", "jahr", "message"),
    [
        ("31", "2", "2026", "Das Datum 31.2.2026 gibt es nicht. Bitte prüfen Sie es."),
        ("1", "", "2026", "Zum Datum fehlt der Monat."),
        ("1", "11", "", "Zum Datum fehlt das Jahr."),
        ("x", "y", "z" * 500, "Das Datum x.y." + "z" * 36 + " gibt es nicht. Bitte prüfen Sie es."),
        ("4", "3", "80", "Bitte schreiben Sie das Jahr mit vier Ziffern."),
        ("1", "1", "1850", "Das Datum muss der 1. Januar 1900 oder später sein."),
        ("24", "11", "2026", "Das Datum darf nicht in der Zukunft liegen."),
    ],
)
def test_a_wrong_date_is_explained_and_kept_as_typed(tag, monat, jahr, message):
    asked = question("date", max="today")
    value = typed(asked, tag=tag, monat=monat, jahr=jahr)
    assert messages(asked, value) == [message]
    html = render_to_string(asked.template, {"field": Field(asked, "q", value)})
    assert f'value="{tag}"' in html


def test_limits_of_dates_follow_the_day():
    asked = question("date", min="today-30d", max="today+6m")
    assert codes(asked, "2026-10-23") == ["too_early"]
    assert codes(asked, "2026-10-24") == []
    assert codes(asked, "2027-05-23") == []
    assert codes(asked, "2027-05-24") == ["too_late"]


def test_nobody_is_born_tomorrow_or_in_1800():
    assert codes(question("birth-date"), "2026-11-24") == ["too_late"]
    assert codes(question("birth-date"), "1800-01-01") == ["too_early"]


def test_a_name_has_two_parts_and_the_former_one_only_on_request():
    asked = question("person-name")
    assert typed(asked, given=" Anna  Maria ", family="Kowalski", former="Nowak") == {
        "given": "Anna Maria",
        "family": "Kowalski",
    }
    assert [fault.path for fault in asked.faults({"given": "Anna"}, Context("q", TODAY))] == ["q.family"]
    assert question("person-name", former=True).show({"given": "A", "family": "B", "former": "C"}) == ["A B, früher C"]


def address(**parts):
    return {"street": "Musterstraße", "number": "12", "postcode": "47051", "town": "Duisburg"} | parts


@pytest.mark.parametrize(
    ("parts", "path", "code"),
    [
        ({"postcode": "4705"}, "q.postcode", "not_a_postcode"),
        ({"postcode": "00123"}, "q.postcode", "no_such_postcode"),
        ({"postcode": "40210"}, "q.postcode", "elsewhere"),
        ({"town": "47051"}, "q.town", "not_a_town"),
        ({"number": "a"}, "q.number", "not_a_number"),
        ({"street": ""}, "q.street", "required"),
        ({"street": "x" * 101}, "q.street", "too_long"),
        ({"planet": "Mars"}, "q.planet", "unknown"),
    ],
)
def test_an_address_is_checked_part_by_part(parts, path, code):
    faults = question("address", only="duisburg").faults(address(**parts), Context("q", TODAY))
    assert [(fault.path, fault.code) for fault in faults] == [(path, code)]
    assert faults[0].question == "q"


def test_an_address_in_duisburg_is_right_and_shown_in_two_lines():
    asked = question("address", only="duisburg")
    assert messages(asked, address()) == []
    assert asked.show(address(extra="bei Schäfer")) == ["Musterstraße 12", "bei Schäfer", "47051 Duisburg"]


def stored_file(**keys):
    return {"file": "1", "name": "a.pdf", "size": 10, "content_type": "application/pdf"} | keys


def test_files_are_limited_in_kind_size_and_number():
    asked = question("files", kinds=["pdf"], max_files=2, max_mb=1)
    assert codes(asked, []) == ["required"]
    assert codes(asked, [stored_file()] * 3) == ["too_many"]
    assert codes(asked, [stored_file(content_type="image/png")]) == ["wrong_kind"]
    assert codes(asked, [stored_file(size=1024 * 1024 + 1)]) == ["too_big"]
    assert asked.show([stored_file()]) == ["a.pdf"]


@pytest.mark.parametrize("kind", sorted(TYPES.keys() - {"info", "calculated"}))
@pytest.mark.parametrize("value", [7, 1.5, True, "x\x00", ["x"], [7], {"a": 1}, {"given": 7}, [{}], [[]], 10**30])
def test_any_json_is_an_answer_or_a_fault_but_never_an_exception(kind, value):
    asked = question(kind)
    stored = asked.from_json(value)
    asked.faults(stored, Context("q", TODAY))
    if not asked.is_empty(stored) and asked.understands(stored):
        asked.show(stored)
        asked.bindings(stored)
    if kind != "group":
        render_to_string(asked.template, {"field": Field(asked, "q", stored)})


def test_half_a_character_from_json_is_dropped():
    assert question("text").from_json("a\ud800b") == "ab"


def test_text_of_the_city_is_markdown_and_html_in_it_stays_text():
    html = render_to_string(
        "applications/questions/info.html", {"field": Field(question("info"), "q", "**Wichtig** <b>")}
    )
    assert "<strong>Wichtig</strong> &lt;b&gt;" in html


def test_a_wrong_answer_is_marked_and_described_for_screen_readers():
    asked = question("registration-number", help="Steht im Heimtierausweis.")
    faults = asked.faults("123", Context("hunde.0.chip", TODAY))
    html = render_to_string(asked.template, {"field": Field(asked, "hunde.0.chip", "123", faults=faults)})
    assert faults[0].anchor == "id_hunde-0-chip"
    assert 'id="id_hunde-0-chip" name="hunde-0-chip"' in html
    assert 'aria-describedby="id_hunde-0-chip-hilfe id_hunde-0-chip-fehler"' in html
    assert 'aria-invalid="true"' in html
