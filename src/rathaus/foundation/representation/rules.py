"""Who may act for whom, and who may change that. Asked of the database each time: what is revoked ends at once."""

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.models import Mandate

MOST_GIVEN = 50
"""Mandates, children or members that one person may have running or on offer."""


def mandates_of(agent: Person, principal_id: int) -> tuple[Mandate, ...]:
    """What ``agent`` may do for ``principal``, today; nothing while the account of either is blocked."""
    if not agent.is_active:
        return ()
    running = Mandate.objects.running().filter(agent=agent, principal=principal_id, principal__is_active=True)
    return tuple(running)


def may_act_for(by: Person, person_id: int | None, *, service: str = "", reference: str = "") -> bool:
    """``by`` is that person, or may act for her now in matters of this service, or of this case."""
    if person_id is None:
        return False
    if by.pk == person_id:
        return True
    return any(one.acts and one.covers(service, reference) for one in mandates_of(by, person_id))


def may_give(by: Person, principal: Person) -> bool:
    """Herself; a parent for the child; the administrator for her organisation."""
    return by.pk == principal.pk or is_parent(by, principal) or is_administrator(by, principal)


def has_room(principal: Person) -> bool:
    """Not too many at once."""
    return Mandate.objects.lasting().filter(principal=principal).count() < MOST_GIVEN


def may_accept(by: Person, mandate: Mandate) -> bool:
    """Anyone who has the code, but for herself, and no member twice; while whoever gave it could still give it."""
    if by.pk in (mandate.principal_id, mandate.given_by_id) or mandate.agent_id is not None:
        return False
    if not (mandate.given_by and mandate.given_by.is_active and may_give(mandate.given_by, mandate.principal)):
        return False
    twice = mandate.kind != Mandate.Kind.MANDATE and any(
        one.kind == mandate.kind for one in mandates_of(by, mandate.principal_id)
    )
    return not twice


def may_end(by: Person, mandate: Mandate) -> bool:
    """The principal; who holds it; who gave it, until it is accepted; for members the administrators."""
    if by.pk in (mandate.principal_id, mandate.agent_id):
        return True
    if mandate.kind == Mandate.Kind.MEMBER:
        return is_administrator(by, mandate.principal)
    # Neither parent can put out the other: that is a matter for the family court (§ 1671 BGB).
    return mandate.agent_id is None and mandate.given_by_id == by.pk


def is_last(mandate: Mandate) -> bool:
    """The child's only parent, or the organisation's only administrator: without her nobody could go on."""
    if mandate.kind == Mandate.Kind.MANDATE or mandate.agent_id is None:
        return False
    same = Mandate.objects.running().filter(principal=mandate.principal_id, kind=mandate.kind, role=mandate.role)
    vital = mandate.kind == Mandate.Kind.PARENT or mandate.role == Mandate.Role.ADMINISTRATOR
    return vital and not same.exclude(pk=mandate.pk).exists()


def is_parent(by: Person, child: Person) -> bool:
    return any(one.kind == Mandate.Kind.PARENT for one in mandates_of(by, child.pk))


def is_administrator(by: Person, organisation: Person) -> bool:
    return any(one.role == Mandate.Role.ADMINISTRATOR for one in mandates_of(by, organisation.pk))
