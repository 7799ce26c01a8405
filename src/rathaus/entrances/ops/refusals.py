"""What no house in earnest may start with, whichever way in: web, worker or any command.

Settings that are missing or can't be read are refused where they are read (``config/env``). Here stands what another
settings file, or keys taken from the demo, could bring about. ``rathaus check --deploy`` names all else that is unwise.
"""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 32
"""Characters; 128 bits as hexadecimal digits."""
DEMO = "rathaus.integrations.demo"


def refuse() -> None:
    """Raises ImproperlyConfigured with one sentence a line, in production only."""
    if settings.PRODUCTION and (found := list(_refusals())):
        raise ImproperlyConfigured("\n".join(found))


def _refusals() -> Iterator[str]:
    if settings.DEBUG:
        yield "DEBUG is on: it shows settings and data to strangers, and must be off when RATHAUS_MODE=production"
    if any(app.startswith(DEMO) for app in settings.INSTALLED_APPS):
        yield f"{DEMO} is installed: it signs strangers in, and must not be there when RATHAUS_MODE=production"
    for name, key, made in (
        ("RATHAUS_SECRET_KEY", settings.SECRET_KEY, "secret"),
        ("RATHAUS_VAULT_KEY", settings.VAULT_KEY, "vault"),
    ):
        if len(key) < SHORTEST_KEY:
            yield f"{name} has {len(key)} characters, but must have at least {SHORTEST_KEY}: openssl rand -hex 32"
        elif key == _made_for_demo(made):
            yield f"{name} is the key of the demo in this DATA_DIR: make one of its own with openssl rand -hex 32"


def _made_for_demo(name: str) -> str:
    try:
        return (settings.DATA_DIR / "keys" / name).read_text()
    except (OSError, ValueError):
        return ""
