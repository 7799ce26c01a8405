"""Over a database that another vault key sealed, nothing of production starts; and nothing else keeps it from that."""

import subprocess
import sys

import pytest

from rathaus.entrances.ops.tests.houses import *  # noqa: F403
from rathaus.entrances.ops.tests.houses import House

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
ANOTHER = "the-key-of-another-house-kept-by-nobody"
PRODUCTION = {"RATHAUS_MODE": "production", "RATHAUS_SECRET_KEY": "0123456789abcdef" * 4}
SEAL = "from rathaus.foundation.vault.actions import create_key; create_key()"
WEB = "import rathaus.config.wsgi; print('started')"


@pytest.fixture
def sealed_house(house: House) -> House:
    """In which something rests under its key, and static files have their folder."""
    house.python(SEAL)
    (house.folder / "static").mkdir()
    return house


def web(house: House, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Started as production, and left again."""
    return subprocess.run(
        [sys.executable, "-c", WEB],
        env=house.environment | PRODUCTION | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_with_another_key_neither_web_nor_worker_nor_mailbox_starts(sealed_house: House) -> None:
    changed = PRODUCTION | {"RATHAUS_VAULT_KEY": ANOTHER, "IMAP_URL": "imap://a:b@127.0.0.1:1/INBOX"}
    for said in (
        web(sealed_house, RATHAUS_VAULT_KEY=ANOTHER),
        sealed_house.rathaus("worker", **changed),
        sealed_house.rathaus("fetch-mail", **changed),
    ):
        assert said.returncode == 1
        assert said.stdout == ""
        assert said.stderr.startswith("RATHAUS_VAULT_KEY is not the key under which this database was sealed")
        assert len(said.stderr.splitlines()) == 1


def test_with_its_own_key_the_web_server_starts(sealed_house: House) -> None:
    assert web(sealed_house).stdout == "started\n"


def test_it_starts_over_a_database_without_tables_or_one_that_is_away(empty_house: House) -> None:
    assert web(empty_house).stdout == "started\n"
    empty_house.database = "postgresql://rathaus@127.0.0.1:1/rathaus"
    assert web(empty_house).stdout == "started\n"
