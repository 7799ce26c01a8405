"""A foreign catalogue is imported as far as it is good; every broken record is named with its place."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from rathaus.foundation.offices.models import Office
from rathaus.portal.catalogue.actions import import_catalogue
from rathaus.portal.catalogue.imports import FORMATS, Unreadable
from rathaus.portal.catalogue.models import Service
from rathaus.portal.catalogue.search import find

pytestmark = pytest.mark.django_db
MUNICH = settings.ROOT.parent / "shared" / "data" / "munich-dldb"


def location(number: str = "7", **other: Any) -> dict[str, Any]:
    address = {"street": "Marienplatz", "house_number": "8", "postal_code": "80331", "city": "München", "hint": False}
    contact = {"phone": "089 115", "email": "amt@example.org", "fax": "", "webinfo": False}
    return {"id": number, "name": "Bürgerbüro", "address": address, "contact": contact, "services": [], **other}


def service(number: Any = "101", **other: Any) -> dict[str, Any]:
    return {
        "id": number,
        "name": "Fischereischein",
        "description": '<p onclick="x()">Sie wollen angeln.</p><script>alert(1)</script><p>Dann hier.</p>',
        "fees": "<ul><li>35 Euro</li></ul>",
        "leika": "99036008007003, 99036008007004",
        "duration": 15,
        "meta": {"keywords": "Angelschein, Angeln"},
        "links": [
            {"name": "Gesetz", "link": "https://example.org/g"},
            {"name": "Falle", "link": "javascript:alert(1)"},
        ],
        "locations": [{"location": "7"}, {"location": "404"}],
        **other,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, [service()], [location()])
    return tmp_path


def write(folder: Path, services: Any, locations: Any) -> None:
    (folder / "services_de.json").write_text(json.dumps({"data": services}))
    (folder / "locations_de.json").write_text(json.dumps({"data": locations}))


def imported(folder: Path) -> Any:
    return import_catalogue(FORMATS["dldb"](folder), by="system")


def test_a_service_comes_with_its_office_key_words_fee_and_duration_and_without_scripts(folder: Path) -> None:
    imported(folder)
    found = Service.objects.get(source="dldb", source_id="101")
    assert (found.slug, found.leika_key) == ("muenchen-fischereischein-101", "99036008007003")
    assert found.summary == "Sie wollen angeln."
    assert found.text == "<p>Sie wollen angeln.</p><p>Dann hier.</p>"
    assert found.facts["fees_html"] == "<ul><li>35 Euro</li></ul>"
    assert found.facts["appointment_minutes"] == 15
    assert found.facts["links"] == [{"title": "Gesetz", "address": "https://example.org/g"}]
    assert [office.slug for office in found.offices_in_order] == ["muenchen-buergerbuero-7"]
    assert find("angelschein").results[0].key == "service:muenchen-fischereischein-101"


def test_importing_twice_changes_nothing_and_a_new_name_keeps_the_address(folder: Path) -> None:
    imported(folder)
    again = imported(folder)
    assert (again.moved, again.services.unchanged) == (False, ["muenchen-fischereischein-101"])
    write(folder, [service(name="ß" * 200)], [location()])
    assert imported(folder).services.changed == ["muenchen-fischereischein-101"]
    assert Service.objects.get().title == "ß" * 200


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("nonsense", "Input should be a valid dictionary"),
        (None, "Input should be a valid dictionary"),
        (service("1; DROP TABLE"), "id: String should match pattern"),
        (service("102", name=""), "name: String should have at least 1 character"),
        (service("102", name=["x"]), "name: Input should be a valid string"),
        (service("102", description={"a": 1}), "description: Input should be a valid string"),
        (service("102", description="x" * 200_000), "description: String should have at most"),
        (service("102", duration=-5), "duration: Input should be greater than or equal to 0"),
        (service("102", leika="abc"), "leika: String should match pattern"),
        (service("102", locations=[{"location": None}]), "locations.0.location: "),
        (service("102", name="\ud800"), "name: "),
        (service("102", duration=float("nan")), "duration: "),
        (service("101"), "the id was already used"),
    ],
)
def test_a_broken_record_is_named_and_the_rest_imported(folder: Path, record: Any, reason: str) -> None:
    write(folder, [service(), record, service("103", name="Jagdschein")], [location()])
    services = imported(folder).services
    assert len(services.created) == 2
    [(place, why)] = services.skipped
    assert place.startswith("services_de.json: data[1]")
    assert reason in why


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "not JSON"),
        ("[]", "expected"),
        ('{"data": {}}', "expected"),
        ("[" * 100_000, "not JSON"),
        ("\ufeff{", "not JSON"),
    ],
)
def test_an_unusable_file_is_refused_and_nothing_stored(folder: Path, content: str, reason: str) -> None:
    (folder / "services_de.json").write_text(content)
    with pytest.raises(CommandError, match=reason):
        call_command("import_catalogue", "dldb", str(folder))
    assert not Office.objects.exists()


def test_a_missing_or_huge_file_is_refused(folder: Path) -> None:
    (folder / "locations_de.json").unlink()
    with pytest.raises(Unreadable, match=r"locations_de\.json: there is no such file"):
        imported(folder)
    with (folder / "locations_de.json").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(Unreadable, match="larger than"):
        imported(folder)


def test_control_characters_and_false_for_nothing_are_cleaned_away(folder: Path) -> None:
    write(folder, [service(name="Ein\x00 Schein\u202e", fees=False, leika=None, links=None)], [location()])
    imported(folder)
    assert Service.objects.get().title == "Ein Schein"


@pytest.mark.skipif(not MUNICH.is_dir(), reason="Munich's catalogue is not beside this checkout")
@pytest.mark.usefixtures("city")
def test_munich_comes_in_whole_and_duisburg_still_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_catalogue", "dldb", str(MUNICH))
    said = capsys.readouterr().out
    assert "offices: 109 created, 0 changed, 0 unchanged, 0 skipped" in said
    assert "services: 287 created, 0 changed, 0 unchanged, 0 skipped" in said
    for text, slug in (("hundesteur", "hund-anmelden"), ("perso", "personalausweis"), ("ummelden", "wohnsitz")):
        assert find(text).results[0].key == f"service:{slug}"
