"""Where allauth's other doors meet the house: whose account a door leads to, and what becomes of her coming."""

import logging
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import redirect

from rathaus.foundation.accounts.arrivals import Arrival, note_email, wait
from rathaus.foundation.accounts.joining import arrive
from rathaus.foundation.accounts.landing import landing_of
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.trust import prove
from rathaus.lib.outbound import OutboundSession

logger = logging.getLogger(__name__)

_SIGNING_IN = "signing in"


class DoorAdapter(DefaultSocialAccountAdapter):
    """Named by the setting SOCIALACCOUNT_ADAPTER."""

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Never: whoever runs a door could otherwise walk into every account whose address he writes down."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The door has been passed, and allauth has looked up to whom it leads."""
        arrival = Arrival.of(sociallogin)
        sociallogin.account.extra_data = arrival.kept
        # Nothing of the door's is kept, nor rests in the session while her second factor is awaited.
        sociallogin.email_addresses, sociallogin.token = [], None
        if sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data", "last_login"])
        if request.user.is_authenticated:
            raise ImmediateHttpResponse(self._in_her_session(request, sociallogin, arrival))
        sociallogin.state["arrival"] = arrival.sealed(_SIGNING_IN)

    def _in_her_session(self, request: HttpRequest, sociallogin: SocialLogin, arrival: Arrival) -> Any:
        if sociallogin.account.pk and sociallogin.account.user_id == request.user.pk:
            enter(request, arrival)
            return redirect(arrival.onward or landing_of(request.user))  # type: ignore[arg-type]
        wait(request, arrival)
        return redirect("account_join_door")

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        person: Person = sociallogin.user
        # An address is taken over only when our own code has proved it.
        person.email = None
        parts = [data.get("first_name") or "", data.get("last_name") or ""]
        name = " ".join(filter(None, parts)) or data.get("name") or ""
        person.name = " ".join(str(name).split())[:120]
        return person

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def get_requests_session(self) -> OutboundSession:
        return OutboundSession()

    def on_authentication_error(self, request: HttpRequest, provider: Any, **what: Any) -> None:
        """The page shows nothing of the cause; the log names its kind and nothing personal."""
        cause = type(what["exception"]).__name__ if what.get("exception") else what.get("error")
        logger.warning("Nobody came in by %s: %s", provider, cause)


def came_in(request: HttpRequest, sociallogin: SocialLogin) -> None:
    """The account adapter calls this once she, new or known, is signed in, second factor and all."""
    if arrival := Arrival.unsealed(sociallogin.state.get("arrival", ""), _SIGNING_IN):
        enter(request, arrival)


def enter(request: HttpRequest, arrival: Arrival) -> None:
    """Learn what the door of hers told, believe her, in this session, what it vouches for."""
    person: Person = request.user  # type: ignore[assignment]
    arrive(person, arrival)
    # Coming through her door once more proves as much as typing her password again.
    record_authentication(
        request, person, "socialaccount", provider=arrival.provider, uid=arrival.uid, reauthenticated=True
    )
    prove(request, arrival.level)
    note_email(request, arrival)
