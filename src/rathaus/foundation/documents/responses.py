"""Handing a file to a browser, so that it can neither run in our name nor stay behind."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from rathaus.foundation.documents.models import StoredFile

_SHOWN_INLINE = {"application/pdf", "image/jpeg", "image/png"}


def download(file: StoredFile, *, inline: bool = False) -> HttpResponse:
    """The opened file to save, or with ``inline`` to look at in the browser (PDF, JPEG, PNG only).

    The caller has made sure that this person may see it.
    """
    return hand_over(file.read(), file.name, file.content_type, inline=inline)


def hand_over(content: bytes, name: str, content_type: str = "application/pdf", *, inline: bool = True) -> HttpResponse:
    """The same for what was made just now and is not stored."""
    shown = inline and content_type in _SHOWN_INLINE
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    response["Content-Security-Policy"] = _policy(content_type, shown=shown)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store, private"
    return response


def _policy(content_type: str, *, shown: bool) -> str:
    # Chromium's PDF viewer does not start in a sandboxed page, and is a sandbox itself.
    sandboxed = not (shown and content_type == "application/pdf")
    return "default-src 'none'" + ("; sandbox" if sandboxed else "; style-src 'unsafe-inline'; object-src 'self'")
