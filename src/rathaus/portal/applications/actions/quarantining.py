"""An applicant whose file turned out to be malware hears of it; her application goes its way."""

from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.withholding import State
from rathaus.foundation.inbox.models import Thread
from rathaus.foundation.inbox.quarantine import write_of
from rathaus.portal.applications.actions.telling import tell_applicant
from rathaus.portal.applications.models import Application


def tell_of_infected(file: StoredFile) -> None:
    """A file of an application or its messages was locked away; registered with ``documents.receivers``.

    One of a draft is told when the draft is sent: there is no thread before.
    """
    if file.state != State.INFECTED:
        return
    for application in Application.objects.filter(key=file.key_id).select_related("person", "key"):
        thread = Thread.objects.select_related("key").get(reference=application.reference)
        write_of(file, thread, application.language)
        tell_applicant(application, "message")
