"""Who hears of a citizen's message: later stages register here, in their ``apps.py``."""

from typing import Protocol

from rathaus.foundation.inbox.models import Message


class Receiver(Protocol):
    """Called within the message's transaction; what it raises undoes the message."""

    def __call__(self, message: Message) -> None: ...


_receivers: list[Receiver] = []


def register(receiver: Receiver) -> Receiver:
    """Let ``receiver`` have every message from a citizen from now on."""
    if receiver not in _receivers:
        _receivers.append(receiver)
    return receiver


def hand_over(message: Message) -> None:
    """Give ``message`` to all receivers, in the order they registered."""
    for receiver in _receivers:
        receiver(message)
