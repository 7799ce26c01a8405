"""How one signs in at a door, and what that proves."""

from rathaus.foundation.accounts.models import TrustLevel


def _(german: str) -> str:
    """Marks a text for translation; the form translates it."""
    return german


PASSWORD, ELSTER, EID = "password", "elster", "eid"
WAYS = {
    PASSWORD: (_("Benutzername und Passwort"), TrustLevel.BASIC),
    ELSTER: (_("ELSTER-Zertifikat"), TrustLevel.SUBSTANTIAL),
    EID: (_("Online-Ausweis"), TrustLevel.HIGH),
}
"""Label and level."""
