"""Whether what people send is scanned for malware."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from rathaus.foundation.documents import clamd


@register("rathaus", deploy=True)
def files_are_scanned(**_: Any) -> list[CheckMessage]:
    if not settings.CLAMD_URL:
        said = "CLAMD_URL is not set: staff open what people send, and nobody has scanned it for malware."
        return [Warning(said, hint="CLAMD_URL=unix:///run/clamav/clamd.ctl", id="rathaus.no_scanner")]
    parts = urlsplit(settings.CLAMD_URL)
    if (parts.scheme, bool(parts.path), bool(parts.hostname)) not in {("unix", True, False), ("tcp", False, True)}:
        said = "CLAMD_URL is no address of clamd: nothing that people send can be opened."
        return [Error(said, hint="unix:///run/clamav/clamd.ctl or tcp://clamd:3310", id="rathaus.scanner_address")]
    try:
        clamd.examine(b"")
    except (clamd.Unavailable, clamd.Refused) as why:
        said = f"clamd gives no verdict ({why}): until it does, nobody can open what people send."
        return [Warning(said, hint="Does clamav-daemon run, and freshclam?", id="rathaus.scanner_away")]
    return []
