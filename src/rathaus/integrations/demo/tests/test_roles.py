"""Choosing a role in the demo."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import get_user
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.integrations.demo.cast import CAST


@pytest.mark.django_db
def test_the_page_offers_the_whole_cast(client: Client) -> None:
    page = client.get("/demo/").content.decode()
    assert [member.name for member in CAST.values() if f"Als {member.name} anmelden" not in page] == []


def test_one_click_signs_in_and_leads_to_the_desk(client: Client, clara: Person) -> None:
    response = client.post("/demo/anmelden/", {"first": "clara"})
    assert response["Location"] == "/arbeitsplatz/"
    assert get_user(client) == clara


def test_a_click_changes_from_one_role_to_another(clara_client: Client, anna: Person) -> None:
    clara_client.post("/demo/anmelden/", {"first": "anna"})
    assert get_user(clara_client) == anna


def test_one_may_go_on_as_a_guest(anna_client: Client) -> None:
    anna_client.post("/demo/abmelden/")
    assert not get_user(anna_client).is_authenticated


@pytest.mark.django_db
@pytest.mark.parametrize("first", ["", "nobody", "anna"])
def test_nobody_is_signed_in_as_someone_who_is_not_there(client: Client, first: str) -> None:
    assert client.post("/demo/anmelden/", {"first": first}).status_code == 404


@pytest.mark.django_db
def test_a_link_alone_signs_nobody_in(client: Client) -> None:
    assert client.get("/demo/anmelden/?first=anna").status_code == 405


def test_production_has_neither_the_pages_nor_the_command(tmp_path: Path) -> None:
    program = """
import django; django.setup()
from django.apps import apps
from django.core.management import get_commands
from django.urls import Resolver404, resolve
assert not apps.is_installed("rathaus.integrations.demo")
assert "demo" not in get_commands()
try:
    resolve("/demo/anmelden/")
except Resolver404:
    print("nothing there")
"""
    production = {
        "RATHAUS_MODE": "production",
        "RATHAUS_ADDRESS": "https://rathaus.example",
        "RATHAUS_SECRET_KEY": "s" * 64,
        "RATHAUS_VAULT_KEY": "v" * 64,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "rathaus.config.settings",
    }
    said = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | production, capture_output=True, text=True, check=True
    )
    assert said.stdout == "nothing there\n"
