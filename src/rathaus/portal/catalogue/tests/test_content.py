"""The city's folders are checked strictly, with file and line, and loading them twice changes nothing."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from rathaus.foundation.audit.models import Entry
from rathaus.foundation.design.kept import current_version
from rathaus.foundation.offices.models import Office
from rathaus.portal.catalogue.actions import Faulty, load_content
from rathaus.portal.catalogue.content.checking import faults_of
from rathaus.portal.catalogue.content.reading import read_city
from rathaus.portal.catalogue.models import LifeSituation, Service
from rathaus.portal.catalogue.search import find

SERVICE = """title = "Boot anmelden"
summary = "Am Hafen"
office = ["hafenamt"]
life_situations = ["wasser"]
synonyms = ["Kahn"]
offline = ["Kommen Sie vorbei."]

[[fees]]
label = "Ruderboot"
amount = 1250

[en]
title = "Register a boat"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "cities" / "ruhrort"
    service = tmp_path / "services" / "boot-anmelden"
    home.mkdir(parents=True)
    service.mkdir(parents=True)
    (home / "offices.toml").write_text('[[offices]]\nslug = "hafenamt"\nname = "Hafenamt"\npostcode = "47119"\n')
    (home / "life-situations.toml").write_text('[[life_situations]]\nslug = "wasser"\ntitle = "Am Wasser"\n')
    (home / "synonyms.toml").write_text('[words]\n"tekne" = ["boot"]\n')
    (service / "service.toml").write_text(SERVICE)
    (service / "text.de.md").write_text(
        "Ein Boot.\n\n## Wie?\n\n<script>alert(1)</script> [Hafen](javascript:alert(1))\n"
    )
    return tmp_path


def faults(folder: Path) -> list[str]:
    return [str(fault).removeprefix(f"{folder}/") for fault in faults_of(read_city(folder, "ruhrort"))]


def rewrite(folder: Path, old: str, new: str) -> None:
    file = folder / "services" / "boot-anmelden" / "service.toml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


@pytest.mark.django_db
def test_loading_creates_then_leaves_alone_then_changes_only_what_changed(folder: Path) -> None:
    first = load_content(folder, "ruhrort", by="system").counts()
    written, version = Entry.objects.count(), current_version()
    second = load_content(folder, "ruhrort", by="system").counts()
    assert first["services"] == {"created": 1, "changed": 0, "unchanged": 0, "skipped": 0}
    assert second["services"] == {"created": 0, "changed": 0, "unchanged": 1, "skipped": 0}
    assert (Entry.objects.count(), current_version()) == (written, version), "nothing happened, so nothing is noted"
    rewrite(folder, "Am Hafen", "Am Innenhafen")
    third = load_content(folder, "ruhrort", by="system").counts()
    assert third["services"]["changed"] == 1
    assert third["offices"]["unchanged"] == 1
    assert current_version() > version, "kept pages are made anew"


@pytest.mark.django_db
def test_what_is_loaded_is_linked_cleaned_and_found(folder: Path) -> None:
    load_content(folder, "ruhrort", by="system")
    service = Service.objects.get(slug="boot-anmelden")
    assert list(service.offices.all()) == [Office.objects.get(slug="hafenamt")]
    assert list(LifeSituation.objects.get(slug="wasser").services.all()) == [service]
    assert "<script" not in service.text
    assert 'href="javascript' not in service.text
    assert service.english["title"] == "Register a boat"
    assert [find(text).results[0].key for text in ("kahn", "tekne", "register a boat")] == ["service:boot-anmelden"] * 3


@pytest.mark.django_db
def test_new_curated_words_alone_renew_the_index(folder: Path) -> None:
    load_content(folder, "ruhrort", by="system")
    (folder / "cities/ruhrort/synonyms.toml").write_text('[words]\n"barca" = ["boot"]\n')
    load_content(folder, "ruhrort", by="system")
    assert find("barca").results
    assert not find("tekne").results


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('summary = "Am Hafen"', 'sumary = "Am Hafen"', "service.toml:2: sumary: Extra inputs are not permitted"),
        ('office = ["hafenamt"]', 'office = ["hafnamt"]', "service.toml:3: office: there is no 'hafnamt'"),
        ('["wasser"]', '["land"]', "service.toml:4: life_situations: there is no 'land'"),
        ("amount = 1250", 'amount = "12,50"', "service.toml:10: fees.0.amount: Input should be a valid integer"),
        ("amount = 1250", "", "service.toml:8: fees.0: give either amount or text"),
        ('title = "Boot anmelden"', 'title = "Boot', "service.toml:1: Illegal character"),
        ("[en]\ntitle", "[en]\ntitel", "service.toml:13: en.titel: Extra inputs are not permitted"),
        (
            'summary = "Am Hafen"',
            'summary = "Am Hafen"\nonline = true',
            "service.toml:3: online = true, but there is no",
        ),
        ('offline = ["Kommen Sie vorbei."]', "", "service.toml:1: offline: Field required"),
    ],
)
def test_a_fault_is_named_with_file_and_line(folder: Path, old: str, new: str, fault: str) -> None:
    rewrite(folder, old, new)
    assert any(f"services/boot-anmelden/{fault}" in found for found in faults(folder)), faults(folder)


def test_a_fault_in_the_second_office_names_its_own_line(folder: Path) -> None:
    file = folder / "cities/ruhrort/offices.toml"
    file.write_text(file.read_text() + '\n[[offices]]\nslug = "amt"\nname = "Amt"\npostcode = "4711"\n')
    assert faults(folder)[0].startswith("cities/ruhrort/offices.toml:9: offices.1.postcode: ")


def test_a_file_that_is_no_text_is_a_fault_not_a_crash(folder: Path) -> None:
    (folder / "services/boot-anmelden/service.toml").write_bytes(b'title = "\xff"')
    assert "not UTF-8" in faults(folder)[0]


def test_a_slug_used_twice_is_a_fault(folder: Path) -> None:
    file = folder / "cities/ruhrort/offices.toml"
    file.write_text(file.read_text() * 2)
    assert "cities/ruhrort/offices.toml:6: offices: 'hafenamt' is there twice" in faults(folder)


@pytest.mark.django_db
def test_faulty_content_is_not_loaded_at_all(folder: Path) -> None:
    rewrite(folder, 'office = ["hafenamt"]', 'office = ["nirgends"]')
    with pytest.raises(Faulty):
        load_content(folder, "ruhrort", by="system")
    assert not Office.objects.exists()


@pytest.mark.django_db
def test_the_commands_say_what_they_did(folder: Path, settings: object, capsys: pytest.CaptureFixture[str]) -> None:
    settings.CONTENT_DIR, settings.CITY = folder, "ruhrort"  # type: ignore[attr-defined]
    call_command("check_catalogue")
    call_command("load_content")
    assert "services: 1 created, 0 changed, 0 unchanged, 0 skipped" in capsys.readouterr().out
    rewrite(folder, "title = ", "titel = ")
    with pytest.raises(CommandError, match="faults"):
        call_command("check_catalogue")
    assert "service.toml:1: titel" in capsys.readouterr().err
