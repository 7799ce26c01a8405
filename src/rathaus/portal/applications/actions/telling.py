"""The applicant hears that something waits."""

from rathaus.foundation.notifications.actions import announce, tell
from rathaus.foundation.representation.told import told_for
from rathaus.portal.applications.models import Application

INBOX, SWITCH = "/mein/postfach/", "/mein/vertretung/wechseln/"


def tell_applicant(application: Application, kind: str) -> None:
    """News of ``kind`` reach the applicant by the ways she chose; a child's reach its parents, an organisation's those
    who act for it. Without an account they come by mail if she gave an address.
    """
    readers = told_for(application.person) if application.person else []
    for reader in readers:
        tell(reader, kind, path=INBOX if reader == application.person else SWITCH)
    if not readers and (address := application.email):
        path = INBOX if application.person_id else "/status/"
        announce(address, kind, language=application.language, path=path)


def address_of(application: Application) -> str:
    """Where mails about it go; empty if nowhere."""
    return (application.person and application.person.email) or application.email
