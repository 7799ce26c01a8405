"""Asking another server, without ever waiting long or reading much: for HTTP of libraries that take a session."""

import time
from typing import Any

import requests

PATIENCE = 5.0
"""Seconds until it must have answered, and between two pieces of its answer."""
WHOLE = 15.0
"""Seconds for an answer as a whole."""
LIMIT = 512 * 1024
"""Bytes of an answer."""


class OutboundSession(requests.Session):
    """A session that follows no redirect and takes no proxy from the environment.

    Raises requests.RequestException for an answer that is too long, too slow or leads elsewhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False

    def request(self, *args: Any, **more: Any) -> requests.Response:
        # The addresses asked are configured as they are: one that moved is for the operator to notice.
        told = more | {"timeout": PATIENCE, "allow_redirects": False, "stream": True}
        response = super().request(*args, **told)
        if response.is_redirect:
            raise requests.TooManyRedirects("The answer leads elsewhere.", response=response)
        response._content = _read(response)
        return response


def _read(response: requests.Response) -> bytes:
    begun, content = time.monotonic(), b""
    for piece in response.iter_content(16 * 1024):
        content += piece
        if len(content) > LIMIT:
            raise requests.RequestException("The answer is too long.", response=response)
        if time.monotonic() - begun > WHOLE:
            raise requests.Timeout("The answer takes too long.", response=response)
    return content
