"""Browsers in which she allows hints, or no longer."""

import hashlib

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.notifications import outward
from rathaus.foundation.notifications.models import Device

MOST_DEVICES = 10
"""Of one person; the oldest goes."""


@transaction.atomic
def allow(person: Person, endpoint: str, p256dh: str, auth: str, name: str, *, by: Person) -> Device:
    """Show hints in this browser. One that was somebody else's before is hers alone from now on.

    Raises PermissionDenied, and ``outward.NotAllowed`` for an address that is no push service we know.
    """
    if by.pk != person.pk:
        raise PermissionDenied
    if not outward.is_known(endpoint):
        raise outward.NotAllowed
    index = hashlib.sha256(endpoint.encode()).hexdigest()
    told = {"person": person, "endpoint": endpoint, "p256dh": p256dh, "auth": auth, "name": name}
    device, _new = Device.objects.update_or_create(endpoint_index=index, defaults=told)
    kept = Device.objects.filter(person=person)[:MOST_DEVICES]
    Device.objects.filter(person=person).exclude(pk__in=[each.pk for each in kept]).delete()
    record("notifications.device_allowed", f"person:{person.pk}", by=by)
    return device


@transaction.atomic
def withdraw(device: Device, *, by: Person) -> None:
    """No more hints there. Raises PermissionDenied."""
    if device.person_id != by.pk:
        raise PermissionDenied
    record("notifications.device_withdrawn", f"person:{device.person_id}", by=by)
    device.delete()
