"""Keeps robots out of public forms with nobody else's help: proof of work, time trap, honeypot, rate limits.

A browser with JavaScript solves a puzzle (ALTCHA) while its visitor types. Without it nobody is locked out: a trap for
haste and one for diligence take the puzzle's place, the limit is lower, and the team looks before anything is public.
Only guests are asked; who is signed in is counted.
"""

import base64
import hashlib
import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import altcha
from allauth.core import ratelimit
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.participation.ideas.actions.puzzles import use_up

ALGORITHM, ROUNDS, HARDEST = "PBKDF2/SHA-256", 5000, 400
"""A telephone needs one to three seconds for the hardest, this machine a thousandth to check it."""
LIFETIME = timedelta(hours=1)
FASTEST = timedelta(seconds=3)
"""Nobody reads and fills in a form faster."""
SLOWEST = timedelta(days=1)
PAUSE = 3600
SOLUTION, OPENED, HONEYPOT = "altcha", "geoeffnet", "homepage"
"""Names of the hidden inputs."""
_signer = Signer(salt="rathaus.ideas.guard")


class Refusal(str):
    """What the visitor is told; ``status`` is that of the answer, ``answer`` puts both on a page."""

    status = 422

    def answer(self, response: HttpResponse) -> HttpResponse:
        """``response``, marked with the status and, where waiting helps, with how long."""
        response.status_code = self.status
        if self.status == 429:
            response.headers["Retry-After"] = str(PAUSE)
        return response


class TooOften(Refusal):
    status = 429


def challenge_context(request: HttpRequest) -> dict[str, Any]:
    """What ``ideas/challenge.html`` needs, for inside the form; a form shown again keeps its mark."""
    opened = request.POST.get(OPENED, "")
    return {
        "guard_asks": request.user.is_anonymous,
        "guard_opened": opened if _age(opened) is not None else _signer.sign(f"{timezone.now().timestamp():.0f}"),
        "guard_lifetime": int(LIFETIME.total_seconds()),
    }


def passed(request: HttpRequest, action: str = "idea") -> Refusal | None:
    """What keeps this POST out, in words for its sender, or None. Ask it last: a solved puzzle counts once.

    ``action`` and ``<action>_unproven`` name limits in ``ACCOUNT_RATE_LIMITS``.
    """
    doubtful = is_doubtful(request)
    fault = None if request.user.is_authenticated else _trapped(request) if doubtful else _unsolved(request)
    if fault:
        return Refusal(fault)
    if not ratelimit.consume(request, action=f"{action}_unproven" if doubtful else action):
        return TooOften(_("Von hier kam gerade sehr viel. Bitte versuchen Sie es in einer Stunde noch einmal."))
    return None


def is_doubtful(request: HttpRequest) -> bool:
    """Whether nothing says that a person sent this: it waits until the team has looked."""
    return request.user.is_anonymous and not request.POST.get(SOLUTION)


def new_puzzle() -> dict[str, Any]:
    """A challenge as ALTCHA's clients expect it, signed, good for ``LIFETIME``."""
    return altcha.create_challenge(
        ALGORITHM,
        ROUNDS,
        counter=secrets.randbelow(HARDEST),
        expires_at=timezone.now() + LIFETIME,
        hmac_secret=_secret("puzzle"),
        hmac_key_secret=_secret("answer"),
    ).to_dict()


def _trapped(request: HttpRequest) -> str:
    """What the traps of the form without a puzzle caught, if anything."""
    age = _age(request.POST.get(OPENED, ""))
    if age is None:
        return _("Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie sie noch einmal ab.")
    if age < FASTEST or request.POST.get(HONEYPOT):
        return _("Das ging sehr schnell. Bitte prüfen Sie Ihre Angaben und senden Sie sie noch einmal ab.")
    return ""


def _unsolved(request: HttpRequest) -> str:
    """What is wrong with the puzzle that was handed in, if anything."""
    solution = request.POST[SOLUTION]
    right = altcha.verify_solution(solution, _secret("puzzle"), hmac_key_secret=_secret("answer")).verified
    if right and use_up(*_known_by(solution)):
        return ""
    return _(
        "Die Prüfung gegen Roboter ist abgelaufen. Ihre Eingaben sind noch da: Bitte senden Sie sie noch einmal ab."
    )


def _known_by(solution: str) -> tuple[str, datetime]:
    """Signature and end of a verified puzzle."""
    challenge = json.loads(base64.b64decode(solution))["challenge"]
    return challenge["signature"], datetime.fromtimestamp(challenge["parameters"]["expiresAt"], UTC)


def _age(opened: str) -> timedelta | None:
    """How long ago the form was opened; None for a mark that is not ours, or too old."""
    try:
        since = int(_signer.unsign(opened))
    except BadSignature:
        return None
    age = timezone.now() - datetime.fromtimestamp(since, UTC)
    return age if age <= SLOWEST else None


def _secret(use: str) -> bytes:
    return hashlib.sha256(f"rathaus.ideas.guard.{use}:{settings.SECRET_KEY}".encode()).digest()
