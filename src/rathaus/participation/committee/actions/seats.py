"""Who sits on the committee."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.lib.text import clean
from rathaus.participation.committee.actions.asking import ask_to_run, insist
from rathaus.participation.committee.content import rulebook
from rathaus.participation.committee.models import Committee, Member


@transaction.atomic
def found_committee(*, by: Person | str, about: str = "", is_example: bool = False) -> Committee:
    """The city's committee, made if there is none yet. Raises PermissionDenied."""
    ask_to_run(by)
    told = {"name": rulebook().name, "about": clean(about), "is_example": is_example}
    committee, new = Committee.objects.get_or_create(slug=rulebook().slug, defaults=told)
    if new:
        raise_version()
        record("committee.founded", f"committee:{committee.slug}", by=by)
    return committee


@transaction.atomic
def appoint(
    committee: Committee,
    title: str,
    *,
    by: Person | str,
    person: Person | None = None,
    role: str = Member.Role.MEMBER,
    deputy_of: Member | None = None,
    since: date | None = None,
    until: date | None = None,
    is_example: bool = False,
) -> Member:
    """Give somebody a seat, or make her deputy of a member. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    Committee.objects.select_for_update().get(pk=committee.pk)
    first = since or timezone.localdate()
    insist(until is None or until >= first, _("Die Amtszeit endet, bevor sie beginnt."))
    insist(not person or not _sits(committee, person, first, until), _("Diese Person gehört dem Kreis schon an."))
    insist(
        deputy_of is None or deputy_of.role != Member.Role.DEPUTY, _("Eine Stellvertretung hat keine Stellvertretung.")
    )
    member = Member.objects.create(
        committee=committee,
        title=clean(title),
        person=person,
        role=Member.Role.DEPUTY if deputy_of else role,
        deputy_of=deputy_of,
        since=first,
        until=until,
        is_example=is_example,
    )
    raise_version()
    record("committee.appointed", f"member:{member.pk}", by=by, role=str(member.role))
    return member


@transaction.atomic
def end_term(member: Member, until: date, *, by: Person | str) -> None:
    """The term ends with the day ``until``. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(until >= member.since, _("Die Amtszeit endet, bevor sie beginnt."))
    member.until = until
    member.save(update_fields=["until"])
    raise_version()
    record("committee.term_ended", f"member:{member.pk}", by=by)


def _sits(committee: Committee, person: Person, first: date, last: date | None) -> bool:
    """Whether a term of hers meets this one."""
    held = Member.objects.filter(committee=committee, person=person).exclude(until__lt=first)
    return (held.filter(since__lte=last) if last else held).exists()
