"""She chooses how news reach her, and on which devices; and hears when mails do not arrive."""

import base64
import os
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications.actions import bounced, tell
from rathaus.foundation.notifications.models import Choice, Device, Mail

pytestmark = pytest.mark.django_db

PLACE = "/mein/benachrichtigungen/"
CHOSEN = {
    "mail_cases": "at_once",
    "push_cases": "on",
    "mail_ideas": "weekly",
    "mail_workshops": "none",
    "push_workshops": "on",
    "language": "en",
}


def text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@pytest.fixture
def subscription() -> dict[str, str]:
    """What a browser's script sends."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return {
        "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "p256dh": text(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)),
        "auth": text(os.urandom(16)),
    }


def test_what_she_chose_is_kept_and_shown(anna_client: Client, anna: Person) -> None:
    answer = anna_client.post(PLACE, CHOSEN, follow=True)
    assert "Saved" in answer.content.decode() or "Gespeichert" in answer.content.decode()
    assert set(Choice.objects.values_list("group", "mail", "push")) == {
        ("cases", "at_once", True),
        ("ideas", "weekly", False),
        ("workshops", "none", True),
    }
    anna.refresh_from_db()
    assert anna.language == "en"
    assert '<option value="weekly" selected>' in anna_client.get(PLACE).content.decode()


@pytest.mark.parametrize("wrong", [{"mail_ideas": "always"}, {"language": "xx"}, {"mail_cases": ""}])
def test_a_wrong_choice_changes_nothing_and_keeps_the_rest(anna_client: Client, wrong: dict[str, str]) -> None:
    answer = anna_client.post(PLACE, CHOSEN | wrong)
    assert answer.status_code == 422
    assert not Choice.objects.exists()
    assert '<option value="none" selected>' in answer.content.decode()


def test_the_committee_is_a_matter_of_those_who_sit_on_it(anna_client: Client) -> None:
    assert "Lenkungskreis" not in anna_client.get(PLACE).content.decode().partition("<form")[2].partition("</form>")[0]
    anna_client.post(PLACE, CHOSEN | {"mail_committee": "none"})
    assert not Choice.objects.filter(group="committee").exists()


def test_the_page_says_what_always_comes_and_what_scripts_are_for(anna_client: Client) -> None:
    page = anna_client.get(PLACE).content.decode()
    assert "melden wir immer sofort" in page
    assert "Nötig sind JavaScript" in page
    assert "immer in Ihrem Postfach" in page


def test_a_browser_is_added_named_and_removed(anna_client: Client, subscription: dict[str, str]) -> None:
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
    anna_client.post(f"{PLACE}geraet/", subscription, headers={"user-agent": agent})
    device = Device.objects.get()
    assert "Firefox auf Windows" in anna_client.get(PLACE).content.decode()
    anna_client.post(f"{PLACE}geraet/{device.pk}/entfernen/")
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://169.254.169.254/latest/"},
        {"endpoint": "http://fcm.googleapis.com/x"},
        {"p256dh": "AAAA"},
        {"p256dh": text(b"\4" + bytes(64))},
        {"auth": "AAAA"},
        {"auth": "€" * 22},
        {"endpoint": ""},
    ],
)
def test_what_no_browser_would_send_is_not_kept(
    anna_client: Client, subscription: dict[str, str], wrong: dict[str, str]
) -> None:
    answer = anna_client.post(f"{PLACE}geraet/", subscription | wrong, follow=True)
    assert "nicht möglich" in answer.content.decode()
    assert not Device.objects.exists()


def test_nobody_removes_anothers_device(
    anna_client: Client, bernd_client: Client, subscription: dict[str, str]
) -> None:
    anna_client.post(f"{PLACE}geraet/", subscription)
    pk = Device.objects.get().pk
    assert bernd_client.post(f"{PLACE}geraet/{pk}/entfernen/").status_code == 404
    assert "Entfernen" not in bernd_client.get(PLACE).content.decode()
    assert Device.objects.exists()


def test_who_is_not_reached_reads_it_and_says_that_all_is_well(anna_client: Client, anna: Person) -> None:
    mail = tell(anna, "message")
    assert mail
    bounced(mail.pk, "5.1.1")
    for place in ("/mein/", PLACE):
        page = anna_client.get(place).content.decode()
        assert "diese Adresse gibt es nicht" in page
        assert "/konto/e-mail/" in page
    anna_client.post(f"{PLACE}adresse-stimmt/")
    assert "diese Adresse gibt es nicht" not in anna_client.get("/mein/").content.decode()


def test_another_address_is_another_matter(anna_client: Client, anna: Person) -> None:
    mail = tell(anna, "message")
    assert mail
    bounced(mail.pk, "5.1.1")
    Person.objects.filter(pk=anna.pk).update(email="anna.neu@rathaus.example")
    assert "diese Adresse gibt es nicht" not in anna_client.get("/mein/").content.decode()


def test_the_script_for_hints_lies_at_an_address_that_stays(client: Client) -> None:
    answer = client.get("/benachrichtigungen/dienst.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert b"showNotification" in answer.content


def test_the_page_costs_few_queries(anna_client: Client, django_assert_max_num_queries: Callable) -> None:
    with django_assert_max_num_queries(9):
        anna_client.get(PLACE)
    assert Mail.objects.count() == 0
