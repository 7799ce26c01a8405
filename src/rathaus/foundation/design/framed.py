"""Pages that say something of their visitor in the frame only: drawn once in a process, with places for what is hers.

The page is asked for as nobody in particular (``Nobody``), so nothing of a visitor can get into it. What is hers is
drawn for each request and put where ``{% of_visitor %}`` left a place: bars, the link to her area, messages.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.template import Template
from django.template.context import make_context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rathaus.foundation.design.until_edit import until_edit

LONGEST_QUERY = 40
"""Characters of a query up to which a page is remembered: nobody can fill the memory with long ones."""
_ASKED = ("PATH_INFO", "SCRIPT_NAME", "QUERY_STRING", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme")
_SECRET = secrets.token_hex(16)
"""Nobody outside knows what a place looks like, so nobody can write one into a page."""
_PLACE = re.compile(f"<{_SECRET} ([a-z_]+)>")


class Nobody(WSGIRequest):
    """A GET of nobody in particular: without cookies, session and person."""

    def __init__(self, asked: dict[str, Any], language: str) -> None:
        super().__init__(asked | {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()})
        self.user, self.session, self.LANGUAGE_CODE = AnonymousUser(), SessionBase(), language


@dataclass(frozen=True)
class _Drawn:
    """A page as everybody gets it: what stands between the places, and the part that goes into each."""

    headers: list[tuple[str, str]]
    between: list[str]
    parts: list[str]

    def for_visitor(self, request: HttpRequest) -> HttpResponse:
        hers = [*_drawn_for(request, self.parts), ""]
        whole = "".join(piece + part for piece, part in zip(self.between, hers, strict=True))
        return HttpResponse(whole, headers=dict(self.headers))


def drawn_once(view: Callable[..., HttpResponse], request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """The answer of ``view``, which looks at the address and its query only, with the frame of this visitor."""
    asked = tuple((name, request.META.get(name, "")) for name in _ASKED)
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return view(request, **kwargs)
    page = _drawn(view, tuple(kwargs.items()), asked, get_language() or "")
    return page.for_visitor(request) if page else view(request, **kwargs)


@until_edit
def _drawn(
    view: Callable[..., HttpResponse], kwargs: tuple[Any, ...], asked: tuple[Any, ...], language: str
) -> _Drawn | None:
    """None for what is no page: a way to another one."""
    answer = view(Nobody(dict(asked), language), **dict(kwargs))
    if answer.status_code != 200 or answer.cookies or answer.streaming:
        return None
    pieces = _PLACE.split(answer.text)
    return _Drawn(list(answer.headers.items()), pieces[::2], pieces[1::2])


def of_visitor(context: Any, part: str) -> SafeString:
    """The part of the frame under this name (``design/of_visitor/<part>.html``); its place, where nobody asks."""
    if isinstance(context.get("request"), Nobody):
        return format_html("<{} {}>", _SECRET, part)
    return _part(part).render(context)


def _drawn_for(request: HttpRequest, parts: list[str]) -> list[str]:
    """The parts for this visitor; what every page's context holds is put together once for all of them."""
    if not parts:
        return []
    context = make_context({}, request)
    with context.bind_template(_part(parts[0])):
        return [_part(part).render(context) for part in parts]


@cache
def _part(name: str) -> Template:
    found: Any = get_template(f"design/of_visitor/{name}.html")
    return found.template
