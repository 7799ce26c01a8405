"""Mails that something waits."""

from rathaus.foundation.notifications.actions import announce
from rathaus.portal.applications.models import Application


def tell_applicant(application: Application, kind: str) -> None:
    """A mail of ``kind`` to the applicant, if she gave an address; it leads where she can read what there is."""
    if address := application.email:
        path = "/mein/postfach/" if application.person_id else "/status/"
        announce(address, kind, language=application.language, path=path)
