"""The API itself, and how it says that something is wrong."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from rathaus.entrances.api.shapes import Mistake
from rathaus.foundation.accounts.limits import HOUR
from rathaus.foundation.documents.refusals import Unavailable

api = NinjaAPI(
    title="Rathaus",
    version="1",
    description="Services of the city: find them, apply, follow the application.",
    docs_url=None,
    urls_namespace="api",
)

MEANINGS = {
    "missing": "Diese Angabe fehlt.",
    "string_too_short": "Diese Angabe ist zu kurz.",
    "string_too_long": "Diese Angabe ist zu lang.",
    "dict_type": "Hier gehört ein JSON-Objekt hin.",
    "string_type": "Hier gehört ein Text hin.",
    "int_parsing": "Hier gehört eine ganze Zahl hin.",
}
UNCONFIRMED = "Die Erklärung zum Antrag ist nicht bestätigt: „confirmed“ muss true sein."


def problem(request: HttpRequest, status: int, title: str, errors: list[Mistake] | None = None) -> HttpResponse:
    """An answer in the form of ``Problem``."""
    body = {"title": title, "status": status, "errors": [mistake.dict() for mistake in errors or []]}
    return api.create_response(request, body, status=status)


def too_often(request: HttpRequest) -> HttpResponse:
    """The answer to whoever sent so much that the limit of an hour is reached."""
    title = "Von hier kam gerade sehr viel. Bitte versuchen Sie es in einer Stunde noch einmal."
    response = problem(request, 429, title)
    response.headers["Retry-After"] = str(HOUR)
    return response


def pause(request: HttpRequest) -> HttpResponse:
    """The answer to whoever searched so much that the limit of a minute is reached."""
    title = "Von hier wurde gerade sehr viel gesucht. Bitte versuchen Sie es in einer Minute noch einmal."
    return problem(request, 429, title)


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
    mistakes = [
        Mistake(pointer="/" + "/".join(map(str, one["loc"][2:])), code=one["type"], message=_in_german(one))
        for one in error.errors
    ]
    return problem(request, 422, "Die Anfrage hat nicht die erwartete Form.", mistakes)


def _in_german(one: dict[str, Any]) -> str:
    """What pydantic's error means for whoever wrote the program."""
    if one["loc"][-1] == "confirmed":
        return UNCONFIRMED
    return MEANINGS.get(one["type"], "Diese Angabe hat nicht die erwartete Form.")


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    # The library says 400 for JSON that can't be read, in English and with the parser's inner words.
    title = "Der Inhalt ist kein gültiges JSON." if error.status_code == 400 else str(error)
    return problem(request, error.status_code, title)


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(request, 413, "Die Anfrage ist zu groß.")


@api.exception_handler(Unavailable)
def unavailable(request: HttpRequest, error: Unavailable) -> HttpResponse:
    return problem(request, 503, error.message)


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, 404, "Das gibt es hier nicht.")
