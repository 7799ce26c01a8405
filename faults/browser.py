"""A browser without JavaScript whose owner, when the house does not answer, presses the same button again."""

import html
import http.client
import random
import re
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from faults.watch import Watch

Fields = Iterable[tuple[str, str]]
_HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
_BOUNDARY = "b" + secrets.token_hex(16)
_PAUSE = (0.05, 0.3)
"""Seconds before she tries again, from and to."""
_PLAIN = "nicht erreichbar"
"""Words of the page that says, in plain words, that it does not work now."""
_MOST_REDIRECTS = 10


class GivenUp(Exception):
    """The day is over and the house did not answer."""


class Odd(Exception):
    """An answer that no visitor should get."""


@dataclass(frozen=True)
class Answer:
    """``leads_to`` is where a redirect leads, without its fragment; ``path`` is what was asked."""

    status: int
    path: str
    leads_to: str
    text: str

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Names and values of all hidden inputs, the CSRF token among them."""
        tags = _HIDDEN.findall(self.text)
        return [(_attribute(tag, "name"), _attribute(tag, "value")) for tag in tags]

    @property
    def gist(self) -> str:
        """The page in few words, for a complaint."""
        page = re.sub(r"<(style|script|head|nav|header|footer).*?</\1>|<[^>]+>", " ", self.text, flags=re.DOTALL)
        words = " ".join(html.unescape(page).split())
        return f"{self.path}: {self.status} {self.leads_to} {words[:600]}"


@dataclass(frozen=True)
class File:
    field: str
    name: str
    content: bytes
    content_type: str = "application/pdf"


class Browser:
    """One visit with its cookies. ``addresses`` are ``host:port`` of doors that lead into the same house."""

    def __init__(self, addresses: list[str], watch: Watch, chance: random.Random, timeout: float = 20) -> None:
        self.addresses, self.watch, self.chance, self.timeout = addresses, watch, chance, timeout
        self.cookies: dict[str, str] = {}
        self._connection: http.client.HTTPConnection | None = None

    def other(self) -> "Browser":
        """Another browser on the same machine: a visit of its own."""
        return Browser(self.addresses, self.watch, self.chance, self.timeout)

    def page(self, path: str) -> Answer:
        """The page at ``path``, or where it leads. Raises Odd, GivenUp."""
        for _ in range(_MOST_REDIRECTS):
            answer = self._until_answered("GET", path, None, {})
            if answer.status == HTTPStatus.OK:
                return answer
            if answer.status not in (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER):
                raise Odd(answer.gist)
            path = answer.leads_to
        raise Odd(f"{path}: it goes round in circles")

    def send(self, path: str, fields: Fields, file: File | None = None) -> Answer:
        """What a form is answered with, sent again until it is answered at all. Raises GivenUp."""
        headers = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        return self._until_answered("POST", path, multipart(fields, file), headers)

    def ask(self, path: str) -> Answer:
        """Whatever is answered, once. Raises OSError."""
        return self._ask("GET", path, None, {})

    def _until_answered(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> Answer:
        while True:
            if self.watch.closed.is_set():
                raise GivenUp(path)
            try:
                answer = self._ask(method, path, content, headers)
            except (OSError, http.client.HTTPException) as error:
                self.watch.failed(_kind(error))
            else:
                if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                    return answer
                self.watch.failed(str(answer.status))
                if answer.status != HTTPStatus.SERVICE_UNAVAILABLE or _PLAIN not in answer.text:
                    self.watch.note_odd(answer.gist)
            self._hang_up()
            time.sleep(self.chance.uniform(*_PAUSE))

    def wait(self, why: str) -> None:
        """It does not work now, for a reason that she was told; the caller tries again. Raises GivenUp."""
        self.watch.failed(why)
        if self.watch.closed.wait(self.chance.uniform(*_PAUSE)):
            raise GivenUp(why)

    def _ask(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> Answer:
        connection = self._connection = self._connection or self._connect()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, content, headers | {"Cookie": cookies} | {"Host": "127.0.0.1"})
        if method == "POST":
            self.watch.posted()
        got = connection.getresponse()
        body = got.read()
        for line in got.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        leads_to = urlsplit(got.headers.get("Location", ""))._replace(scheme="", netloc="", fragment="").geturl()
        return Answer(got.status, path, leads_to, body.decode(errors="replace"))

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.chance.choice(self.addresses), timeout=self.timeout)

    def _hang_up(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


def multipart(fields: Fields, file: File | None = None) -> bytes:
    """A form as RFC 7578 has it."""
    parts = [f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in fields]
    if file:
        named = f'Content-Disposition: form-data; name="{file.field}"; filename="{file.name}"'
        head = f"--{_BOUNDARY}\r\n{named}\r\nContent-Type: {file.content_type}\r\n\r\n"
        parts.append(head.encode() + file.content + b"\r\n")
    return b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""


def _kind(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    return "refused" if isinstance(error, ConnectionRefusedError) else "cut"
