"""The team writes to somebody who registered."""

from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox import actions as inbox
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.notifications.actions import tell
from rathaus.participation.ideas.content import participation
from rathaus.participation.workshops.actions.asking import ask


@transaction.atomic
def write_guest(thread: Thread, text: str, *, once: str, by: Person) -> Message:
    """Into a thread of ``letters.threads_of``; a form sent again (``once``) gives the message it gave.

    Raises PermissionDenied.
    """
    ask(by)
    message, is_new = inbox.write_back(thread, text, once=once, by=by, signature=participation().team_name)
    if is_new and thread.person:
        tell(thread.person, "message")
    return message


@transaction.atomic
def settle_thread(thread: Thread, *, by: Person) -> None:
    """What she wrote needs no answer. Raises PermissionDenied."""
    ask(by)
    inbox.settle(thread, by=by)
