"""Who hears what the scanner said of a file: whoever shows files registers here, in ``apps.py``."""

from typing import Protocol

from rathaus.foundation.documents.models import StoredFile


class Receiver(Protocol):
    """Called in the transaction of the verdict; ``file.state`` is CLEAN or INFECTED. What it raises undoes it."""

    def __call__(self, file: StoredFile) -> None: ...


_receivers: list[Receiver] = []


def register(receiver: Receiver) -> Receiver:
    """Let ``receiver`` have every verdict from now on."""
    if receiver not in _receivers:
        _receivers.append(receiver)
    return receiver


def hand_over(file: StoredFile) -> None:
    """Give ``file`` to all receivers, in the order they registered."""
    for receiver in _receivers:
        receiver(file)
