"""How the post stands is for administrators, and names no address."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from rathaus.foundation.notifications.actions import announce
from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.notifications.server import note_down

pytestmark = pytest.mark.django_db


def test_what_was_given_up_is_shown_and_tried_again(
    georg_client: Client, mailoutbox: list[EmailMessage], run_tasks: Callable[[], int]
) -> None:
    mail = announce("greta@post.example", "status", path="/status/")
    assert mail
    Mail.objects.update(state=Mail.State.FAILED, reason="SMTPDataError")
    page = georg_client.get("/arbeitsplatz/post/").content.decode()
    assert "SMTPDataError" in page
    assert "greta" not in page
    georg_client.post(f"/arbeitsplatz/post/{mail.pk}/noch-einmal/")
    run_tasks()
    assert "/status/" in mailoutbox[0].body
    assert georg_client.post(f"/arbeitsplatz/post/{mail.pk}/noch-einmal/").status_code == 404, "it is sent"


def test_a_mail_server_that_is_away_is_named(georg_client: Client) -> None:
    note_down(probing=False)
    announce("greta@post.example", "status")
    page = georg_client.get("/arbeitsplatz/post/").content.decode()
    assert "Der Mail-Server antwortet nicht" in page


def test_it_is_nobody_elses(anna_client: Client, clara_client: Client) -> None:
    for browser in (anna_client, clara_client):
        assert browser.get("/arbeitsplatz/post/").status_code == 404


def test_a_page_costs_few_queries(georg_client: Client, django_assert_max_num_queries: Callable) -> None:
    for number in range(60):
        announce(f"gast{number}@post.example", "status")
    Mail.objects.update(state=Mail.State.FAILED)
    with django_assert_max_num_queries(9):
        georg_client.get("/arbeitsplatz/post/")
