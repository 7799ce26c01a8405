import base64

import pytest
from jsonschema import Draft202012Validator

from rathaus.portal.applications.blueprints.assembly import assemble
from rathaus.portal.applications.blueprints.receiving import receive
from rathaus.portal.applications.blueprints.schema import schema_of
from rathaus.portal.applications.tests.test_journey import ANSWERS, DOG, ask, options

DATA = base64.b64encode(b"%PDF-1.7").decode()
SENT_FILE = {"name": "a.pdf", "content_type": "application/pdf", "data": DATA}


def blueprint(*questions):
    return assemble({"title": "x", "steps": [{"id": "a", "title": "A", "questions": list(questions)}]})


def is_valid(schema, answers):
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema).is_valid(answers)


def without(answers, name):
    return {key: value for key, value in answers.items() if key != name}


def test_the_schema_accepts_what_the_journey_accepts():
    schema = schema_of(assemble(DOG))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert is_valid(schema, ANSWERS)


@pytest.mark.parametrize("name", ["name", "adresse", "hunde", "zahlweise", "iban", "mandat"])
def test_the_schema_requires_what_is_visible(name):
    assert not is_valid(schema_of(assemble(DOG)), without(ANSWERS, name))


def test_the_schema_does_not_require_what_a_condition_hides():
    schema = schema_of(assemble(DOG))
    paid_in_cash = without(without(ANSWERS | {"zahlweise": "bar"}, "iban"), "mandat")
    assert is_valid(schema, paid_in_cash)
    assert not is_valid(schema, ANSWERS | {"hunde": [{"rufname": "Bruno", "gross": True}]})
    assert is_valid(schema, ANSWERS | {"hunde": [{"rufname": "Bruno", "gross": False}]})


@pytest.mark.parametrize(
    ("condition", "answers", "needed"),
    [
        ("a == 'x'", {"a": "x"}, True),
        ("a == 'x'", {"a": "y"}, False),
        ("a in ['x', 'y']", {"a": "y"}, True),
        ("a == 'x' || a == 'y'", {"a": "y"}, True),
        ("a == 'x' || a == 'y'", {"a": "z"}, False),
        ("a == 'x' && !b", {"a": "x", "b": False}, True),
        ("a == 'x' && !b", {"a": "x", "b": True}, False),
        ("given.b && b", {"b": True}, True),
        ("given.b", {"b": False}, True),
        ("a == 'x' || b", {"a": "x"}, False),  # beyond what the schema says: checked on arrival
        ("size(a) > 0", {"a": "x"}, False),
    ],
)
def test_conditions_become_if_and_then(condition, answers, needed):
    asked = blueprint(
        ask("a", "one-of", options=options("x", "y", "z"), required=False),
        ask("b", "yes-no", required=False),
        ask("c", "text", when=condition),
    )
    assert is_valid(schema_of(asked), answers) is not needed
    assert is_valid(schema_of(asked), answers | {"c": "da"})


def test_unknown_answers_are_named_by_schema_and_reception_alike():
    asked = blueprint(ask("a", "text"))
    assert not is_valid(schema_of(asked), {"a": "x", "b": 1})
    assert [(fault.pointer, fault.code) for fault in receive(asked, {"a": "x", "b": 1}).faults] == [("/b", "unknown")]


def test_received_answers_are_normalised_like_typed_ones():
    asked = blueprint(ask("plate", "licence-plate"), ask("tel", "phone"), ask("n", "number"))
    sent = {"plate": "du ab 1", "tel": "020394000", "n": 3}
    assert receive(asked, sent).answers == {"plate": "DU-AB 1", "tel": "+49 203 94000", "n": 3}


def test_files_are_decoded_and_wait_to_be_stored():
    asked = blueprint(ask("eine", "file"), ask("viele", "files"))
    received = receive(asked, {"eine": SENT_FILE, "viele": [SENT_FILE]})
    assert received.faults == []
    assert [(file.path, file.name, file.content) for file in received.files] == [
        ("eine", "a.pdf", b"%PDF-1.7"),
        ("viele.0", "a.pdf", b"%PDF-1.7"),
    ]
    assert received.answers["eine"] == {"file": "", "name": "a.pdf", "size": 8, "content_type": "application/pdf"}


@pytest.mark.parametrize("sent", ["x", {"name": "a"}, SENT_FILE | {"data": "%%%"}, SENT_FILE | {"name": 7}])
def test_a_file_that_is_none_is_a_fault_at_its_place(sent):
    received = receive(blueprint(ask("eine", "file")), {"eine": sent})
    assert [(fault.pointer, fault.code) for fault in received.faults] == [("/eine", "not_a_file")]
    assert received.files == []


@pytest.mark.parametrize("sent", [None, [], "x", 7])
def test_answers_that_are_no_object_are_refused(sent):
    assert [fault.code for fault in receive(assemble(DOG), sent).faults] == ["not_an_object"]


def test_a_pointer_leads_into_a_group():
    received = receive(assemble(DOG), ANSWERS | {"hunde": [{"rufname": "x", "farbe": "rot"}, 7]})
    assert [fault.pointer for fault in received.faults] == ["/hunde/0/farbe"]
