"""What is typed into a form where not any text will do, so that what it is for gets done."""

import base64
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core import mail
from django.utils import timezone

from rathaus.foundation.accounts.tests.visiting import code_in
from rathaus.foundation.representation.models import Mandate
from rathaus.integrations.demo.cast import CAST, PASSWORD
from rathaus.participation.ideas.models import Idea

PLAIN = {
    "text": "Ein Text.",
    "textarea": "Ein längerer Text.",
    "email": "neu@rathaus.example",
    "url": "https://a.example/",
    "number": "3",
}


def _day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def _time(days: int, hour: int = 12) -> str:
    return f"{_day(days)}T{hour}:00"


_POINT = (
    ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
)
BROWSER = {
    "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
    "p256dh": base64.urlsafe_b64encode(_POINT).rstrip(b"=").decode(),
    "auth": "A" * 22,
}


def typed(address: str) -> dict[str, Any]:
    """Values by the names of fields; a form takes those of its own."""
    return _typed().get(address, {})


def _typed() -> dict[str, dict[str, Any]]:
    bernd = CAST["bernd"].email
    meeting = {"starts_at": _time(20), "deadline": ""}
    workshop = {"starts_at": _time(40), "ends_at": _time(40, 14), "register_by": _time(35), "slug": "verkehr"}
    return {
        "/ideen/neu/": {"homepage": ""},
        "/ideen/{number}/melden/": {"homepage": ""},
        "/workshops/{slug}/anmelden/": {"homepage": "", "second_wish": "", "group": "citizens", "email": bernd},
        "/konto/anmelden/": {"login": bernd, "password": PASSWORD},
        "/konto/passwort/aendern/": {"oldpassword": PASSWORD, "password1": "drei Reiher am Rhein"},
        "/konto/passwort/vergessen/": {"email": bernd},
        "/konto/bestaetigen/": {"password": PASSWORD},
        "/mein/profil/": {
            "geburtsdatum-tag": "4",
            "geburtsdatum-monat": "3",
            "geburtsdatum-jahr": "1988",
            "telefon": "",
            "adresse-number": "12a",
            "adresse-postcode": "47051",
        },
        "/mein/vertretung/kind/": {"born_on": _day(-2000), "name": "Ole Kowalski"},
        "/arbeitsplatz/vorgang/{reference}/entscheiden/": {"_step": "confirm"},
        "/konto/e-mail/code/": {"code": _code()},
        "/mein/vertretung/annehmen/": {"code": _offered()},
        "/mein/benachrichtigungen/geraet/": BROWSER,
        "/arbeitsplatz/lenkungskreis/punkte/{pk}/entscheiden/": {"move_to": ""},
        "/arbeitsplatz/personal/": {"email": CAST["bernd"].email},
        "/arbeitsplatz/ideen/{number}/station/": {"link": "/projekte/"},
        "/arbeitsplatz/ideen/{number}/zusammenfuehren/": {"number": _another()},
        "/arbeitsplatz/workshops/reihe/": {"slug": "neue-reihe", "year": "2030"},
        "/arbeitsplatz/workshops/neu/": workshop | {"number": "9"},
        "/arbeitsplatz/workshops/{slug}/verlegen/": {"starts_at": _time(50), "ends_at": _time(50, 14)},
        "/arbeitsplatz/workshops/{slug}/anmeldeschluss/": {"register_by": _time(28)},
        "/arbeitsplatz/workshops/{slug}/startwert/": {"known_at": _time(28)},
        "/arbeitsplatz/workshops/{slug}/auslosen/": {"value": "17"},
        "/arbeitsplatz/lenkungskreis/mitglieder/neu/": {"email": "", "deputy_of": "", "until": ""},
        "/arbeitsplatz/lenkungskreis/sitzungen/neu/": meeting,
        "/arbeitsplatz/lenkungskreis/sitzungen/{slug}/aendern/": meeting,
        "/arbeitsplatz/lenkungskreis/sitzungen/{slug}/punkt/": {"number": ""},
        "/arbeitsplatz/projekte/neu/": {"ideas": _accepted()},
        "/arbeitsplatz/projekte/{slug}/meilensteine/{milestone}/erreicht/": {"reached_on": _day(0)},
        "/arbeitsplatz/projekte/{slug}/umgesetzt/": {"result_link": "/leistungen/"},
    }


def _another() -> str:
    """Number of a public idea that is not Anna's."""
    return str(Idea.objects.public().exclude(number=1).latest("number").number)


def _accepted() -> str:
    """Number of an idea with which a project can begin."""
    found = Idea.objects.filter(state="hohe-prioritaet").last()
    return str(found.number) if found else ""


def _offered() -> str:
    """The code of a mandate that waits for whoever brings it."""
    found = Mandate.objects.offered().first()
    return found.code if found else ""


def _code() -> str:
    """That the newcomer has in her mail."""
    hers = [letter for letter in mail.outbox if PLAIN["email"] in letter.to]
    return code_in(hers) if hers else ""
