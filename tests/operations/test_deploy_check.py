"""``rathaus check --deploy``: every finding is a sentence that names its setting."""

import tomllib
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.checks import ERROR, WARNING, CheckMessage, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from rathaus.config.openid import new_key
from rathaus.entrances.ops.checks import city, database, mail
from rathaus.entrances.ops.checks.files import kind_of_file_system
from rathaus.foundation.vault import sealing
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.models import IndexKey
from rathaus.integrations.demo.actions import seat
from rathaus.integrations.demo.cast import CAST
from rathaus.integrations.email_intake import checks as mailbox
from rathaus.integrations.saml.keypair import _made
from tests.operations.conftest import KEYS, PRODUCTION, Rathaus

pytestmark = pytest.mark.django_db

ADDRESS = "https://rathaus.duisburg.de"
SOUND: dict[str, Any] = {
    "PRODUCTION": True,
    "HTTPS": True,
    "PUBLIC_ADDRESS": ADDRESS,
    "ALLOWED_HOSTS": ["rathaus.duisburg.de"],
    "PROXIES": 1,
    "SECRET_KEY": KEYS["RATHAUS_SECRET_KEY"],
    "VAULT_KEY": KEYS["RATHAUS_VAULT_KEY"],
    "VAULT_OLD_KEYS": [],
    "BACKUP_KEY": "0f1e2d3c4b5a6978" * 4,
    "LIVE_ADDRESS": "",
    "PUSH_KEY": KEYS["RATHAUS_SECRET_KEY"],
    "METRICS_TOKEN": "0123456789abcdef" * 2,
    "STAFF_FACTOR": True,
    "RATE_LIMITS": True,
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "mail.duisburg.de",
    "EMAIL_USE_TLS": True,
    "DEFAULT_FROM_EMAIL": "Rathaus <nicht-antworten@duisburg.de>",
    "IMAP_URL": "imaps://ideen:geheim@mail.duisburg.de/INBOX",
    "IDP_OIDC_PRIVATE_KEY": "",
    "UNKNOWN_SETTINGS": [],
}
ELSEWHERE = {"rathaus.sqlite", "rathaus.not_durable", "rathaus.no_scanner", "rathaus.scanner_away"}
"""A test's PostgreSQL need not survive a power cut, SQLite is told of, and scanning has tests of its own."""


CITY = {"security": {"contact": ["mailto:cert@duisburg.de"], "policy": "https://www.duisburg.de/sicherheit"}}


@pytest.fixture
def house(db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Sound, until a test says otherwise. Its servers answer: asking real ones has tests of its own."""
    monkeypatch.setattr(city, "city", lambda: CITY)
    monkeypatch.setattr(mail, "get_connection", lambda **_: nullcontext())
    monkeypatch.setattr(mailbox, "opened", lambda *_, **__: nullcontext())
    IndexKey.objects.all().delete()
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").touch()
    places = {"DATA_DIR": tmp_path, "STATIC_ROOT": tmp_path / "static", "FILES_DIR": tmp_path / "files"}
    for name, value in (SOUND | places).items():
        setattr(settings, name, value)
    settings.SECRET_FILES = {}
    return settings


def found() -> dict[str, CheckMessage]:
    """By id, without what is so in every test."""
    messages = run_checks(tags=["rathaus"], include_deployment_checks=True)
    return {str(message.id): message for message in messages if message.id not in ELSEWHERE}


def test_a_sound_house_is_left_in_peace(house: Settings) -> None:
    assert found() == {}


def test_at_the_command_line_it_ends_with_1_and_has_plain_words(rathaus: Rathaus) -> None:
    said = rathaus("check", "--deploy", **PRODUCTION | {"RATHAUS_RATELIMITS": "off"})
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    for words in ("rathaus prepare", "SMTP_URL is not set", "RATHAUS_RATELIMITS is set, but there is no such setting"):
        assert words in said.stderr
    assert "(security." not in said.stderr


def test_a_database_that_was_a_demo_s_is_named(house: Settings) -> None:
    seat(CAST["georg"])
    assert [*found()] == ["rathaus.database_of_demo"]
    assert "DATABASE_URL: 1 accounts" in found()["rathaus.database_of_demo"].msg
    house.PRODUCTION = False
    assert "rathaus.database_of_demo" not in found()


CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "rathaus.demo": ("RATHAUS_MODE", {"PRODUCTION": False}),
    "rathaus.equal_keys": ("RATHAUS_VAULT_KEY", {"VAULT_KEY": SOUND["SECRET_KEY"]}),
    "rathaus.typed_key": ("RATHAUS_VAULT_KEY", {"VAULT_KEY": "geheim" * 8}),
    "rathaus.old_key_in_force": ("RATHAUS_VAULT_OLD_KEYS", {"VAULT_OLD_KEYS": [SOUND["VAULT_KEY"]]}),
    "rathaus.no_https": ("RATHAUS_ADDRESS", {"HTTPS": False}),
    "rathaus.any_host": ("RATHAUS_HOSTS", {"ALLOWED_HOSTS": ["*"]}),
    "rathaus.host_missing": ("RATHAUS_HOSTS", {"ALLOWED_HOSTS": ["www.duisburg.de"]}),
    "rathaus.no_proxy": ("RATHAUS_PROXIES", {"PROXIES": 0}),
    "rathaus.no_limits": ("RATHAUS_RATE_LIMITS", {"RATE_LIMITS": False}),
    "rathaus.no_staff_factor": ("RATHAUS_STAFF_FACTOR", {"STAFF_FACTOR": False}),
    "rathaus.no_mail_server": ("SMTP_URL", {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}),
    "rathaus.open_mail": ("SMTP_URL", {"EMAIL_USE_TLS": False}),
    "rathaus.no_sender": ("RATHAUS_MAIL_FROM", {"DEFAULT_FROM_EMAIL": "Rathaus <nicht-antworten@rathaus.example>"}),
    "rathaus.open_mailbox": ("IMAP_URL", {"IMAP_URL": "imap://ideen:geheim@mail.duisburg.de"}),
    "rathaus.short_token": ("RATHAUS_METRICS_TOKEN", {"METRICS_TOKEN": "geheim"}),
    "rathaus.short_push_key": ("RATHAUS_PUSH_KEY", {"PUSH_KEY": "geheim"}),
    "rathaus.push_half": ("RATHAUS_PUSH_SERVICES", {"PUSH_SERVICES": [""]}),
    "rathaus.unknown": ("RATHAUS_RATELIMITS", {"UNKNOWN_SETTINGS": ["RATHAUS_RATELIMITS"]}),
    "rathaus.rsa_key": ("RATHAUS_OIDC_KEY", {"IDP_OIDC_PRIVATE_KEY": "geheim"}),
    "rathaus.saml_half": ("RATHAUS_SAML_CERTIFICATE", {"SAML_KEY": "geheim"}),
    "rathaus.bundid_half": ("RATHAUS_BUNDID_SERVICE", {"SAML_METADATA": {"bundid": "<EntityDescriptor/>"}}),
    "rathaus.oidc_half": ("RATHAUS_OIDC_PROVIDERS", {"OIDC_PROVIDERS": [{"provider_id": "land", "secret": ""}]}),
    "rathaus.read_only": ("DATA_DIR", {"DATA_DIR": Path("/proc/self")}),
    "rathaus.no_static_files": ("DATA_DIR/static", {"STATIC_ROOT": Path("/nowhere")}),
}


HOUR = 3600
BEHIND_THE_HOST = ["/pfad", "?x=1", "#x"]
OTHERS: list[tuple[str, str, dict[str, Any]]] = [
    *(("rathaus.address", "RATHAUS_ADDRESS", {"PUBLIC_ADDRESS": ADDRESS + more}) for more in BEHIND_THE_HOST),
    ("rathaus.address", "RATHAUS_ADDRESS", {"PUBLIC_ADDRESS": "https://user:geheim@rathaus.duisburg.de"}),
    ("rathaus.address", "RATHAUS_ADDRESS", {"PUBLIC_ADDRESS": "https://localhost", "ALLOWED_HOSTS": ["localhost"]}),
    ("rathaus.address", "RATHAUS_ADDRESS", {"PUBLIC_ADDRESS": "https://[::1]:80", "ALLOWED_HOSTS": ["[::1]"]}),
    ("rathaus.live_without_https", "RATHAUS_LIVE_ADDRESS", {"LIVE_ADDRESS": "http://rathaus.duisburg.de:8001"}),
    *(
        ("rathaus.no_host", "RATHAUS_HOSTS", {"ALLOWED_HOSTS": ["Rathaus.Duisburg.de", host]})
        for host in ("https://a.de", "a.de:443", "a.de www.a.de")
    ),
    ("rathaus.many_proxies", "RATHAUS_PROXIES", {"PROXIES": 99}),
    *(("rathaus.backup_key", "RATHAUS_BACKUP_KEY", {"BACKUP_KEY": key}) for key in ("", "geheim", SOUND["VAULT_KEY"])),
    *(
        ("rathaus.no_sender", "RATHAUS_MAIL_FROM", {"DEFAULT_FROM_EMAIL": sender})
        for sender in ("bogus", "Rathaus <@duisburg.de>", "Rathaus <rathaus@duisburg>", "Rathaus <rathaus@example.org>")
    ),
    ("rathaus.open_mailbox", "IMAP_URL", {"IMAP_URL": "imap://ideen:geheim@localhost.evil.de/INBOX"}),
    *(
        ("rathaus.push_service", "RATHAUS_PUSH_SERVICES", {"PUSH_SERVICES": [one]})
        for one in ("*", "*.de", "a.de b.de")
    ),
    *(
        ("rathaus.no_session", name, {place: 0})
        for name, place in (
            ("RATHAUS_IDLE_HOURS", "SESSION_IDLE_SECONDS"),
            ("RATHAUS_STAFF_SESSION_HOURS", "STAFF_SESSION_SECONDS"),
        )
    ),
    *(
        ("rathaus.long_session", name, {place: 999_999 * HOUR})
        for name, place in (
            ("RATHAUS_SESSION_HOURS", "SESSION_SECONDS"),
            ("RATHAUS_STAFF_IDLE_HOURS", "STAFF_IDLE_SECONDS"),
        )
    ),
]
"""Further ways to get something wrong."""
ALL = [*((case, *wrong) for case, wrong in CASES.items()), *OTHERS]


@pytest.mark.parametrize(("case", "named", "changed"), ALL, ids=[one[0] for one in ALL])
def test_what_is_wrong_is_named_and_nothing_else(
    house: Settings, case: str, named: str, changed: dict[str, Any]
) -> None:
    for name, value in changed.items():
        setattr(house, name, value)
    (message,) = found().values()
    assert message.id == case
    assert named in message.msg
    assert "geheim" not in str(message)


def test_a_mailbox_on_this_machine_needs_no_tls(house: Settings) -> None:
    house.IMAP_URL = "imap://ideen:geheim@localhost/INBOX"
    assert found() == {}


def test_a_machine_that_makes_no_backups_is_told_and_one_that_could_not_is_in_error(house: Settings) -> None:
    house.BACKUP_KEY = ""
    assert found()["rathaus.backup_key"].level == WARNING
    house.BACKUP_KEY = house.VAULT_KEY
    assert found()["rathaus.backup_key"].level == ERROR


def test_a_vault_key_that_opens_nothing_is_named(house: Settings) -> None:
    create_key()
    house.VAULT_KEY = KEYS["RATHAUS_VAULT_KEY"][::-1]
    assert "RATHAUS_VAULT_KEY is not the key" in found()["rathaus.foreign_key"].msg
    former = sealing.master_name()
    create_key()
    house.VAULT_KEY = KEYS["RATHAUS_VAULT_KEY"]
    assert found().keys() == {"rathaus.missing_old_key"}
    assert former in found()["rathaus.missing_old_key"].msg


def test_whom_nobody_can_tell_of_a_hole_is_named(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    nobodys = {"contact": ["mailto:x@rathaus.example", "https://www.duisburg.de"], "policy": "https://example.org/x"}
    monkeypatch.setattr(city, "city", lambda: {"security": nobodys})
    messages = [message.msg for message in city.whoever_finds_a_hole_reaches_somebody()]
    assert [message.split()[2].rstrip(",") for message in messages] == [nobodys["contact"][0], nobodys["policy"]]
    assert found()["rathaus.security_contact"].level == WARNING


def test_a_city_that_cannot_be_read_is_named(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(city, "city", lambda: tomllib.loads("x ="))
    assert "city.toml can't be read" in found()["rathaus.city"].msg


def test_keys_that_lie_with_the_data_or_open_to_all_are_named(house: Settings) -> None:
    file = house.DATA_DIR / "vault.key"
    file.touch(mode=0o644)
    house.SECRET_FILES = {"RATHAUS_VAULT_KEY": file}
    (house.DATA_DIR / "keys").mkdir()
    assert found().keys() == {"rathaus.key_beside_data", "rathaus.key_for_all", "rathaus.keys_of_demo"}


def test_data_in_the_checkout_is_named(house: Settings) -> None:
    house.ROOT = house.DATA_DIR.parent
    assert found().keys() == {"rathaus.data_in_checkout"}


def test_a_certificate_that_does_not_fit_is_named_and_one_that_does_is_not(house: Settings) -> None:
    one, other = _made("one"), _made("other")
    house.SAML_METADATA = {"bundid": "<EntityDescriptor/>"}
    house.BUNDID_SERVICE = "BMI-1234"
    house.SAML_KEY, house.SAML_CERTIFICATE = one.key, one.certificate
    assert found() == {}
    house.SAML_CERTIFICATE = other.certificate
    assert found()["rathaus.saml_certificate"].msg == "RATHAUS_SAML_CERTIFICATE belongs to another key."


def test_a_weak_key_for_other_services_is_named_and_a_strong_one_is_not(house: Settings) -> None:
    weak = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    house.IDP_OIDC_PRIVATE_KEY = weak.decode()
    assert found().keys() == {"rathaus.rsa_key"}
    house.IDP_OIDC_PRIVATE_KEY = new_key()
    assert found() == {}


def test_migrations_that_are_outstanding_are_named(house: Settings) -> None:
    MigrationRecorder.Migration.objects.filter(app="ops", name="0003_unfinished_tasks").delete()
    assert found()["rathaus.migrations"].msg == "The database lacks 1 migrations of this version."


def test_a_database_that_is_away_is_named_without_what_it_says(house: Settings) -> None:
    with (
        patch.object(database, "MigrationExecutor", side_effect=DatabaseError("password geheim")),
        patch.object(database, "_version", side_effect=DatabaseError("password geheim")),
    ):
        (message,) = found().values()
    assert message.id == "rathaus.no_database"
    assert "geheim" not in str(message)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL")
def test_a_postgresql_that_is_old_hasty_or_far_away_is_named(house: Settings) -> None:
    with patch.object(database, "OLDEST", 99):
        assert found()["rathaus.old_postgresql"].msg.startswith("DATABASE_URL: PostgreSQL ")
    hasty = [message.msg for message in database.the_database_is_sound() if message.id == "rathaus.not_durable"]
    assert len(hasty) == 3
    for host in ("db.duisburg.de", "localhost.duisburg.de"):
        with patch.dict(house.DATABASES["default"], {"HOST": host}):
            assert found().keys() == {"rathaus.open_database"}
    with patch.dict(house.DATABASES["default"], {"HOST": "db.duisburg.de", "OPTIONS": {"sslmode": "verify-full"}}):
        assert found() == {}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="is about SQLite's file")
def test_sqlite_on_a_network_share_is_named(house: Settings) -> None:
    with patch("rathaus.entrances.ops.checks.files.kind_of_file_system", return_value="nfs4"):
        assert found().keys() == {"rathaus.sqlite_on_share"}


def test_the_kind_of_a_file_system_is_that_of_its_nearest_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/a / ext4 rw 0 0\nserver:/x /srv nfs4 rw 0 0\n/dev/b /srv/my\\040data ext4 rw 0 0\n")
    kinds = {place: kind_of_file_system(Path(place), mounts) for place in ("/var", "/srv/rathaus", "/srv/my data/x")}
    assert kinds == {"/var": "ext4", "/srv/rathaus": "nfs4", "/srv/my data/x": "ext4"}
    assert kind_of_file_system(Path("/var"), tmp_path / "none") == ""
