"""What is set wrong is told in plain words, and what is unsafe does not start."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.core.exceptions import ImproperlyConfigured

from rathaus.config.sqlite import is_sound
from rathaus.entrances.ops.refusals import DEMO, refuse
from tests.operations.conftest import KEYS, PRODUCTION, Rathaus

SERVERS = {
    "web": "import rathaus.config.wsgi",
    "live": "import rathaus.config.asgi",
    "command": "import sys; sys.argv = ['rathaus', 'worker']; from rathaus.config.manage import main; main()",
}


def test_all_that_is_wrong_is_told_at_once_and_nothing_else(rathaus: Rathaus, tmp_path: Path) -> None:
    missing, empty, binary = (tmp_path / name for name in ("missing", "empty", "binary"))
    empty.touch()
    binary.write_bytes(b"\xff\xfe\x00")
    said = rathaus(
        "check",
        RATHAUS_MODE="produktion",
        RATHAUS_ADDRESS="rathaus.duisburg.de",
        RATHAUS_PROXIES="one",
        RATHAUS_RATE_LIMITS="yes",
        RATHAUS_LOG="LOUD",
        RATHAUS_SECRET_KEY_FILE=str(missing),
        RATHAUS_VAULT_KEY_FILE=str(empty),
        RATHAUS_PUSH_KEY_FILE=str(binary),
        RATHAUS_METRICS_TOKEN="a",
        RATHAUS_METRICS_TOKEN_FILE=str(empty),
        DATABASE_URL="postgresql://user:pa/ss@db.example:port/x",
        SMTP_URL="smtp://user:geheim@mail.example:99999",
        IMAP_URL="imaps://mail.example",
        OTEL_EXPORTER_OTLP_ENDPOINT="localhost:4318",
        RATHAUS_OIDC_PROVIDERS=str(missing),
    )
    assert said.returncode == 1
    assert said.stdout == ""
    sentences = said.stderr.splitlines()
    named = [sentence.split()[0].rstrip(":") for sentence in sentences]
    assert sorted(named) == sorted(
        [
            *("RATHAUS_MODE", "RATHAUS_ADDRESS", "RATHAUS_PROXIES", "RATHAUS_RATE_LIMITS", "RATHAUS_LOG"),
            *("RATHAUS_SECRET_KEY_FILE", "RATHAUS_VAULT_KEY_FILE", "RATHAUS_PUSH_KEY_FILE"),
            *("RATHAUS_METRICS_TOKEN", "RATHAUS_METRICS_TOKEN_FILE", "DATABASE_URL", "SMTP_URL", "IMAP_URL"),
            *("OTEL_EXPORTER_OTLP_ENDPOINT", "RATHAUS_OIDC_PROVIDERS"),
        ]
    )
    assert "Traceback" not in said.stderr
    assert "geheim" not in said.stderr
    assert "pa/ss" not in said.stderr


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("RATHAUS_CITY", "nowhere", "there are: duisburg"),
        ("RATHAUS_CONTENT", "/nonexistent", "there is no such folder"),
        ("RATHAUS_LIVE_ADDRESS", "foo; script-src *", "must look like"),
        ("RATHAUS_LIVE_ADDRESS", "htps:/bad", "must look like"),
        ("RATHAUS_LIVE_ADDRESS", "https://board;script-src", "and nothing else"),
        ("RATHAUS_LIVE_ADDRESS", "https://board.example/x;script-src", "and nothing else"),
        ("RATHAUS_LIVE_ADDRESS", "https://user:geheim@board.example", "and nothing else"),
    ],
)
def test_a_place_that_is_none_is_told_in_plain_words(rathaus: Rathaus, setting: str, value: str, words: str) -> None:
    said = rathaus("check", "--deploy", **PRODUCTION | {setting: value})
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1
    assert said.stderr.startswith(f"{setting} ")
    assert words in said.stderr
    assert "geheim" not in said.stderr


LISTS = "from django.conf import settings as s; print(s.ALLOWED_HOSTS, s.PUSH_SERVICES)"
BOARDS = "from django.conf import settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['connect-src'])"


def test_a_list_may_have_space_behind_its_commas(rathaus: Rathaus) -> None:
    said = rathaus(program=LISTS, RATHAUS_HOSTS="a.de, www.a.de ,", RATHAUS_PUSH_SERVICES="push.a, *.push.b")
    assert said.stdout == "['a.de', 'www.a.de'] ['push.a', '*.push.b']\n"


@pytest.mark.parametrize(
    ("address", "board", "origins"),
    [
        ("https://a.de", "", []),
        ("https://a.de", "/", []),
        ("https://a.de", "https://b.de:8001/", ["https://b.de:8001"]),
        ("http://[::1]:8000", "", ["http://[::1]:8001"]),
        ("http://localhost:8000", "", ["http://localhost:8001"]),
    ],
)
def test_pages_may_ask_the_live_process_and_nobody_else(
    rathaus: Rathaus, address: str, board: str, origins: list[str]
) -> None:
    said = rathaus(program=BOARDS, RATHAUS_ADDRESS=address, RATHAUS_LIVE_ADDRESS=board)
    assert said.stdout == f"""{["'self'", *origins]}\n""", said.stderr


def test_a_mode_that_is_mistyped_makes_no_keys(rathaus: Rathaus, tmp_path: Path) -> None:
    assert rathaus("check", RATHAUS_MODE="Production").returncode == 1
    assert not (tmp_path / "data" / "keys").exists()


@pytest.mark.parametrize("server", SERVERS)
def test_production_without_keys_starts_nothing(rathaus: Rathaus, server: str) -> None:
    said = rathaus(program=SERVERS[server], RATHAUS_MODE="production")
    assert said.returncode == 1
    assert [line.split()[0] for line in said.stderr.splitlines()] == ["RATHAUS_SECRET_KEY", "RATHAUS_VAULT_KEY"]


def test_production_with_a_short_key_starts_nothing_and_says_so_in_one_sentence(rathaus: Rathaus) -> None:
    said = rathaus(program=SERVERS["web"], **PRODUCTION | {"RATHAUS_VAULT_KEY": "x" * 31})
    assert said.returncode == 1
    assert said.stderr.startswith("RATHAUS_VAULT_KEY has 31 characters, but must have at least 32")
    assert len(said.stderr.splitlines()) == 1


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """The settings that count, as sound as they can be."""
    keys = {"SECRET_KEY": KEYS["RATHAUS_SECRET_KEY"], "VAULT_KEY": KEYS["RATHAUS_VAULT_KEY"]}
    sound = SimpleNamespace(PRODUCTION=True, DEBUG=False, DATA_DIR=tmp_path, INSTALLED_APPS=["rathaus.lib"], **keys)
    with patch("rathaus.entrances.ops.refusals.settings", sound):
        refuse()
        yield sound


def refused(sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=sentence) as told:
        refuse()
    assert len(str(told.value).splitlines()) == 1


def test_production_does_not_start_with_the_demos_keys(house: SimpleNamespace) -> None:
    (house.DATA_DIR / "keys").mkdir()
    (house.DATA_DIR / "keys" / "vault").write_text(house.VAULT_KEY)
    refused("^RATHAUS_VAULT_KEY is the key of the demo")


def test_production_does_not_start_with_what_another_settings_file_opens(house: SimpleNamespace) -> None:
    house.DEBUG = True
    refused("^DEBUG is on")
    house.DEBUG = False
    house.INSTALLED_APPS.append(f"{DEMO}.apps.DemoConfig")
    refused("^rathaus.integrations.demo is installed")


def test_the_demo_itself_may_have_all_that(house: SimpleNamespace) -> None:
    house.DEBUG, house.VAULT_KEY, house.PRODUCTION = True, "", False
    refuse()


@pytest.mark.parametrize("version", ["3.51.3", "3.52.0", "3.53.0", "3.50.7", "3.50.8", "3.44.6", "4.0.0"])
def test_an_sqlite_that_was_mended_is_sound(version: str) -> None:
    assert is_sound(version)


@pytest.mark.parametrize("version", ["3.40.1", "3.44.5", "3.45.0", "3.49.9", "3.50.6", "3.51.2"])
def test_an_sqlite_that_loses_commits_is_not(version: str) -> None:
    assert not is_sound(version)


def test_with_an_sqlite_that_loses_commits_nothing_starts(rathaus: Rathaus) -> None:
    said = rathaus(program=f"import pysqlite3; pysqlite3.sqlite_version = '3.51.2'; {SERVERS['command']}", **PRODUCTION)
    assert said.returncode == 1
    assert said.stderr.startswith("SQLite 3.51.2 can lose commits; Rathaus needs 3.51.3")
    assert len(said.stderr.splitlines()) == 1
