"""Who may write into a thread, and who opens its messages."""

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.models import Message, Thread


def may_write(by: Person | str, thread: Thread, *, from_city: bool) -> bool:
    """For the city whoever reached the thread through its case; else its person, or a guest who proved her code."""
    return from_city or isinstance(by, str) or by.pk == thread.person_id


def may_open(by: Person | str, message: Message) -> bool:
    """The side the message was written to."""
    return not message.from_city or may_write(by, message.thread, from_city=False)
