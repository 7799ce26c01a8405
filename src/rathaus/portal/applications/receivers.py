"""Who receives a submitted application: later stages register here, in their ``apps.py``."""

from typing import Protocol

from rathaus.portal.applications.models import Application


class Receiver(Protocol):
    """Called within the submission's transaction; what it raises undoes the submission."""

    def __call__(self, application: Application) -> None: ...


_receivers: list[Receiver] = []


def register(receiver: Receiver) -> Receiver:
    """Let ``receiver`` have every application from now on."""
    if receiver not in _receivers:
        _receivers.append(receiver)
    return receiver


def hand_over(application: Application) -> None:
    """Give ``application`` to all receivers, in the order they registered."""
    for receiver in _receivers:
        receiver(application)
