"""An idea comes in."""

import dataclasses
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.documents.intake import receive
from rathaus.foundation.documents.uploads import Inspected
from rathaus.foundation.notifications.actions import announce
from rathaus.foundation.vault.actions import create_key
from rathaus.lib.references import new_code
from rathaus.lib.text import clean
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.finding import index
from rathaus.participation.ideas.models import Attachment, Counter, Idea, Origin, ShownAs, Station, Visibility
from rathaus.participation.ideas.models.idea import digest_of


@dataclass(frozen=True)
class NewIdea:
    """What an author says; ``field``, ``further_fields`` and ``district`` are slugs of the city's own table."""

    title: str
    text: str
    field: str
    further_fields: tuple[str, ...] = ()
    district: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    origin: str = Origin.WEB
    origin_text: str = ""
    origin_link: str = ""
    context: dict[str, Any] = dataclasses.field(default_factory=dict)
    series: str = ""
    shown_as: str = ShownAs.NONE
    author_name: str = ""
    contact: str = ""
    """E-mail address of an author without account."""
    files: tuple[Inspected, ...] = ()
    is_example: bool = False


@dataclass(frozen=True)
class Sent:
    """The stored idea, and the secret code of its claim link, which is nowhere else."""

    idea: Idea
    code: str
    is_new: bool = True
    """Not where the same had come before."""


@transaction.atomic
def send_idea(new: NewIdea, *, by: Person | str, checked: bool = False, wait: bool = False) -> Sent:
    """Store a new idea with the next number and its first station. ``by`` is a person, ``"guest"`` or ``"system"``.

    It is public at once if ``checked``, or where the city checks afterwards; what came by mail always waits, and
    what nobody vouches for (``wait``).
    """
    now, city = timezone.now(), participation()
    number, key, code = _next_number(), create_key(), new_code()
    public = checked or (city.publish == "before" and new.origin != Origin.MAIL and not wait)
    idea = Idea.objects.create(
        number=number,
        title=clean(new.title),
        text=clean(new.text),
        field=city.fields[new.field].slug,
        further_fields=[city.fields[slug].slug for slug in new.further_fields if slug != new.field],
        district=new.district and city.districts[new.district].slug,
        place=clean(new.place),
        latitude=new.latitude,
        longitude=new.longitude,
        origin=new.origin,
        origin_text=clean(new.origin_text),
        origin_link=new.origin_link,
        context=new.context,
        series=new.series,
        author=by if isinstance(by, Person) else None,
        shown_as=new.shown_as,
        author_name=clean(new.author_name) if new.shown_as != ShownAs.NONE else "",
        key=key,
        sealed_contact=key.seal(new.contact.encode(), f"contact:{number}") if new.contact else b"",
        claim_digest=digest_of(code),
        visibility=Visibility.PUBLIC if public else Visibility.WAITING,
        checked_at=now if checked else None,
        state=city.first_state,
        sent_at=now,
        published_at=now if public else None,
        changed_at=now,
        answer_due_on=timezone.localdate(now) + timedelta(days=city.answer_days),
        is_example=new.is_example,
    )
    for one in new.files:
        Attachment.objects.create(idea=idea, file=receive(one, key))
    Station.objects.create(idea=idea, state=idea.state, at=now, decided_by=city.team_name, is_example=new.is_example)
    index(idea)
    if public:
        raise_version()
    if new.contact and new.origin == Origin.WEB and by == "guest":
        # The code is all it takes to change the idea: it goes to its author alone.
        announce(new.contact, "idea_received", path=f"/ideen/anspruch/{code}/")
    record("idea.sent", f"idea:{number}", by=by, origin=str(new.origin))
    return Sent(idea, code)


def _next_number() -> int:
    counter, _ = Counter.objects.select_for_update().get_or_create(pk=1)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
