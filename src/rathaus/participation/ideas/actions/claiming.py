"""The author of a claim link takes her idea into her account."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.rules import may_claim


@transaction.atomic
def claim(idea: Idea, *, by: Person) -> Idea:
    """The idea belongs to her account from now on; she has proved its code, which is used up.

    Raises PermissionDenied if it has an account already.
    """
    current = _locked(idea)
    if not may_claim(by, current):
        raise PermissionDenied
    current.author, current.sealed_contact, current.claim_digest = by, b"", ""
    current.save(update_fields=["author", "sealed_contact", "claim_digest"])
    record("idea.claimed", f"idea:{idea.number}", by=by)
    return current


def _locked(idea: Idea) -> Idea:
    return Idea.objects.select_for_update(of=("self",)).select_related("key").get(pk=idea.pk)
