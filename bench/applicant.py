"""A citizen who applies with one proof attached, page by page, as a browser without JavaScript would."""

import http.client
import re
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

START = "/antrag/hund-anmelden/"
FIELDS = {
    "halter": {
        "name-given": "Rosa",
        "name-family": "Lehmann",
        "geburtsdatum-tag": "28",
        "geburtsdatum-monat": "2",
        "geburtsdatum-jahr": "1974",
    },
    "anschrift": {
        "adresse-street": "Am Musterplatz",
        "adresse-number": "7",
        "adresse-postcode": "47279",
        "adresse-town": "Duisburg",
    },
    "kontakt": {"email": "rosa@rathaus.example", "telefon": ""},
    "haushalt": {"angemeldet": "0"},
    "hunde": {
        "hunde-0-rufname": "Luna",
        "hunde-0-rasse": "Golden Retriever",
        "hunde-0-geschlecht": "weiblich",
        "hunde-0-geboren-tag": "29",
        "hunde-0-geboren-monat": "2",
        "hunde-0-geboren-jahr": "2024",
        "hunde-0-gross": "nein",
        "hunde-0-liste": "nein",
        "hunde-0-herkunft": "eigener-welpe",
    },
    "befreiung": {"befreiung": "assistenzhund"},
    "zahlung": {"zahlweise": "ueberweisung"},
    "pruefen": {"confirmed": "on"},
}
FOUR_STEPS = "/antrag/vier-schritte/"
IN_FOUR_STEPS = {
    "person": FIELDS["halter"],
    "anschrift": FIELDS["anschrift"] | {"email": "rosa@rathaus.example"},
    "anliegen": {"anliegen": "neu", "grund": "Die alte ist beim Umzug verloren gegangen."},
    "nachweis": {},
    "pruefen": {"confirmed": "on"},
}
"""What is typed on each page of ``content/services/vier-schritte``."""
PROOF = b"%PDF-1.4\n%" + b"0123456789abcdef" * 6400 + b"\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
"""A file of 100 kB."""
PROOF_FIELD = "nachweis"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_REFERENCE = re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]\b")
_BOUNDARY = "b" + secrets.token_hex(16)
_IN_PARTS = f"multipart/form-data; boundary={_BOUNDARY}"
_PLAIN = "application/x-www-form-urlencoded"
_MOST_PAGES = 20


class Stuck(Exception):
    """The way did not lead to the receipt."""


class Applicant:
    """One visit: a session of its own over a connection that others may use as well."""

    def __init__(
        self,
        connection: http.client.HTTPConnection,
        start: str = FOUR_STEPS,
        fields: Mapping[str, Mapping[str, str]] = IN_FOUR_STEPS,
    ) -> None:
        self.connection = connection
        self.start, self.fields = start, fields
        self.cookies: dict[str, str] = {}

    def apply(self) -> str:
        """From the start page to the receipt; gives the reference on it. Raises Stuck."""
        path = self._send(self.start, self._page(self.start), {"begin": "new"})
        for _ in range(_MOST_PAGES):
            page = self._page(path)
            if path == f"{self.start}eingang/":
                return self._reference(page)
            step = urlsplit(path).path.rstrip("/").rpartition("/")[2]
            path = self._send(path, page, self.fields[step])
        raise Stuck(path)

    def _page(self, path: str) -> str:
        status, _, body = self._ask("GET", path)
        if status != HTTPStatus.OK:
            raise Stuck(f"{path}: {status}")
        return body

    def _send(self, path: str, page: str, typed: Mapping[str, str]) -> str:
        """Where the form of ``page`` leads, sent in the way it asks for."""
        fields = [*_HIDDEN.findall(page), *typed.items()]
        form = (multipart(fields), _IN_PARTS) if _IN_PARTS.partition(";")[0] in page else (urlencode(fields), _PLAIN)
        status, leads_to, body = self._ask("POST", path, *form)
        if status != HTTPStatus.FOUND:
            raise Stuck(f"{path}: {status}\n{re.sub('<[^>]+>', ' ', body)[:2000]}")
        return leads_to.partition("#")[0]

    def _ask(self, method: str, path: str, content: bytes | str | None = None, kind: str = "") -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if content is not None:
            headers["Content-Type"] = kind
        self.connection.request(method, path, content, headers)
        answer = self.connection.getresponse()
        for set_cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = set_cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()

    @staticmethod
    def _reference(page: str) -> str:
        if found := _REFERENCE.search(page):
            return found[0]
        raise Stuck("The receipt shows no reference.")


def multipart(fields: list[tuple[str, str]]) -> bytes:
    """A form as RFC 7578 has it; the proof goes with it where the page asks for one."""
    parts = [f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in fields]
    if ("_shown", PROOF_FIELD) in fields:
        described = f'Content-Disposition: form-data; name="{PROOF_FIELD}"; filename="Luna.pdf"'
        head = f"--{_BOUNDARY}\r\n{described}\r\nContent-Type: application/pdf\r\n\r\n"
        parts.append(head.encode() + PROOF + b"\r\n")
    return b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()
