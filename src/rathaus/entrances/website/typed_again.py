"""A form that was sent with an old token comes back as it was typed, to be sent once more."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import add_never_cache_headers
from django.utils.datastructures import MultiValueDict

from rathaus.foundation.design.typed import Typed, showing


class TypedAgainMiddleware:
    """Stands in front of the one that asks for the token.

    After its refusal the page is read, not sent to: nothing is done, and whoever reads it needs the same right as ever.
    It takes the refusal's place where all that was written has a field on it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refusal = self.get_response(request)
        typed: Typed | None = getattr(request, "typed", None)
        return (typed and self._as_typed(request, typed)) or refusal

    def _as_typed(self, request: HttpRequest, typed: Typed) -> HttpResponse | None:
        request.method = "GET"
        request.POST, request._files = QueryDict(), MultiValueDict()  # type: ignore[attr-defined]
        with showing(typed):
            page = self.get_response(request)
        if page.status_code not in (HTTPStatus.OK, HTTPStatus.FORBIDDEN) or not typed.is_shown:
            return None
        # What is the same for everyone is kept: nothing that somebody typed may get into it.
        if not request.audience.personal:  # type: ignore[attr-defined]
            return None
        page.status_code = HTTPStatus.FORBIDDEN
        add_never_cache_headers(page)
        return page
