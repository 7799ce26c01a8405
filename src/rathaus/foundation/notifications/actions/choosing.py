"""How news reach a person is hers to choose; or, by a link in a mail, anybody's who holds it."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.notifications import stopping
from rathaus.foundation.notifications.kinds import KINDS
from rathaus.foundation.notifications.models import Choice, Group, Mail, Mode, Recipient
from rathaus.foundation.notifications.wording import gathers

Ways = tuple[str, bool]
"""A ``Mode``, and whether her devices show hints."""


@transaction.atomic
def choose(person: Person, ways: Mapping[Group, Ways], language: str, *, by: Person) -> None:
    """From now on news of each group reach ``person`` so, in ``language``. Raises PermissionDenied."""
    if by.pk != person.pk:
        raise PermissionDenied
    recipient, _new = Recipient.objects.get_or_create(person=person)
    for group, (mode, push) in ways.items():
        _set(recipient, group, mail=mode, push=push, before="")
    person.language = language
    person.save(update_fields=["language"])
    record("notifications.chosen", f"person:{person.pk}", by=by)


@transaction.atomic
def switch_off(recipient: Recipient, what: str, *, by: str = "link") -> None:
    """No more mails of this group, or of all that are gathered; twice changes nothing."""
    for group, mode in _ways_of(recipient, what).items():
        if mode != Mode.NONE:
            _set(recipient, group, mail=Mode.NONE, before=mode)
    record("notifications.switched_off", f"recipient:{recipient.pk}", by=by, what=what)


@transaction.atomic
def switch_on(recipient: Recipient, what: str, *, by: str = "link") -> None:
    """As it was before ``switch_off``."""
    groups = stopping.groups(what) or list(Group)
    for choice in recipient.choices.filter(group__in=groups).exclude(before=""):
        choice.mail, choice.before = choice.before, ""
        choice.save(update_fields=["mail", "before"])
    record("notifications.switched_on", f"recipient:{recipient.pk}", by=by, what=what)


def is_off(recipient: Recipient, what: str) -> bool:
    """Whether nothing of ``what`` comes any more."""
    return all(mode == Mode.NONE for mode in _ways_of(recipient, what).values())


def _ways_of(recipient: Recipient, what: str) -> dict[Group, str]:
    groups = stopping.groups(what)
    modes = {group: recipient.choice(group).mail for group in groups or Group}
    return modes if groups else {group: mode for group, mode in modes.items() if gathers(mode)}


def _set(recipient: Recipient, group: Group, **ways: object) -> None:
    Choice.objects.update_or_create(recipient=recipient, group=group, defaults=ways)
    # Gathered already, and now to come at once: they still come with the mail that was planned for them.
    if ways["mail"] == Mode.NONE:
        _forget_gathered(recipient, group)


def _forget_gathered(recipient: Recipient, group: Group) -> None:
    """What she has in her inbox, and no longer wants to be told of together."""
    kinds = [kind for kind, wording in KINDS.items() if wording.group == group]
    gathered = recipient.mails.filter(state=Mail.State.GATHERED, kind__in=kinds)
    gathered.update(state=Mail.State.SUPERSEDED, context={})
