"""What a service asks, checked: who asks, where the answer goes, for which scopes."""

from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.idp.oidc.internal.oauthlib.server import get_server
from allauth.idp.oidc.internal.oauthlib.utils import extract_headers
from allauth.idp.oidc.models import Client
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from oauthlib.oauth2.rfc6749.errors import FatalClientError, OAuth2Error

from rathaus.foundation.accounts.models import Person
from rathaus.integrations.relying_parties.scopes import OPENID, SCOPES

HEARD = (
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
)
"""Parameters that reach the protocol; what else a service sends changes nothing."""
STANDS = 3600
"""Seconds for which a question on her screen may be answered."""


class Unanswerable(Exception):
    """We don't know who asks, or whether the answer would go to it: nothing is sent anywhere."""


class Refused(Exception):
    """The service is told that and why, at ``address``."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True)
class Question:
    """``query`` is what the service asked, cleaned; ``prompts`` how it wants her to be asked."""

    query: dict[str, str]
    scopes: list[str]
    prompts: frozenset[str] = frozenset()

    @property
    def client(self) -> Client:
        return Client.objects.get(pk=self.query["client_id"])

    def refusal(self, error: str, description: str = "") -> str:
        """The address that tells the service so."""
        told = {"error": error, "error_description": description, "state": self.query.get("state", "")}
        return _with(self.query["redirect_uri"], {name: value for name, value in told.items() if value})

    def sealed(self, person: Person) -> str:
        """For the form: only she can answer it, and not for ever."""
        return signing.dumps([self.query, self.scopes], salt=_salt(person))


def read(request: HttpRequest) -> Question:
    """The question in the address. Raises Unanswerable, Refused."""
    query = {name: request.GET[name] for name in HEARD if request.GET.get(name)}
    if any("\0" in value for value in query.values()):
        # No database and no header can hold it.
        raise Unanswerable
    try:
        scopes, _ = get_server().validate_authorization_request(_address(query), "GET", "", extract_headers(request))
    except FatalClientError as error:
        raise Unanswerable from error
    except OAuth2Error as error:
        raise Refused(error.in_uri(query["redirect_uri"])) from error
    question = Question(query, scopes, frozenset(request.GET.get("prompt", "").split()))
    if query.get("code_challenge_method") != "S256" or "code_challenge" not in query:
        raise Refused(question.refusal("invalid_request", "PKCE with S256 is required"))
    if OPENID not in scopes or not set(scopes) <= SCOPES.keys():
        raise Refused(question.refusal("invalid_scope"))
    return question


def unsealed(sealed: str, person: Person) -> Question:
    """The question that stood in the form. Raises Unanswerable."""
    try:
        query, scopes = signing.loads(sealed, salt=_salt(person), max_age=STANDS)
    except signing.BadSignature as error:
        raise Unanswerable from error
    return Question(query, scopes)


def answer(request: HttpRequest, question: Question, scopes: list[str]) -> str:
    """The address that takes a code for ``scopes`` to the service, or why it gets none."""
    headers, _, _ = get_server().create_authorization_response(
        _address(question.query), "GET", "", extract_headers(request), scopes=scopes, credentials={"user": request.user}
    )
    address: str = headers["Location"]
    return address


def _address(query: dict[str, str]) -> str:
    return _with(reverse("idp:oidc:authorization"), query)


def _with(address: str, query: dict[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def _salt(person: Person) -> str:
    return f"relying-parties:{person.pk}"
