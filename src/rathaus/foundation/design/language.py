"""The language of a visitor: German, unless she chose another; never guessed from the browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

PARAMETER = "sprache"


class LanguageMiddleware:
    """``?sprache=en`` on any page sets the cookie and leads back to the same page without it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.known = dict(settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and (wish := request.GET.get(PARAMETER)) in self.known:
            return self._chosen(request, wish)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        language = chosen if chosen in self.known else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def _chosen(self, request: HttpRequest, language: str) -> HttpResponse:
        rest = request.GET.copy()
        del rest[PARAMETER]
        # A path of two slashes would lead to another host.
        path = "/" + request.path.lstrip("/")
        response = HttpResponseRedirect(path + (f"?{rest.urlencode()}" if rest else ""))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=31_536_000,
            samesite="Lax",
            secure=settings.HTTPS,
            httponly=True,
        )
        return response
