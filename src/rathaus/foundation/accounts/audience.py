"""For whom a page is made: every view declares its audience, one middleware holds to it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import add_never_cache_headers

from rathaus.foundation.accounts.factors import used_factor
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.sessions import end, work
from rathaus.foundation.accounts.signed_out import sent_to, sent_to_sign_in

logger = logging.getLogger("rathaus.audience")


@dataclass(frozen=True)
class Audience:
    """A kind of visitor. ``admits`` gets a signed-in person; None admits everyone."""

    name: str
    admits: Callable[[Person], bool] | None
    personal: bool = True
    """Pages show personal data and are never stored by browsers or proxies."""
    strong: bool = False
    """Pages of the administration: a password alone does not open them (setting STAFF_FACTOR), nor an old session."""

    @property
    def methods(self) -> list[str]:
        """What may be asked of a view for this audience; a page that is the same for everyone can only be read."""
        return ["GET", "HEAD", *(["POST"] if self.personal else [])]


EVERYONE = Audience("everyone", admits=None, personal=False)
GUEST = Audience("guest", admits=None)
"""Everyone, but the page shows what this visitor has typed or may see."""
CITIZEN = Audience("citizen", admits=lambda person: True)
EDITOR = Audience("editor", admits=lambda person: person.is_editor, strong=True)
ADMINISTRATOR = Audience("administrator", admits=lambda person: person.is_administrator, strong=True)


class SignedIn(HttpRequest):
    """What a view gets whose audience is narrower than GUEST."""

    user: Person


def audience(whom: Audience) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare whom a view is for; a view without it is refused, and found by a test."""

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        view.audience = whom  # type: ignore[attr-defined]
        return view

    return declare


def audience_of(view: Callable[..., Any]) -> Audience | None:
    """What ``view`` declares; the pages that libraries bring are for guests, and guard themselves."""
    if (declared := getattr(view, "audience", None)) is not None:
        return declared
    # Libraries hand over view classes (``view_class``) and partials (``func``), which have no module of their own.
    inner = getattr(view, "view_class", getattr(view, "func", view))
    return GUEST if getattr(inner, "__module__", "").split(".")[0] in {"allauth", "ninja"} else None


_REFUSED = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)


class AudienceMiddleware:
    """Sends strangers to sign in, answers 404 to the wrong person, keeps personal pages out of every cache.

    Whoever is signed in and asks for what is not there for her leaves a line in the log, with her number (ASVS 16.3.2).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        whom = getattr(request, "audience", None)
        if whom is None or whom.personal or request.user.is_authenticated:
            add_never_cache_headers(response)
        if whom and response.status_code in _REFUSED and request.user.is_authenticated:
            facts = {"status": response.status_code, "person": request.user.pk, "audience": whom.name}
            logger.warning("Refused", extra={"facts": facts})
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        whom = audience_of(view)
        if whom is None:
            raise ImproperlyConfigured(f"{view!r} declares no audience")
        request.audience = whom  # type: ignore[attr-defined]
        if request.method not in whom.methods:
            return HttpResponseNotAllowed(whom.methods)
        if whom.admits is None:
            return None
        if not request.user.is_authenticated:
            return sent_to_sign_in(request)
        if not whom.admits(request.user):
            raise Http404
        if whom.strong and settings.STAFF_FACTOR and not used_factor(request):
            return sent_to(request, "account_staff_factor")
        if whom.strong and not work(request):
            end(request)
            return sent_to_sign_in(request)
        return None
