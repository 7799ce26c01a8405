"""Leaving for a provider, and coming back."""

from collections.abc import Callable

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.accounts.onward import onward_instead
from rathaus.integrations.openid.provider import DoorProtocol

Step = Callable[[HttpRequest], HttpResponse]

NONSENSE = (
    *(RequestException, OAuth2Error, ValidationError, ImproperlyConfigured),
    *(LookupError, TypeError, ValueError, AttributeError),
)
"""What comes of a provider that is away, or whose answers are not what the standard says."""


@audience(GUEST)
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """GET asks, POST sends her to the provider."""
    return onward_instead(request, _calmly(request, provider_id, OAuth2LoginView))


@audience(GUEST)
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """She comes back, with a code or an error."""
    return _calmly(request, provider_id, OAuth2CallbackView)


def _calmly(request: HttpRequest, provider_id: str, view: type[OAuth2LoginView | OAuth2CallbackView]) -> HttpResponse:
    try:
        provider = get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    step: Step = view.adapter_view(DoorProtocol(request, provider_id))
    try:
        return step(request)
    except NONSENSE as error:
        answer: HttpResponse = render_authentication_error(request, provider, exception=error)
        return answer
