"""What the worker missed is made good, and nothing twice."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications.actions import announce, choose, tell
from rathaus.foundation.notifications.actions.catching_up import catch_up
from rathaus.foundation.notifications.models import Group, Mode
from rathaus.foundation.notifications.server import note_down
from rathaus.foundation.notifications.tests.conftest import Later

pytestmark = pytest.mark.django_db

Outbox = list[EmailMessage]


def test_mails_and_digests_whose_tasks_are_lost_go_out_once(
    anna: Person, later: Later, mailoutbox: Outbox, run_tasks: Callable[[], int]
) -> None:
    choose(anna, {Group.IDEAS: (Mode.DAILY, True)}, "de", by=anna)
    tell(anna, "idea")
    tell(anna, "question")
    DBTaskResult.objects.all().delete()
    assert catch_up() == 0, "it is not late yet"
    later(days=1)
    call_command("mail_due")
    catch_up()
    run_tasks()
    assert len(mailoutbox) == 2


def test_a_probe_that_is_lost_is_made_again(later: Later, mailoutbox: Outbox, run_tasks: Callable[[], int]) -> None:
    announce("greta@post.example", "status")
    note_down(probing=False)
    DBTaskResult.objects.all().delete()
    later(hours=2)
    catch_up()
    run_tasks()
    assert len(mailoutbox) == 1
