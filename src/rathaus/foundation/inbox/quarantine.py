"""Saying in a thread that a file in it was found to be malware. Its name stands there alone, and in no mail."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from rathaus.foundation.design.city import city
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.actions import post
from rathaus.foundation.inbox.models import Message, Thread


def wording(file: StoredFile) -> str:
    """What her who sent ``file`` reads, in the language of the moment."""
    return _(
        "Die Datei „%(name)s“ haben wir gesperrt: Unser Programm gegen Schadsoftware hält sie für gefährlich. Niemand "
        "kann sie öffnen, auch wir nicht.\n\nAlles andere ist bei uns angekommen. Wenn die Datei wichtig ist, schicken "
        "Sie sie bitte noch einmal in einer sauberen Fassung, zum Beispiel neu eingescannt oder abfotografiert. Prüfen "
        "Sie auch das Gerät, von dem sie kommt."
    ) % {"name": file.name}


def write_of(file: StoredFile, thread: Thread, language: str) -> Message:
    """Write it into ``thread``, signed by whoever of the city wrote there last."""
    with override(language):
        text = wording(file)
    last = thread.messages.filter(from_city=True).last()
    signature = last.signature if last else str(city()["name"])
    return post(thread, Message.Kind.TEXT, text, by="system", signature=signature, from_city=True)
