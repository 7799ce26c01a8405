"""One coming through another door, and how it is kept until it is known whose account it leads to."""

import base64
import json
import time
from dataclasses import asdict, dataclass
from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest

from rathaus.foundation.accounts.doors import door_of
from rathaus.foundation.accounts.models import TrustLevel
from rathaus.foundation.vault import sealing

WAITS = 600
"""Seconds in which somebody signed in may say what shall become of a door that does not lead to her account."""
_WAITING, _EMAIL = "arrival", "email_told"


@dataclass(frozen=True)
class Arrival:
    """``told`` is what the door says of her, ``uid`` its own name for her alone."""

    provider: str
    uid: str
    told: dict[str, Any]
    email: str = ""
    """Told by the door, proved by nobody."""
    onward: str = ""
    """Where she wanted to go; an address in this house."""
    at: float = 0

    @classmethod
    def of(cls, login: SocialLogin) -> "Arrival":
        email = login.email_addresses[0].email if login.email_addresses else ""
        onward = login.state.get("next") or ""
        return cls(login.account.provider, login.account.uid, login.account.extra_data, email, onward, time.time())

    @classmethod
    def unsealed(cls, sealed: str, label: str) -> "Arrival | None":
        """None for what is too old, broken or meant for something else."""
        try:
            plain = sealing.unseal(sealing.master_key(), base64.b64decode(sealed), f"arrival:{label}")
        except (ValueError, sealing.Broken):
            return None
        arrival = cls(**json.loads(plain))
        return arrival if time.time() - arrival.at < WAITS else None

    def sealed(self, label: str) -> str:
        """For sessions, which rest in the database."""
        plain = json.dumps(asdict(self)).encode()
        return base64.b64encode(sealing.seal(sealing.master_key(), plain, f"arrival:{label}")).decode()

    @property
    def level(self) -> TrustLevel:
        """What the door vouches for; signing in is BASIC in any case."""
        door = door_of(self.provider)
        return TrustLevel(max(TrustLevel.BASIC, door.level(self.told))) if door else TrustLevel.BASIC

    @property
    def identity(self) -> SocialAccount | None:
        """The identity it proved, if that leads to any account."""
        found = SocialAccount.objects.filter(provider=self.provider, uid=self.uid)
        return found.select_related("user").first()

    @property
    def kept(self) -> dict[str, Any]:
        """What may rest unsealed beside the identity: nothing of the person."""
        return {"level": int(self.level)}


def wait(request: HttpRequest, arrival: Arrival) -> None:
    """Keep it until she, who is signed in, has said what shall become of it."""
    request.session[_WAITING] = arrival.sealed(f"waiting:{request.user.pk}")


def waiting(request: HttpRequest) -> Arrival | None:
    """What waits for her word in this session; None after ten minutes, or if somebody else has signed in since."""
    return Arrival.unsealed(request.session.get(_WAITING, ""), f"waiting:{request.user.pk}")


def settle(request: HttpRequest) -> None:
    """Nothing waits any more."""
    request.session.pop(_WAITING, None)


def note_email(request: HttpRequest, arrival: Arrival) -> None:
    """Remember, in this session, an address the door told: it is hers only once our code has proved it."""
    if arrival.email:
        request.session[_EMAIL] = arrival.email


def email_told(request: HttpRequest) -> str:
    """An address that a door told, to be offered for confirming; empty once she has one."""
    return "" if getattr(request.user, "email", None) else request.session.get(_EMAIL, "")
