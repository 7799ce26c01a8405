"""What is sealed can only be opened with its own key, under its own label."""

import pytest

from rathaus.foundation.vault import sealing
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.models import Key

pytestmark = pytest.mark.django_db


def test_what_was_sealed_opens_again() -> None:
    key = create_key()
    sealed = key.seal_json({"name": "Anna Kowalski"}, "draft:1")
    assert b"Kowalski" not in sealed
    assert Key.objects.get(pk=key.pk).open_json(sealed, "draft:1") == {"name": "Anna Kowalski"}


def test_another_label_another_key_or_a_flipped_bit_does_not_open() -> None:
    key, other = create_key(), create_key()
    sealed = key.seal(b"x", "draft:1")
    flipped = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for broken_key, content, label in [(key, sealed, "draft:2"), (other, sealed, "draft:1"), (key, flipped, "draft:1")]:
        with pytest.raises(sealing.Broken):
            broken_key.open(content, label)


def test_keys_rest_wrapped_and_a_swapped_key_is_noticed() -> None:
    key, other = create_key(), create_key()
    Key.objects.filter(pk=key.pk).update(wrapped=other.wrapped)
    with pytest.raises(sealing.Broken):
        Key.objects.get(pk=key.pk).seal(b"x", "a")
