"""An author whose picture turned out to be malware hears of it."""

from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.withholding import State
from rathaus.participation.ideas.actions.telling import tell_author
from rathaus.participation.ideas.actions.writing import write_news
from rathaus.participation.ideas.models import Attachment


def tell_of_infected(file: StoredFile) -> None:
    """What came with an idea was locked away; registered with ``documents.receivers``."""
    if file.state != State.INFECTED:
        return
    for attachment in Attachment.objects.filter(file=file).select_related("idea__author", "idea__key"):
        write_news(attachment.idea, "infected", name=file.name)
        tell_author(attachment.idea, "idea")
