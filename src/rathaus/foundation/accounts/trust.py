"""How surely we know, in this session, who is there.

A password proves BASIC. A door that vouches for more (BundID, Mein Unternehmenskonto) says so when she comes through
it; what it said holds as long as the session.
"""

from django.http import HttpRequest

from rathaus.foundation.accounts.models import TrustLevel

_SESSION = "trust_level"


def trust_of(request: HttpRequest) -> TrustLevel:
    """The level proven in this session: NONE for a guest, at least BASIC once signed in."""
    if not request.user.is_authenticated:
        return TrustLevel.NONE
    return TrustLevel(max(TrustLevel.BASIC, request.session.get(_SESSION, TrustLevel.BASIC)))


def prove(request: HttpRequest, level: TrustLevel) -> None:
    """Note what a door has just vouched for; a lower level never lowers the one proven before in this session."""
    request.session[_SESSION] = int(max(level, request.session.get(_SESSION, TrustLevel.NONE)))
