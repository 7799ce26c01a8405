"""Who may do what with drafts and definitions."""

from django.conf import settings

from rathaus.foundation.accounts.models import Person, TrustLevel
from rathaus.foundation.representation.rules import may_act_for
from rathaus.portal.applications.models import Definition, Draft

OPEN_DRAFTS = 20
"""So many applications one person, or one guest's browser, may have begun at a time."""


def may_publish(by: Person | str) -> bool:
    """Editors, and whoever runs the house (``"system"``)."""
    return by.is_editor if isinstance(by, Person) else by == "system"


def may_begin(others: int) -> bool:
    """Whether someone with ``others`` open drafts may begin one more."""
    return others < OPEN_DRAFTS or not settings.RATE_LIMITS


def may_send(level: TrustLevel, definition: Definition) -> bool:
    """Whoever proved the level that the application needs; guests where it needs none."""
    return level >= definition.blueprint.needed_level


def may_serve(by: Person) -> bool:
    """Staff, at the counter."""
    return by.is_active and by.memberships.exists()


def may_send_for(by: Person, person: Person | None, service: str) -> bool:
    """Her own, or with a mandate that counts at this very moment."""
    return person is not None and may_act_for(by, person.pk, service=service)


def may_claim(person: Person, draft: Draft) -> bool:
    """A guest's draft becomes hers, unless she has one open for the same service."""
    return draft.person_id is None and not Draft.objects.visible_to(person).filter(service=draft.service_id).exists()
