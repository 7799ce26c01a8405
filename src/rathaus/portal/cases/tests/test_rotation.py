"""Cases while the master key changes, and in backups from before."""

from collections.abc import Iterator

import pytest
from django.core import serializers
from pytest_django import Settings

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.vault.actions import rotate
from rathaus.foundation.vault.indexing import index_key
from rathaus.foundation.vault.models import Key
from rathaus.foundation.vault.sealing import Broken
from rathaus.portal.applications.models import Application
from rathaus.portal.cases import actions
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.tests.town import Apply, a_pdf, signed_in

pytestmark = pytest.mark.django_db
SEARCH = "/arbeitsplatz/suche/"


@pytest.fixture(autouse=True)
def _no_process_remembers() -> Iterator[None]:
    index_key.cache_clear()
    yield
    index_key.cache_clear()


def change_master(settings: Settings) -> None:
    settings.VAULT_KEY, settings.VAULT_OLD_KEYS = "next month's", [settings.VAULT_KEY]
    index_key.cache_clear()
    list(rotate())
    settings.VAULT_OLD_KEYS = []
    index_key.cache_clear()


def test_the_desk_finds_a_name_before_and_after(apply: Apply, clara: Person, settings: Settings) -> None:
    case = apply(None, given="Gülşah", family="Yıldız-Müller")
    desk = signed_in(clara)
    before = desk.post(SEARCH, {"q": "mueller"}).content.decode()
    change_master(settings)
    after = desk.post(SEARCH, {"q": "mueller"}).content.decode()
    assert case.reference in before
    assert case.reference in after
    assert "Gülşah" in desk.get(case.desk_url).content.decode()
    assert case.reference not in desk.post(SEARCH, {"q": "schmidt"}).content.decode()


def test_a_backup_from_before_opens_neither_answers_nor_files_nor_messages(
    apply: Apply, anna: Person, clara: Person, settings: Settings
) -> None:
    case = actions.take(apply(anna, foto=a_pdf()), by=clara)
    kinds = (Key, Thread, Message, Application, StoredFile)
    backup = [serializers.serialize("json", kind.objects.all()) for kind in kinds]
    sealed = {file.pk: file.path.read_bytes() for file in StoredFile.objects.all()}
    change_master(settings)
    assert Case.objects.get(pk=case.pk).application.answers["gross"] is True
    # The city restores what it had before: rows and files as they were, under the master key of today.
    for rows in backup:
        for row in serializers.deserialize("json", rows):
            row.save()
    for file in StoredFile.objects.all():
        file.path.write_bytes(sealed[file.pk])
        with pytest.raises(Broken):
            file.read()
    with pytest.raises(Broken):
        _ = Application.objects.get().answers
    for message in Message.objects.all():
        with pytest.raises(Broken):
            _ = message.body
