"""The doors there are: which are offered, which lead into an account."""

from dataclasses import dataclass
from typing import Any

from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.http import HttpRequest

from rathaus.foundation.accounts.models import Person, TrustLevel


@dataclass(frozen=True)
class Offered:
    """A door one may come through; ``address`` is sent to by POST."""

    provider: str
    name: str
    address: str


def offered(request: HttpRequest) -> list[Offered]:
    """Every door there is, in the order in which they are installed."""
    providers: list[Any] = get_adapter().list_providers(request)
    return [Offered(each.sub_id, str(each.name), each.get_login_url(request)) for each in providers]


def name_of(provider: str) -> str:
    """What people call it; its id once it is not offered any more."""
    try:
        return str(get_adapter().get_provider(context.request, provider).name)
    except SocialApp.DoesNotExist:
        return provider


@dataclass(frozen=True)
class Door:
    """One that leads into an account."""

    identity: SocialAccount
    name: str
    level: TrustLevel


def doors_of(person: Person) -> list[Door]:
    """Her doors, the one used last first."""
    found = SocialAccount.objects.filter(user=person).order_by("-last_login", "pk")
    return [Door(each, name_of(each.provider), TrustLevel(each.extra_data.get("level", 1))) for each in found]
