"""What the codes of mail servers mean, and what follows for an address."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications.actions import announce, bounced, forget_old, switch_off, trust_again, try_again
from rathaus.foundation.notifications.bounces import reason_of
from rathaus.foundation.notifications.models import Mail, Recipient, Undelivered
from rathaus.foundation.notifications.reach import trouble_with, unreachable
from rathaus.foundation.notifications.tests.conftest import Later

pytestmark = pytest.mark.django_db

GUEST = "greta@post.example"


@pytest.fixture
def sent() -> Mail:
    mail = announce(GUEST, "status")
    assert mail
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT, sent_at=timezone.now())
    return mail


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("5.1.1", "unknown"),
        ("5.1.10", "unknown"),
        ("5.2.1", "closed"),
        ("5.2.2", "full"),
        ("5.7.1", "refused"),
        ("5.0.0", "refused"),
        ("4.4.7", "temporary"),
        ("4.2.2", "temporary"),
        ("", "refused"),
        ("5.9999999.1", "refused"),
    ],
)
def test_codes_have_a_meaning(status: str, reason: str) -> None:
    assert reason_of(status) == reason


def test_a_lasting_bounce_marks_mail_and_address(sent: Mail) -> None:
    bounced(sent.pk, "5.1.1")
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == (Mail.State.BOUNCED, "unknown")
    found = unreachable("  GRETA@post.example")
    assert found
    assert str(found.why) == "diese Adresse gibt es nicht"
    assert unreachable("hans@post.example") is None
    assert GUEST not in str(Undelivered.objects.values())


def test_a_passing_one_marks_the_mail_alone(sent: Mail) -> None:
    bounced(sent.pk, "4.4.7")
    sent.refresh_from_db()
    assert (sent.state, sent.reason, unreachable(GUEST)) == (Mail.State.BOUNCED, "temporary", None)


def test_a_mail_that_is_not_ours_or_came_back_before_changes_nothing(sent: Mail) -> None:
    assert bounced(uuid4(), "5.1.1") is None
    assert bounced(sent.pk, "5.1.1")
    assert bounced(sent.pk, "5.2.2") is None
    assert Undelivered.objects.get().reason == "unknown"


def test_a_later_mail_that_arrives_makes_it_good(sent: Mail, later: Later) -> None:
    bounced(sent.pk, "5.2.2")
    later(days=1)
    mail = announce(GUEST, "status")
    assert mail
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT, sent_at=timezone.now())
    later(days=4)
    forget_old()
    assert unreachable(GUEST), "it may still come back"
    later(days=2)
    forget_old()
    assert unreachable(GUEST) is None


def test_she_says_that_her_address_is_right(sent: Mail, anna: Person) -> None:
    bounced(sent.pk, "5.1.1")
    trust_again(GUEST, by=anna)
    assert unreachable(GUEST) is None


def test_a_mail_that_waits_for_long_is_worth_a_word(later: Later) -> None:
    announce(GUEST, "status")
    assert trouble_with(GUEST) is None
    later(hours=2)
    found = trouble_with(GUEST)
    assert found
    assert (found.why, unreachable(GUEST)) == ("", None)
    assert trouble_with("") is None


def test_after_thirty_days_nothing_is_left_of_a_mail_that_is_over(sent: Mail, later: Later) -> None:
    waiting = announce("hans@post.example", "status")
    later(days=29)
    assert forget_old() == 0
    later(days=2)
    assert forget_old() == 1
    assert Mail.objects.get() == waiting


def test_only_an_administrator_tries_again_what_was_given_up(sent: Mail, georg: Person, anna: Person) -> None:
    Mail.objects.update(state=Mail.State.FAILED, attempts=21)
    with pytest.raises(PermissionDenied):
        try_again(sent, by=anna)
    try_again(sent, by=georg)
    sent.refresh_from_db()
    assert (sent.state, sent.attempts) == (Mail.State.WAITING, 0)


def test_a_link_to_switch_off_serves_for_a_year_and_a_choice_for_ever(sent: Mail, later: Later) -> None:
    other = announce("hans@post.example", "idea")
    assert other
    switch_off(other.recipient, "ideas")
    Mail.objects.update(state=Mail.State.SENT)
    later(days=360)
    forget_old()
    assert Recipient.objects.count() == 2
    later(days=10)
    forget_old()
    assert Recipient.objects.get() == other.recipient
