"""An idea comes in from a sender that may send it again."""

import dataclasses
import hashlib
import json

from django.db import IntegrityError, transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.vault.indexing import blind_index
from rathaus.participation.ideas.actions.sending import NewIdea, Sent, send_idea
from rathaus.participation.ideas.models import Arrival


class NameReused(Exception):
    """Another idea was sent under this name."""


def send_once(new: NewIdea, name: str, *, by: Person | str, checked: bool = False, wait: bool = False) -> Sent:
    """As ``send_idea``, and the same again for the same ``name``, however often and however fast. Raises NameReused."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    fingerprint = blind_index(_said(new), "idea-arrival")
    if earlier := _earlier(digest, fingerprint):
        return earlier
    try:
        return _send(new, digest, fingerprint, by, checked, wait)
    except IntegrityError:
        # The same came twice at once, and the other one won.
        if earlier := _earlier(digest, fingerprint):
            return earlier
        raise


def _said(new: NewIdea) -> str:
    files = [hashlib.sha256(file.content).hexdigest() for file in new.files]
    said = dataclasses.asdict(dataclasses.replace(new, files=()))
    return json.dumps(said | ({"files": files} if files else {}), sort_keys=True, default=str)


def _earlier(digest: str, fingerprint: str) -> Sent | None:
    arrival = Arrival.objects.select_related("idea__key").filter(name=digest).first()
    if arrival is None:
        return None
    if arrival.fingerprint != fingerprint:
        raise NameReused
    idea = arrival.idea
    return Sent(idea, idea.key.open(bytes(arrival.sealed_code), f"code:{idea.number}").decode(), is_new=False)


@transaction.atomic
def _send(new: NewIdea, digest: str, fingerprint: str, by: Person | str, checked: bool, wait: bool) -> Sent:
    sent = send_idea(new, by=by, checked=checked, wait=wait)
    sealed = sent.idea.key.seal(sent.code.encode(), f"code:{sent.idea.number}")
    Arrival.objects.create(name=digest, fingerprint=fingerprint, idea=sent.idea, sealed_code=sealed)
    return sent
