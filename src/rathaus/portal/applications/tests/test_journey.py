from datetime import date
from time import thread_time

import pytest

from rathaus.portal.applications.answers import get, put, remove
from rathaus.portal.applications.blueprints.assembly import assemble
from rathaus.portal.applications.journey import Journey

TODAY = date(2026, 11, 23)


def ask(question_id, kind, **keys):
    return {"id": question_id, "type": kind, "label": question_id.capitalize()} | keys


def options(*values):
    return [{"value": value, "label": value.capitalize()} for value in values]


DOG = {
    "title": "Hund",
    "steps": [
        {"id": "sie", "title": "Sie", "questions": [ask("name", "person-name"), ask("adresse", "address")]},
        {
            "id": "hunde",
            "title": "Hunde",
            "questions": [
                ask(
                    "hunde",
                    "group",
                    item="Hund",
                    title_from="rufname",
                    max=3,
                    questions=[
                        ask("rufname", "text"),
                        ask("gross", "yes-no"),
                        ask("chip", "registration-number", when="item.gross", pattern="[0-9]{15}", pattern_help="15."),
                        ask("seit", "date", required=False),
                        ask(
                            "ab", "calculated", format="date", value="first_of_month(item.seit)", when="given.item.seit"
                        ),
                    ],
                )
            ],
        },
        {
            "id": "zahlung",
            "title": "Zahlung",
            "questions": [
                ask("zahlweise", "one-of", options=options("lastschrift", "bar")),
                ask("iban", "iban", when="zahlweise == 'lastschrift'"),
                ask("neue", "calculated", format="number", value="size(hunde)"),
                ask("satz", "calculated", format="money", value="neue > 1 ? 16800 : 13200"),
            ],
        },
        {
            "id": "mandat",
            "title": "Mandat",
            "when": "zahlweise == 'lastschrift'",
            "questions": [ask("mandat", "consent"), ask("dank", "info", text="Danke, {name}.")],
        },
    ],
    "fee": {"lines": [{"label": "{neue} Hunde zu je {satz}", "amount": "neue * satz", "when": "neue > 0"}]},
    "hints": [{"id": "gross", "when": "hunde.exists(h, h.gross)", "text": "Groß, {name}."}],
    "stops": [{"id": "fern", "when": "adresse.postcode < '47051'", "title": "Fern", "text": "Nach {adresse}."}],
    "desk": {"applicant": "name", "address": ["{adresse}", "Stadt"]},
}
ANSWERS = {
    "name": {"given": "Anna", "family": "Kowalski"},
    "adresse": {"street": "Weg", "number": "1", "postcode": "47051", "town": "Duisburg"},
    "hunde": [
        {"rufname": "Bruno", "gross": True, "chip": "276098012345678", "seit": "2026-11-15"},
        {"rufname": "Mila", "gross": False},
    ],
    "zahlweise": "lastschrift",
    "iban": "DE89370400440532013000",
    "mandat": True,
}


def journey(**changes):
    return Journey(assemble(DOG), ANSWERS | changes, today=TODAY)


def ids(entries):
    return [entry.id for entry in entries]


def test_a_complete_application_has_no_faults_and_no_open_step():
    found = journey()
    assert found.complete
    assert found.open_step is None
    assert ids(found.steps) == ["sie", "hunde", "zahlung", "mandat"]


def test_the_way_goes_forward_and_back_along_visible_steps():
    found = journey(zahlweise="bar")
    payment = found.step("zahlung")
    assert found.step("mandat") is None
    assert found.after(payment) is None
    assert found.before(payment).id == "hunde"
    assert found.before(found.step("sie")) is None


def test_the_first_step_with_faults_is_open():
    assert journey(name=None).open_step.id == "sie"
    assert journey(iban="DE1").open_step.id == "zahlung"


def test_hidden_answers_never_count():
    found = journey(zahlweise="bar", iban="wrong", mandat=False)
    assert found.complete
    assert found.cleaned.keys() == {"name", "adresse", "hunde", "zahlweise", "neue", "satz"}
    hidden = [{"rufname": "Mila", "gross": False, "chip": "wrong"}]
    assert journey(hunde=hidden).cleaned["hunde"] == [{"rufname": "Mila", "gross": False}]


def test_a_fault_in_an_item_says_where():
    found = journey(hunde=[{"rufname": "Bruno", "gross": True, "chip": "1"}])
    assert [(fault.path, fault.where, fault.pointer) for fault in found.faults()] == [
        ("hunde.0.chip", "Hund 1: Bruno", "/hunde/0/chip")
    ]


@pytest.mark.parametrize("hunde", [None, [], "x", [1], [{}, {}, {}, {}]])
def test_a_group_needs_the_right_number_of_items(hunde):
    assert "hunde" in {fault.path.partition(".")[0] for fault in journey(hunde=hunde).faults()}


def test_a_new_item_shows_the_questions_that_need_no_answer_before():
    found = journey()
    group = found.blueprint.questions["hunde"]
    assert ids(found.item_questions(group, 0)) == ["rufname", "gross", "chip", "seit", "ab"]
    assert ids(found.item_questions(group, 2)) == ["rufname", "gross", "seit"]


def test_the_fee_says_how_it_came_about():
    fee = journey().fee
    assert (fee.amount, fee.lines[0].label) == (33600, "2 Hunde zu je 168,00\xa0€")


def test_calculated_values_are_shown_and_submitted():
    found = journey()
    assert found.value("satz") == 16800
    assert found.value("hunde.0.ab") == "2026-11-01"
    assert found.cleaned["hunde"][0]["ab"] == "2026-11-01"
    assert found.value("dank") == "Danke, Anna Kowalski."


def test_hints_follow_from_the_answers():
    assert journey().hints[0].text == "Groß, Anna Kowalski."
    assert journey(hunde=[{"rufname": "Mila", "gross": False}]).hints == []


def test_a_stop_ends_the_way_and_the_fee():
    found = journey(adresse=ANSWERS["adresse"] | {"postcode": "40210"})
    assert found.stop.text == "Nach Weg 1, 40210 Duisburg."
    assert found.fee is None
    assert not found.complete


def test_what_is_not_answered_yet_stops_nobody():
    assert journey(adresse=None).stop is None
    assert journey(adresse={"street": "Weg"}).stop is None


def test_the_sections_are_in_the_citizens_words_and_order():
    found = journey(hunde=[{"rufname": "Mila", "gross": False}])
    assert [(section.title, section.path) for section in found.sections] == [
        ("Sie", ""),
        ("Hund 1: Mila", "hunde.0"),
        ("Zahlung", ""),
        ("Mandat", ""),
    ]
    rows = found.sections[1].rows
    assert [(row.label, row.lines, row.path) for row in rows] == [
        ("Rufname", ["Mila"], "hunde.0.rufname"),
        ("Gross", ["Nein"], "hunde.0.gross"),
        ("Seit", ["Keine Angabe"], "hunde.0.seit"),
    ]


def test_the_desk_gets_name_and_address():
    found = journey()
    assert found.applicant == "Anna Kowalski"
    assert found.recipient == ["Weg 1", "47051 Duisburg", "Stadt"]


def test_the_applicant_is_addressed_by_her_present_name():
    found = journey(name={"given": "Rosa", "family": "Lehmann", "former": "Öztürk"})
    assert found.applicant == "Rosa Lehmann"
    assert found.sections[0].rows[0].lines == ["Rosa Lehmann, früher Öztürk"]


@pytest.mark.parametrize("junk", [7, True, "x", [7], {"a": 1}, [{"a": []}], 10**400, float("nan"), float("inf")])
@pytest.mark.parametrize("name", [*ANSWERS])
def test_junk_is_a_fault_and_never_an_exception(name, junk):
    found = journey(**{name: junk})
    assert found.stop is None
    assert found.complete == (junk == ANSWERS[name])
    assert found.sections
    assert found.fee is None or found.fee.amount >= 0
    assert found.cleaned.get("satz") in (13200, 16800)


def test_a_number_too_great_to_calculate_with_is_a_fault():
    blueprint = assemble(
        {
            "title": "x",
            "steps": [{"id": "a", "title": "A", "questions": [ask("n", "number", whole=True)]}],
            "fee": {"lines": [{"label": "x", "amount": "n * 100"}]},
        }
    )
    for number in (10**30, float("nan"), float("inf"), 10**12):
        found = Journey(blueprint, {"n": number}, today=TODAY)
        assert found.faults()
        assert found.sections


def test_questions_that_hang_on_one_answer_follow_it():
    blueprint = assemble(DOG)
    assert blueprint.question("iban").follows == ("zahlweise", "lastschrift")
    assert blueprint.question("hunde.0.chip").follows == ("gross", "true")
    assert blueprint.question("mandat").follows is None


def test_a_list_tells_more_about_the_entry_that_was_chosen():
    street = ask("strasse", "search-select", source="strassen.toml")
    zone = ask("zone", "calculated", value="chosen.strasse.zone")
    content = {
        "title": "x",
        "steps": [{"id": "a", "title": "A", "questions": [street, zone]}],
        "sources": {"strassen.toml": [{"value": "am-see", "label": "Am See", "zone": "P1"}, {"value": "weg"}]},
    }
    zones = [
        Journey(assemble(content), {"strasse": name}, today=TODAY).cleaned.get("zone")
        for name in ("am-see", "weg", "x")
    ]
    assert zones == ["P1", None, None]


def test_answers_are_found_changed_and_removed_by_path():
    answers = {}
    put(answers, "name", "Anna")
    put(answers, "adresse.town", "Duisburg")
    put(answers, "hunde.0.rasse", "Dackel")
    put(answers, "hunde.1.rasse", "Pudel")
    remove(answers, "hunde.0")
    remove(answers, "hunde.7")
    assert get(answers, "hunde.0.rasse") == "Pudel"
    assert get(answers, "hunde.7.rasse") is None
    assert answers == {"name": "Anna", "adresse": {"town": "Duisburg"}, "hunde": [{"rasse": "Pudel"}]}


def test_thirty_questions_take_less_than_five_milliseconds():
    questions = [ask("q0", "yes-no")] + [ask(f"q{n}", "text", when=f"given.q{n - 1} && q0") for n in range(1, 30)]
    blueprint = assemble({"title": "x", "steps": [{"id": "a", "title": "A", "questions": questions}]})
    answers = {"q0": True} | {f"q{n}": "x" for n in range(1, 30)}
    assert Journey(blueprint, answers, today=TODAY).complete
    start = thread_time()
    for _ in range(20):
        found = Journey(blueprint, answers, today=TODAY)
        assert found.complete
        assert found.sections
    assert (thread_time() - start) / 20 < 0.005
