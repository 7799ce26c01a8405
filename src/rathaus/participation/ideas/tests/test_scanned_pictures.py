"""Pictures of ideas appear once they were scanned, and never where something was found."""

from collections.abc import Callable

import pytest
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.kept import current_version
from rathaus.foundation.documents.uploads import Inspected
from rathaus.foundation.inbox.models import Message
from rathaus.foundation.notifications.models import Mail
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.tests.desk import desk
from rathaus.participation.ideas.tests.sent import sent
from tests.scanner import EICAR, FakeClamd

pytestmark = pytest.mark.django_db
RunTasks = Callable[[], int]
PNG = b"\x89PNG\r\n\x1a\nnot really"


def with_picture(content: bytes, by: Person | str = "guest", **more: str) -> Idea:
    return sent(by=by, files=(Inspected("brunnen.png", "image/png", content),), **more)


def page(client: Client, idea: Idea) -> str:
    return client.get(idea.get_absolute_url()).content.decode()


def file_of(idea: Idea) -> str:
    return f"{idea.get_absolute_url()}datei/{idea.attachments.get().file_id}/"


def test_a_picture_appears_once_it_was_scanned(client: Client, clamd: FakeClamd, run_tasks: RunTasks) -> None:
    idea = with_picture(PNG)
    assert file_of(idea) not in page(client, idea)
    assert "Wird auf Schadsoftware geprüft" in page(client, idea)
    assert client.get(file_of(idea)).status_code == 404
    before = current_version()
    run_tasks()
    assert current_version() > before, "the kept page is made anew"
    assert f'src="{file_of(idea)}"' in page(client, idea)
    assert client.get(file_of(idea)).content == PNG


def test_an_infected_one_never_does_and_its_author_hears_of_it(
    client: Client, clamd: FakeClamd, anna: Person, lena_client: Client, run_tasks: RunTasks
) -> None:
    idea = with_picture(PNG + EICAR, by=anna)
    run_tasks()
    for shown in (page(client, idea), lena_client.get(desk(idea)).content.decode()):
        assert "Gesperrt, enthält vermutlich Schadsoftware" in shown
        assert str(idea.attachments.get().file_id) not in shown
    for browser in (client, lena_client):
        assert browser.get(file_of(idea)).status_code == 404
    assert lena_client.get(desk(idea, f"datei/{idea.attachments.get().file_id}/")).status_code == 404
    [letter] = Message.objects.filter(thread__person=anna)
    assert "brunnen.png" in letter.body
    assert Mail.objects.filter(kind="idea", recipient__person=anna).count() == 1


def test_an_author_without_account_hears_that_something_happened(clamd: FakeClamd, run_tasks: RunTasks) -> None:
    with_picture(PNG + EICAR, contact="gast@rathaus.example")
    run_tasks()
    assert Mail.objects.filter(kind="idea", to="gast@rathaus.example").count() == 1
