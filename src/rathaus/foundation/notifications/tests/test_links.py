"""Who wants no more such mails says so by one click, without signing in; nobody else can."""

import re
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications import stopping
from rathaus.foundation.notifications.actions import announce, choose, switch_on, tell
from rathaus.foundation.notifications.models import Choice, Group, Mode, Recipient

pytestmark = pytest.mark.django_db

GUEST = "greta@post.example"
Outbox = list[EmailMessage]


@pytest.fixture
def link(mailoutbox: Outbox, run_tasks: Callable[[], int]) -> str:
    """In a mail to a guest about an idea."""
    announce(GUEST, "idea", path="/ideen/1/")
    run_tasks()
    return path_in(mailoutbox.pop())


def path_in(mail: EmailMessage) -> str:
    found = re.search(r"https?://[^/]+(/benachrichtigungen/\S+/abbestellen/)", mail.body)
    assert found
    assert found[0] in mail.message()["List-Unsubscribe"]
    return found[1]


def test_a_program_switches_off_with_one_click(city: None, link: str, mailoutbox: Outbox) -> None:
    program = Client(enforce_csrf_checks=True)
    program.post(link, {"List-Unsubscribe": "One-Click"})
    assert announce(GUEST, "idea") is None
    assert announce(GUEST.upper(), "idea_comment") is None, "the same address, written otherwise"
    assert announce(GUEST, "status"), "another group"
    assert announce(GUEST, "idea_received"), "what she asked for herself"
    assert announce("hans@post.example", "idea"), "somebody else"


def test_looking_changes_nothing(city: None, client: Client, link: str) -> None:
    assert "Abbestellen" in client.get(link).content.decode()
    assert announce(GUEST, "idea")


def test_who_pressed_the_button_can_take_it_back(city: None, client: Client, link: str) -> None:
    page = client.post(link, follow=True).content.decode()
    assert "Doch wieder bekommen" in page
    client.post(link.replace("/abbestellen/", "/wieder/"))
    assert announce(GUEST, "idea")


def test_a_person_gets_back_what_she_had_chosen(city: None, anna: Person) -> None:
    choose(anna, {Group.IDEAS: (Mode.WEEKLY, True)}, "de", by=anna)
    recipient = Recipient.objects.get(person=anna)
    path = f"/benachrichtigungen/{stopping.token(recipient.pk, Group.IDEAS)}/abbestellen/"
    for _twice in range(2):
        Client().post(path)
    assert tell(anna, "idea") is None
    switch_on(recipient, Group.IDEAS)
    assert Choice.objects.get().mail == Mode.WEEKLY


def test_the_link_of_a_digest_switches_off_all_that_is_gathered(city: None, anna: Person) -> None:
    ways = {Group.IDEAS: (Mode.DAILY, True), Group.CASES: (Mode.AT_ONCE, True), Group.WORKSHOPS: (Mode.WEEKLY, True)}
    choose(anna, ways, "de", by=anna)
    recipient = Recipient.objects.get(person=anna)
    Client().post(f"/benachrichtigungen/{stopping.token(recipient.pk, 'digest')}/abbestellen/")
    assert dict(Choice.objects.values_list("group", "mail")) == {
        "ideas": "none",
        "cases": "at_once",
        "workshops": "none",
    }


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: "x" + t, lambda t: t.replace("ideas", "cases")])
def test_nobody_makes_up_a_link(city: None, client: Client, link: str, spoil: Callable[[str], str]) -> None:
    token = link.split("/")[2]
    assert client.get(f"/benachrichtigungen/{spoil(token)}/abbestellen/").status_code == 404
    assert client.post(f"/benachrichtigungen/{spoil(token)}/abbestellen/").status_code == 404
    assert not Choice.objects.exists()


def test_a_link_names_nobody_and_serves_for_nothing_else(city: None, link: str, settings: Settings) -> None:
    assert "greta" not in link
    token = link.split("/")[2]
    assert re.fullmatch(r"[0-9a-f-]{36}\.ideas\.[A-Za-z0-9_-]{43}", token)
    settings.SECRET_KEY = "another"
    with pytest.raises(Recipient.DoesNotExist):
        stopping.read(token)


def test_the_link_is_forgotten_with_the_account(city: None, anna: Person, client: Client) -> None:
    mail = tell(anna, "idea")
    assert mail
    path = stopping.link(mail).partition("//")[2].partition("/")[2]
    anna.delete()
    assert client.get(f"/{path}").status_code == 404
