"""Whoever sent malware hears of it."""

from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.withholding import State
from rathaus.foundation.inbox.models import Thread
from rathaus.foundation.inbox.quarantine import write_of
from rathaus.foundation.notifications.actions.telling import tell


def tell_of_infected(file: StoredFile) -> None:
    """A file of a thread was locked away; registered with ``documents.receivers``. Those of cases tell cases' own."""
    if file.state != State.INFECTED:
        return
    threads = Thread.objects.filter(key=file.key_id, person__isnull=False).exclude(kind=Thread.Kind.CASE)
    for thread in threads.select_related("person", "key"):
        assert thread.person
        write_of(file, thread, thread.person.language)
        tell(thread.person, "message")
