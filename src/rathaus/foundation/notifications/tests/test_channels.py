"""News reach a person as she chose: at once, gathered, or not; what may have a deadline always does."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications import digests
from rathaus.foundation.notifications.actions import choose, tell
from rathaus.foundation.notifications.models import Choice, Group, Mail, Mode
from rathaus.foundation.notifications.tests.conftest import Later, MailServer
from tests.clock import Travel

pytestmark = pytest.mark.django_db

Outbox = list[EmailMessage]
Run = Callable[[], int]
BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY, WEDNESDAY, NEXT_MONDAY = date(2026, 3, 24), date(2026, 3, 25), date(2026, 3, 30)


def wants(person: Person, mode: Mode, language: str = "de") -> None:
    choose(person, dict.fromkeys(Group, (mode, True)), language, by=person)


def test_by_default_mails_come_at_once(anna: Person, mailoutbox: Outbox, run_tasks: Run) -> None:
    tell(anna, "idea", path="/ideen/1/")
    run_tasks()
    assert [sent.to for sent in mailoutbox] == [[anna.email]]


def test_who_wants_none_gets_none_but_what_may_have_a_deadline(
    anna: Person, mailoutbox: Outbox, run_tasks: Run
) -> None:
    wants(anna, Mode.NONE)
    assert tell(anna, "message") is None
    assert tell(anna, "idea") is None
    tell(anna, "question")
    tell(anna, "notice")
    tell(anna, "workshop_cancelled")
    run_tasks()
    assert len(mailoutbox) == 3


def test_who_has_no_address_or_no_access_gets_no_mail(anna: Person, bernd: Person) -> None:
    anna.email = None
    bernd.is_active = False
    assert (tell(anna, "question"), tell(bernd, "question")) == (None, None)
    assert not Mail.objects.exists()


def test_mails_speak_her_language(anna: Person, mailoutbox: Outbox, run_tasks: Run) -> None:
    wants(anna, Mode.AT_ONCE, "en")
    tell(anna, "receipt")
    run_tasks()
    assert "Guten Tag" not in mailoutbox[0].body


def test_a_daily_digest_counts_and_leads_but_does_not_tell(
    anna: Person, mailoutbox: Outbox, run_tasks: Run, travel_to: Travel
) -> None:
    travel_to(TUESDAY)
    wants(anna, Mode.DAILY)
    for number in (1, 2, 2):
        tell(anna, "idea_comment", path=f"/ideen/{number}/")
    tell(anna, "workshop_seat", path="/workshops/platz/7K4M-2Q9X-E/")
    run_tasks()
    assert mailoutbox == []
    travel_to(WEDNESDAY)
    run_tasks()
    (sent,) = mailoutbox
    assert "Ihre Ideen und Ideen, denen Sie folgen: 3" in sent.body
    assert "Workshops: 1" in sent.body
    assert [line[-9:] for line in sent.body.splitlines() if "/ideen/" in line] == ["/ideen/1/", "/ideen/2/"]
    assert "Kommentar" not in sent.subject + sent.body
    assert "/abbestellen/" in sent.message()["List-Unsubscribe"]


def test_each_item_is_in_exactly_one_digest(
    anna: Person, mailoutbox: Outbox, run_tasks: Run, travel_to: Travel
) -> None:
    travel_to(TUESDAY)
    wants(anna, Mode.DAILY)
    tell(anna, "idea")
    travel_to(WEDNESDAY)
    run_tasks()
    tell(anna, "idea")
    assert digests.make(str(Mail.objects.filter(kind="digest").get().recipient_id)) is None, "the new one is not due"
    for day in (26, 27, 28):
        travel_to(date(2026, 3, day))
        run_tasks()
    assert len(mailoutbox) == 2
    assert sorted(Mail.objects.values_list("kind", "state")) == [
        *(("digest", "sent"), ("digest", "sent")),
        *(("idea", "joined"), ("idea", "joined")),
    ]
    assert Mail.objects.filter(kind="idea").values("joined_into").distinct().count() == 2


def test_many_items_make_one_task_and_one_mail(
    anna: Person, mailoutbox: Outbox, run_tasks: Run, travel_to: Travel
) -> None:
    travel_to(TUESDAY)
    wants(anna, Mode.WEEKLY)
    for number in range(10):
        tell(anna, "idea", path=f"/ideen/{number}/")
    for day in range(25, 30):
        travel_to(date(2026, 3, day))
        run_tasks()
    assert mailoutbox == []
    travel_to(NEXT_MONDAY)
    assert run_tasks() == 2, "one makes the digest, one sends it"
    assert len(mailoutbox) == 1
    assert "/mein/ideen/" in mailoutbox[0].body
    assert "/ideen/7/" not in mailoutbox[0].body


def test_an_empty_digest_is_never_sent(anna: Person, mailoutbox: Outbox, run_tasks: Run, travel_to: Travel) -> None:
    travel_to(TUESDAY)
    wants(anna, Mode.DAILY)
    tell(anna, "message")
    tell(anna, "idea")
    wants(anna, Mode.NONE)
    travel_to(WEDNESDAY)
    run_tasks()
    assert mailoutbox == []
    assert set(Mail.objects.values_list("state", flat=True)) == {"superseded"}


def test_who_has_opened_all_messages_hears_no_more_of_them(
    anna: Person, mailoutbox: Outbox, run_tasks: Run, travel_to: Travel
) -> None:
    travel_to(TUESDAY)
    wants(anna, Mode.DAILY)
    tell(anna, "message")
    travel_to(WEDNESDAY)
    run_tasks()
    assert mailoutbox == [], "nothing in her inbox is unopened"


@pytest.mark.parametrize(
    ("mode", "now", "then"),
    [
        (Mode.DAILY, (2026, 3, 24, 6, 59), (2026, 3, 24, 7, 0)),
        (Mode.DAILY, (2026, 3, 24, 7, 0), (2026, 3, 25, 7, 0)),
        # The night without two o'clock, and the one with two of them.
        (Mode.DAILY, (2026, 3, 28, 12, 0), (2026, 3, 29, 7, 0)),
        (Mode.DAILY, (2026, 10, 24, 12, 0), (2026, 10, 25, 7, 0)),
        (Mode.WEEKLY, (2026, 3, 24, 12, 0), (2026, 3, 30, 7, 0)),
        (Mode.WEEKLY, (2026, 10, 20, 12, 0), (2026, 10, 26, 7, 0)),
        (Mode.WEEKLY, (2026, 3, 30, 6, 59), (2026, 3, 30, 7, 0)),
        (Mode.WEEKLY, (2026, 3, 30, 7, 0), (2026, 4, 6, 7, 0)),
    ],
)
def test_digests_come_at_seven_by_the_citys_clock(mode: Mode, now: tuple[int, ...], then: tuple[int, ...]) -> None:
    moment = digests.next_moment(mode, datetime(*now, tzinfo=BERLIN).astimezone(UTC))
    assert moment == datetime(*then, tzinfo=BERLIN)


def test_two_workers_make_one_digest(anna: Person, travel_to: Travel) -> None:
    travel_to(TUESDAY)
    wants(anna, Mode.DAILY)
    mail = tell(anna, "idea")
    travel_to(WEDNESDAY)
    assert mail
    made = [digests.make(str(mail.recipient_id)) for _worker in range(2)]
    assert [bool(one) for one in made] == [True, False]


def test_digests_that_the_mail_server_was_away_for_become_one(
    anna: Person, mail_server: MailServer, later: Later, run_tasks: Run
) -> None:
    wants(anna, Mode.DAILY)
    mail_server.stop()
    for _day in range(3):
        tell(anna, "idea", path="/ideen/1/")
        later(days=1)
        run_tasks()
    mail_server.start()
    later(minutes=20)
    run_tasks()
    later(minutes=1)
    run_tasks()
    (sent,) = mail_server.taken
    assert "denen Sie folgen: 3" in sent.get_content()


def test_who_switches_to_at_once_still_gets_what_was_gathered(
    anna: Person, mailoutbox: Outbox, run_tasks: Run, travel_to: Travel
) -> None:
    travel_to(TUESDAY)
    wants(anna, Mode.DAILY)
    tell(anna, "idea")
    wants(anna, Mode.AT_ONCE)
    travel_to(WEDNESDAY)
    run_tasks()
    assert len(mailoutbox) == 1


def test_nobody_chooses_for_somebody_else(anna: Person, bernd: Person) -> None:
    with pytest.raises(PermissionDenied):
        choose(anna, {Group.IDEAS: (Mode.NONE, False)}, "de", by=bernd)
    assert not Choice.objects.exists()
