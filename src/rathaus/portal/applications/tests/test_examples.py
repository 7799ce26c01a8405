from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from rathaus.portal.applications.blueprints.assembly import assemble
from rathaus.portal.applications.blueprints.checking import check
from rathaus.portal.applications.blueprints.folders import city_folder
from rathaus.portal.applications.blueprints.reading import read_folder
from rathaus.portal.applications.blueprints.schema import schema_of
from rathaus.portal.applications.examples import walk
from rathaus.portal.applications.questions.file import MEDIA_TYPES

FOLDERS = sorted(file.parent for file in settings.CONTENT_DIR.glob("services/*/application.toml"))
EXAMPLES = [(folder, file.stem) for folder in FOLDERS for file in sorted(folder.glob("examples/*.toml"))]


def name(value):
    return value.name if isinstance(value, Path) else value


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_every_application_of_the_city_is_sound_and_has_four_examples(folder):
    found = read_folder(folder, city_folder())
    assert [str(fault) for fault in check(found)] == []
    assert len(found.examples) >= 4


@pytest.mark.parametrize(("folder", "example"), EXAMPLES, ids=name)
def test_every_example_leads_where_it_says(folder, example):
    found = read_folder(folder, city_folder())
    assert walk(found.examples[example].table, assemble(found.content)).faults == []


@pytest.mark.parametrize(("folder", "example"), EXAMPLES, ids=name)
def test_every_complete_example_is_valid_by_the_schema(folder, example):
    found = read_folder(folder, city_folder())
    table = found.examples[example].table
    if "stop" not in table["expect"]:
        schema = schema_of(assemble(found.content))
        faults = Draft202012Validator(schema).iter_errors(sent(table["answers"]))
        assert [fault.message for fault in faults] == []


def sent(value):
    """The example as a program sends it."""
    if isinstance(value, list):
        return [sent(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"name", "kind"}:
        return {"name": value["name"], "content_type": MEDIA_TYPES[value["kind"]], "data": ""}
    return {key: sent(entry) for key, entry in value.items()}


def test_an_example_that_leads_elsewhere_says_how():
    blueprint = assemble(
        {"title": "x", "steps": [{"id": "a", "title": "A", "questions": [{"id": "q", "type": "text", "label": "Q"}]}]}
    )
    example = {"title": "x", "today": "2026-11-23", "answers": {"q": ""}, "expect": {"steps": ["b"], "fee": 100}}
    assert walk(example, blueprint).faults == [
        "fee: expected 100, found None",
        "steps: expected ['b'], found ['a']",
        "q: Bitte füllen Sie dieses Feld aus: Q",
    ]
