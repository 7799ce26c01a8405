"""A real mail server that refuses, drops, is slow or away: nothing is lost, nothing comes twice, nobody is flooded."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from rathaus.foundation.accounts import mailing
from rathaus.foundation.accounts.mailing import Outcome
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications import delivery, server
from rathaus.foundation.notifications.actions import announce, tell
from rathaus.foundation.notifications.actions.noticing import note_away
from rathaus.foundation.notifications.delivery import LEASE, PAUSES, attempt, take
from rathaus.foundation.notifications.models import Mail, Undelivered
from rathaus.foundation.notifications.models import MailServer as Row
from rathaus.foundation.notifications.tests.conftest import Later, MailServer

pytestmark = pytest.mark.django_db

GUEST = "greta@post.example"
Run = Callable[[], int]


def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for state in Mail.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def a_day_passes(later: Later, run_tasks: Run) -> None:
    for _quarter in range(24 * 4):
        later(minutes=15, seconds=1)
        run_tasks()


def test_a_mail_goes_out_over_smtp(mail_server: MailServer, run_tasks: Run) -> None:
    mail = announce(GUEST, "status")
    run_tasks()
    assert mail
    (sent,) = mail_server.taken
    assert str(mail.id) in sent["Message-ID"]
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_after_a_day_without_mail_server_each_gets_one_mail_for_each_group(
    mail_server: MailServer, later: Later, run_tasks: Run, anna: Person, bernd: Person
) -> None:
    mail_server.stop()
    news = [
        *[tell(anna, kind) for kind in ("receipt", "message", "question", "message")],
        *[tell(anna, "idea", path=f"/ideen/{number}/") for number in range(1, 21)],
        tell(bernd, "idea", path="/ideen/1/"),
        announce(GUEST, "status", path="/status/"),
        announce(GUEST, "status", path="/status/"),
    ]
    a_day_passes(later, run_tasks)
    assert states() == {"waiting": 4, "joined": 23}
    mail_server.start()
    later(minutes=16)
    run_tasks()
    later(minutes=1)
    run_tasks()
    assert states() == {"sent": 4, "joined": 23}
    assert sorted(sent["To"] for sent in mail_server.taken) == sorted([anna.email, anna.email, bernd.email, GUEST])
    assert Mail.objects.filter(state="sent").count() + sum(Mail.objects.values_list("holds", flat=True)) == len(news)
    assert not Row.objects.filter(down_since__isnull=False).exists()
    assert later(days=3) is None
    run_tasks()
    assert len(mail_server.taken) == 4


def test_the_mail_that_speaks_for_many_counts_them_says_what_is_urgent_and_leads_there(
    mail_server: MailServer, later: Later, run_tasks: Run, anna: Person
) -> None:
    mail_server.stop()
    for kind in ("message", "question", "message"):
        tell(anna, kind)
    for number in (1, 2):
        tell(anna, "idea", path=f"/ideen/{number}/")
    run_tasks()
    mail_server.start()
    later(minutes=2)
    run_tasks()
    later(minutes=1)
    run_tasks()
    texts = {sent.get_content() for sent in mail_server.taken}
    of_cases = next(text for text in texts if "Ihre Anträge: 3" in text)
    of_ideas = next(text for text in texts if "denen Sie folgen: 2" in text)
    assert "/mein/postfach/" in of_cases
    assert "Es kann eine Frist laufen." in of_cases
    assert [line[-9:] for line in of_ideas.splitlines() if "/ideen/" in line] == ["/ideen/1/", "/ideen/2/"]
    assert {sent["Subject"] for sent in mail_server.taken} == {"Mehrere neue Nachrichten"}


def test_a_link_of_her_own_is_never_swallowed_by_another_mail(
    mail_server: MailServer, later: Later, run_tasks: Run
) -> None:
    mail_server.stop()
    for code in ("EINS", "ZWEI"):
        announce(GUEST, "idea_received", path=f"/ideen/anspruch/{code}/")
    run_tasks()
    mail_server.start()
    later(minutes=2)
    run_tasks()
    later(minutes=1)
    run_tasks()
    texts = "".join(sent.get_content() for sent in mail_server.taken)
    assert ("/EINS/" in texts, "/ZWEI/" in texts) == (True, True)


def test_a_reminder_whose_day_has_passed_is_not_sent(mail_server: MailServer, later: Later, run_tasks: Run) -> None:
    mail_server.stop()
    mail = announce(GUEST, "workshop_reminder", good_until=timezone.now() + timedelta(hours=2))
    run_tasks()
    a_day_passes(later, run_tasks)
    mail_server.start()
    later(minutes=16)
    run_tasks()
    assert mail
    mail.refresh_from_db()
    assert (mail.state, mail.context, mail_server.taken) == (Mail.State.SUPERSEDED, {}, [])


def test_while_the_server_is_away_one_mail_tries_for_all(
    mail_server: MailServer, later: Later, run_tasks: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[float] = []
    mail_server.stop()
    open_line = delivery.get_connection
    monkeypatch.setattr(delivery, "get_connection", lambda: tried.append(1) or open_line())
    for number in range(50):
        announce(f"gast{number}@post.example", "status")
    run_tasks()
    assert len(tried) == 1
    later(minutes=1, seconds=1)
    run_tasks()
    later(minutes=2, seconds=1)
    run_tasks()
    assert len(tried) == 3
    assert Mail.objects.filter(attempts=0).count() == 50, "nothing was said of these mails"
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_a_line_that_breaks_after_the_mail_was_taken_sends_it_again_under_the_same_message_id(
    mail_server: MailServer, later: Later, run_tasks: Run
) -> None:
    mail_server.mood = "drops"
    announce(GUEST, "status")
    run_tasks()
    mail_server.mood = "kind"
    later(minutes=2)
    run_tasks()
    later(minutes=10)
    run_tasks()
    assert states() == {"sent": 1}
    assert len({sent["Message-ID"] for sent in mail_server.taken}) == 1
    assert len(mail_server.taken) == 2


def test_a_server_that_is_too_slow_is_as_good_as_away(mail_server: MailServer, later: Later, run_tasks: Run) -> None:
    mail_server.mood = "slow"
    announce(GUEST, "status")
    run_tasks()
    assert (states(), server.is_down()) == ({"waiting": 1}, True)


def test_a_server_that_is_going_down_is_away(mail_server: MailServer, run_tasks: Run) -> None:
    mail_server.mood = "closing"
    announce(GUEST, "status")
    announce("hans@post.example", "status")
    run_tasks()
    assert (states(), server.is_down(), mail_server.tried) == ({"waiting": 2}, True, 1)


def test_who_is_asked_to_come_back_later_does_so_for_three_days(
    mail_server: MailServer, later: Later, run_tasks: Run
) -> None:
    mail_server.mood = "greylisting"
    mail = announce(GUEST, "status")
    run_tasks()
    assert mail
    assert (states(), server.is_down()) == ({"waiting": 1}, False)
    later(seconds=61)
    mail_server.mood = "kind"
    run_tasks()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, len(mail_server.taken)) == (Mail.State.SENT, 2, 1)


def test_after_the_last_attempt_the_mail_is_given_up(mail_server: MailServer) -> None:
    mail_server.mood = "greylisting"
    mail = announce(GUEST, "status")
    assert mail
    Mail.objects.update(attempts=len(PAUSES))
    assert attempt(str(mail.id)) == delivery.NOTHING
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (Mail.State.FAILED, "SMTPRecipientsRefused")


def test_an_address_that_does_not_exist_is_noticed_while_sending(mail_server: MailServer, run_tasks: Run) -> None:
    mail_server.mood = "no such user"
    announce(GUEST, "status")
    run_tasks()
    assert (states(), server.is_down()) == ({"bounced": 1}, False)
    assert Mail.objects.get().reason == Undelivered.objects.get().reason == "unknown"


def test_an_answer_that_smtp_does_not_know_is_no_verdict(mail_server: MailServer, run_tasks: Run) -> None:
    mail_server.mood = "confused"
    announce(GUEST, "status")
    run_tasks()
    assert (states(), Undelivered.objects.exists()) == ({"waiting": 1}, False)


def test_a_text_that_is_refused_is_not_the_fault_of_the_address(mail_server: MailServer, run_tasks: Run) -> None:
    mail_server.mood = "spam"
    announce(GUEST, "status")
    run_tasks()
    assert (states(), Undelivered.objects.exists()) == ({"failed": 1}, False)


def test_the_pauses_grow_to_about_three_days() -> None:
    assert sorted(PAUSES) == PAUSES
    assert timedelta(days=2.5) < sum(PAUSES, timedelta()) < timedelta(days=4)


def test_two_workers_never_send_one_mail_at_the_same_time(mail_server: MailServer) -> None:
    mail = announce(GUEST, "status")
    assert mail
    assert take(str(mail.id)), "the first has it"
    after = attempt(str(mail.id))
    assert after.mail
    assert LEASE - timedelta(seconds=5) < after.mail <= LEASE, "the second looks later whether the first has died"
    assert mail_server.taken == []


def test_what_a_dead_process_had_is_sent_by_another(mail_server: MailServer, later: Later) -> None:
    mail = announce(GUEST, "status")
    assert mail
    take(str(mail.id))
    later(seconds=LEASE.total_seconds() + 1)
    attempt(str(mail.id))
    assert (states(), len(mail_server.taken)) == ({"sent": 1}, 1)


def test_delivering_twice_sends_once(mail_server: MailServer, run_tasks: Run) -> None:
    mail = announce(GUEST, "status")
    run_tasks()
    assert mail
    assert attempt(str(mail.id)) == delivery.NOTHING
    assert len(mail_server.taken) == 1


def test_a_failed_sending_leaves_no_address_in_the_log(
    mail_server: MailServer, run_tasks: Run, caplog: pytest.LogCaptureFixture
) -> None:
    for mail_server.mood in ("no such user", "greylisting", "spam", "drops"):
        announce(GUEST, "status")
        run_tasks()
    assert "was refused" in caplog.text
    assert "post.example" not in caplog.text


def test_where_a_page_finds_it_away_the_worker_looks_until_it_is_back(
    mail_server: MailServer, later: Later, run_tasks: Run
) -> None:
    mail_server.stop()
    note_away(Outcome.REFUSED)
    assert not server.is_down()
    for _page in range(3):
        note_away(Outcome.AWAY)
    assert server.is_down()
    assert DBTaskResult.objects.count() == 1
    later(minutes=1, seconds=1)
    run_tasks()
    assert server.is_down()
    mail_server.start()
    later(minutes=2, seconds=1)
    run_tasks()
    assert not server.is_down()
    assert DBTaskResult.objects.ready().count() == 0


def test_pages_tell_the_worker() -> None:
    assert note_away in mailing._receivers
