"""The master key can be changed while the house runs; what rests under a destroyed one is gone for good."""

import hashlib
import hmac
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from rathaus.foundation.vault import actions, sealing
from rathaus.foundation.vault.actions import create_key, masters, rotate, unopenable
from rathaus.foundation.vault.indexing import blind_index, index_key
from rathaus.foundation.vault.models import IndexKey, Key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_process_remembers() -> Iterator[None]:
    index_key.cache_clear()
    yield
    index_key.cache_clear()


def new_master(settings: Settings, *, keep_old: bool = True) -> None:
    settings.VAULT_OLD_KEYS = [settings.VAULT_KEY] if keep_old else []
    settings.VAULT_KEY = "the master key of next month"
    index_key.cache_clear()


def as_read_again(key: Key) -> Key:
    return Key.objects.get(pk=key.pk)


def test_during_a_rotation_both_master_keys_open(settings: Settings) -> None:
    before = create_key()
    sealed = before.seal(b"Bruno", "a")
    new_master(settings)
    after = create_key()
    assert as_read_again(before).open(sealed, "a") == b"Bruno"
    assert {as_read_again(key).master for key in (before, after)} == set(masters())


def test_after_it_the_old_one_is_not_needed(settings: Settings) -> None:
    key = create_key()
    sealed = key.seal(b"Bruno", "a")
    new_master(settings)
    call_command("rotate_keys", stdout=StringIO())
    settings.VAULT_OLD_KEYS = []
    assert as_read_again(key).open(sealed, "a") == b"Bruno"
    assert set(masters()) == {sealing.master_name()}
    assert not list(unopenable())


def test_it_can_be_stopped_and_goes_on_where_it_was(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    index_key()
    for _ in range(5):
        create_key()
    new_master(settings)
    started = rotate()
    assert (next(started), next(started)) == (1, 2)
    started.close()
    assert Key.objects.filter(master=sealing.master_name()).count() == 2
    assert list(rotate()) == [2, 1]
    assert list(rotate()) == []


def test_names_and_codes_are_found_as_before(settings: Settings) -> None:
    before = blind_index("Kowalski", "case name")
    new_master(settings)
    assert blind_index("Kowalski", "case name") == before
    list(rotate())
    settings.VAULT_OLD_KEYS = []
    index_key.cache_clear()
    assert blind_index("Kowalski", "case name") == before


def test_what_was_indexed_before_there_was_an_index_key_is_still_found(settings: Settings) -> None:
    former = hashlib.sha256(b"rathaus index " + settings.VAULT_KEY.encode()).digest()
    assert blind_index("Anna", "name") == hmac.new(former, b"name\0anna", hashlib.sha256).hexdigest()


def test_a_missing_old_key_is_said_and_nothing_is_harmed(settings: Settings) -> None:
    key = create_key()
    old = settings.VAULT_KEY
    new_master(settings, keep_old=False)
    with pytest.raises(CommandError, match="RATHAUS_VAULT_OLD_KEYS"):
        call_command("rotate_keys", stdout=StringIO())
    with pytest.raises(CommandError, match="can't be opened"):
        call_command("rotate_keys", "--verify", stdout=StringIO())
    settings.VAULT_OLD_KEYS = [old]
    with pytest.raises(CommandError, match="still needed"):
        call_command("rotate_keys", "--verify", stdout=StringIO())
    call_command("rotate_keys", stdout=StringIO())
    call_command("rotate_keys", "--verify", stdout=StringIO())
    assert len(as_read_again(key).plain) == 32


def test_a_backup_from_before_the_rotation_opens_nothing_once_the_old_key_is_destroyed(
    settings: Settings,
) -> None:
    erased, kept = create_key(), create_key()
    sealed = erased.seal(b"Bruno", "a")
    backup = list(Key.objects.values("id", "wrapped", "master"))
    name = erased.pk
    erased.delete()

    def restored() -> Key:
        Key.objects.all().delete()
        Key.objects.bulk_create(Key(**row) for row in backup)
        return Key.objects.get(pk=name)

    # Honest: as long as the master key of the backup is at hand, what was deleted since comes back with the backup.
    assert restored().open(sealed, "a") == b"Bruno"
    Key.objects.filter(pk=name).delete()
    new_master(settings)
    list(rotate())
    assert len(as_read_again(kept).plain) == 32
    settings.VAULT_OLD_KEYS = []
    with pytest.raises(sealing.Broken, match="not at hand"):
        restored().open(sealed, "a")


def test_the_blind_index_is_equal_for_equal_names_only() -> None:
    assert blind_index("Anna", "name") == blind_index(" ANNA ", "name")
    assert blind_index("Anna", "name") != blind_index("Anna", "code")
    assert blind_index("Anna", "name") != blind_index("Hanna", "name")
    assert IndexKey.objects.count() == 1
