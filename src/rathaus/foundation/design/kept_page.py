"""A page as it is kept: made once, and ready to be sent in each encoding."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import brotli

NEVER = "max-age=0, no-cache, no-store, must-revalidate, private"
Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Start = Callable[..., Any]
Answer = tuple[str, Headers, list[bytes]]
"""Status, headers and body."""


@dataclass(frozen=True)
class Page:
    """A kept page: headers and body for each of its three encodings, ready to be sent."""

    etag: str
    """Empty where no browser may keep it."""
    unchanged: Headers
    """Headers for a browser that has the page already: what it keeps stays as safe as a new one."""
    answers: dict[str, tuple[Headers, list[bytes]]]

    def answer(self, environ: Environ) -> Answer:
        """To a GET or HEAD, as far as the browser does not have it already."""
        if self.etag and environ.get("HTTP_IF_NONE_MATCH") == self.etag:
            return "304 Not Modified", self.unchanged, []
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        headers, body = self.answers["br" if "br" in accepted else "gzip" if "gzip" in accepted else ""]
        return "200 OK", headers, body if environ["REQUEST_METHOD"] == "GET" else []


def page_of_strangers(headers: Headers, body: bytes) -> Page:
    """One that browsers keep and ask about."""
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    own = [("ETag", etag), ("Cache-Control", "no-cache"), ("Vary", "Cookie, Accept-Encoding")]
    kept = [*_lasting(headers), *own]
    unchanged = [(name, value) for name, value in kept if name.lower() not in ("content-type", "content-language")]
    return Page(etag, unchanged, _encoded(kept, body))


def page_of_hers(headers: Headers, body: bytes) -> Page:
    """One that no browser may keep: once she has signed out, its button brings nothing back."""
    own = [("Cache-Control", NEVER), ("Vary", "Cookie, Accept-Encoding")]
    return Page("", [], _encoded([*_lasting(headers), *own], body))


def _lasting(headers: Headers) -> Headers:
    # The name of the request that made the page is not that of those it answers.
    replaced = {"content-length", "cache-control", "vary", "expires", "etag", "x-request-id"}
    return [(name, value) for name, value in headers if name.lower() not in replaced]


def _encoded(headers: Headers, body: bytes) -> dict[str, tuple[Headers, list[bytes]]]:
    bodies = {"": body, "gzip": gzip.compress(body, 6), "br": brotli.compress(body, quality=6)}
    return {
        encoding: (
            [
                *headers,
                *([("Content-Encoding", encoding)] if encoding else []),
                ("Content-Length", str(len(sent))),
            ],
            [sent],
        )
        for encoding, sent in bodies.items()
    }
