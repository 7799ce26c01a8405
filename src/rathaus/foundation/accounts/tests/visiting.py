"""What a visitor does at the doors, for several tests."""

import re
import time
from urllib.parse import parse_qs, urlsplit

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.mail import EmailMessage
from django.test import Client

from rathaus.foundation.accounts.models import Person

SIGN_IN, SIGN_UP, SIGN_OUT = "/konto/anmelden/", "/konto/anlegen/", "/konto/abmelden/"
FORGOTTEN, WAITING = "/konto/passwort/vergessen/", "/konto/e-mail/code/"
SECURITY, APP, CODES = "/konto/sicherheit/", "/konto/sicherheit/app/", "/konto/sicherheit/notfall-codes/"
SECOND_STEP, AGAIN = "/konto/anmelden/zweiter-schritt/", "/konto/bestaetigen/"
PASSWORD = "drei Möwen am Hafen"
Outbox = list[EmailMessage]
DEVICES = "/konto/geraete/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 "
    "Safari/537.36 Edg/138.0.0.0"
)
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36"
)


def citizen(first: str = "anna", **more: object) -> Person:
    """Somebody with a password and a proved address."""
    person = Person.objects.create_user(f"{first}@rathaus.example", PASSWORD, **more)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def code_in(outbox: Outbox) -> str:
    """The line of the last mail that is nothing but a code."""
    found = re.search(r"^[A-Z0-9-]{6,12}$", outbox[-1].body, re.MULTILINE)
    assert found, outbox[-1].body
    return found[0]


def link_in(outbox: Outbox) -> str:
    """The path of the link in the last mail that proves an address."""
    found = re.search(r"\S*(/konto/e-mail/bestaetigen/\S+)", outbox[-1].body)
    assert found, outbox[-1].body
    return found[1]


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def sign_in(client: Client, person: Person, password: str = PASSWORD, **more: str) -> object:
    return client.post(SIGN_IN, {"login": person.email, "password": password}, **more)


def signed_in(person: Person) -> Client:
    """A browser in which she has come in by the front door."""
    client = Client()
    sign_in(client, person)
    return client


def show_again(client: Client, password: str = PASSWORD) -> None:
    """Show once more that it is her, before something important."""
    assert client.post(AGAIN, {"password": password}).status_code == 302


def set_up_app(client: Client, address: str = APP) -> tuple[str, str]:
    """The secret of a new authenticator app, and where setting it up led."""
    show_again(client)
    page = client.get(address).content.decode()
    found = re.search(r'<code class="code">([A-Z2-7 ]+)</code>', page)
    assert found, page
    secret = found[1].replace(" ", "")
    next_ = parse_qs(urlsplit(address).query).get("next", [""])[0]
    answer = client.post(address, {"code": app_code(secret), "next": next_})
    return secret, answer.headers["Location"]


def app_code(secret: str, steps: int = 0) -> str:
    """What the app shows now, or some steps of 30 seconds away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def on(user_agent: str, person: Person) -> Client:
    """A browser of that kind in which ``person`` has signed in."""
    client = Client(headers={"user-agent": user_agent})
    sign_in(client, person)
    return client


def is_in(client: Client) -> bool:
    return client.get("/mein/daten/").status_code == 200


def buttons(client: Client) -> list[str]:
    """Where the buttons lead that sign out a device."""
    page = client.get(DEVICES).content.decode()
    return [part.split('"')[0] for part in page.split('action="') if "/abmelden/" in part.split('"')[0]]
