"""Who may write into a thread, who opens its messages and puts it away."""

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.representation.rules import may_act_for


def may_write(by: Person | str, thread: Thread, *, from_city: bool) -> bool:
    """For the city whoever reached the thread through its case; else its person, who may act for her, or a guest.

    A guest has proved her code.
    """
    if from_city or isinstance(by, str) or by.pk == thread.person_id:
        return True
    about_matter = thread.kind in Thread.FOR_AGENTS
    return about_matter and may_act_for(by, thread.person_id, service=thread.topic, reference=thread.reference)


def may_open(by: Person | str, message: Message) -> bool:
    """What the city wrote: its person, or who may act for her. Nobody opens what she wrote herself."""
    return message.from_city and may_write(by, message.thread, from_city=False)


def may_archive(by: Person, thread: Thread) -> bool:
    """Her own, once she has opened everything in it: what waits must not get out of sight."""
    return may_write(by, thread, from_city=False) and not thread.unread
