"""How a guest without JavaScript sends a form: she opens it, reads, fills in, sends."""

import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.test import Client
from django.utils import timezone

TYPED = {
    "title": "Trinkbrunnen am Innenhafen",
    "text": "Im Sommer gibt es an der Promenade kein kostenloses Wasser.",
    "field": "infrastruktur",
    "shown_as": "none",
}


def opened(client: Client, address: str) -> dict[str, str]:
    """The hidden inputs of the form at ``address``, opened half a minute ago."""
    then = timezone.now() - timedelta(seconds=30)
    with patch("django.utils.timezone.now", lambda: then):
        page = client.get(address).content.decode()
    inputs = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    return {_said("name", each): _said("value", each) for each in inputs}


def send(client: Client, address: str, typed: dict[str, Any], hidden: dict[str, str] | None = None) -> Any:
    """The answer to the form at ``address``; ``hidden`` is what ``opened`` gave if the same form is sent again."""
    return client.post(address, (opened(client, address) if hidden is None else hidden) | typed)


def _said(attribute: str, tag: str) -> str:
    found = re.search(f'{attribute}="([^"]*)"', tag)
    return found[1] if found else ""
