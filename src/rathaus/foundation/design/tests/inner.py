"""What a keeper asks in its tests, and how it is asked."""

from collections.abc import Callable
from typing import Any

from django.test import RequestFactory

from rathaus.foundation.design.keeper import Keeper
from rathaus.foundation.design.kept import FOR_ALL, HEADER


class Inner:
    """Stands for Django: counts how often it was asked."""

    def __init__(self, *headers: tuple[str, str], status: str = "200 OK") -> None:
        self.asked, self.status = 0, status
        self.headers = [("Content-Type", "text/html"), *(headers or ((HEADER, FOR_ALL),))]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        self.asked += 1
        start_response(self.status, list(self.headers))
        return [f"page {self.asked} in {environ['REQUEST_METHOD']}".encode()]


def ask(keeper: Keeper, path: str = "/", method: str = "get", **extra: str) -> tuple[str, dict[str, str], bytes]:
    environ = getattr(RequestFactory(), method)(path, **extra).environ
    if not environ["HTTP_COOKIE"]:
        # What a browser does not say, a server does not say either.
        del environ["HTTP_COOKIE"]
    answer: list[Any] = []
    body = b"".join(keeper(environ, lambda status, headers, exc=None: answer.extend([status, headers])))
    return answer[0], dict(answer[1]), body


class Django(Inner):
    """Notes what it was asked."""

    def __init__(self, *headers: tuple[str, str], status: str = "200 OK") -> None:
        super().__init__(*headers, status=status)
        self.environs: list[dict[str, Any]] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        self.environs.append({"HTTP_COOKIE": ""} | environ)
        return super().__call__(environ, start_response)


def told(kind: str | None) -> Callable[[dict[str, Any]], str | None]:
    return lambda environ: kind
