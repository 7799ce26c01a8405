"""What the team and those who registered with an account write to each other: one thread for each, in her inbox."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.actions import post, thread_about
from rathaus.foundation.inbox.models import Message, Thread, ThreadQuerySet
from rathaus.participation.ideas.content import participation
from rathaus.participation.workshops.models import Registration, Standing, Workshop
from rathaus.participation.workshops.templatetags.workshops import when

_STANDING: dict[str, Promise] = {
    Standing.REQUESTED: _("Sie nehmen an der Auslosung der Plätze teil. Wie sie ausgeht, lesen Sie hier."),
    Standing.SEATED: _("Sie haben einen Platz."),
    Standing.WAITING: _("Zurzeit sind alle Plätze vergeben: Sie stehen auf der Warteliste."),
}
NEWS: dict[str, Promise] = {
    "workshop_registered": _("Ihre Anmeldung ist angekommen. %(standing)s"),
    "workshop_seat": _("Sie haben einen Platz. Wir freuen uns auf Sie!"),
    "workshop_waiting": _("Sie stehen auf der Warteliste. Wird ein Platz frei, schreiben wir Ihnen."),
    "workshop_given_back": _("Ihr Platz ist zurückgegeben. Danke, dass Sie Bescheid gesagt haben."),
    "workshop_tables": _("Es steht fest, an welchen Tischen Sie sitzen:\n%(tables)s"),
    "workshop_changed": _("Der Workshop ist verlegt. Der Grund: %(reason)s"),
    "workshop_moved": _("Der Workshop ist verlegt."),
    "workshop_cancelled": _("Der Workshop fällt leider aus. Der Grund: %(reason)s"),
    "workshop_reminder": _("Bald ist es so weit. Wenn Sie nicht kommen können, geben Sie Ihren Platz bitte zurück."),
}
"""Each is followed by when and where, but for what is over."""


def write_news(registration: Registration, kind: str) -> None:
    """Say it in the inbox of who registered with an account; guests get a mail with a link only."""
    if registration.person is None:
        return
    with override(registration.language):
        text = _text(registration, kind)
    thread = thread_with(registration.person, registration.workshop)
    signature = participation().team_name
    post(thread, Message.Kind.TEXT, text, by="system", signature=signature, from_city=True)


def thread_with(person: Person, workshop: Workshop) -> Thread:
    """Hers about this workshop."""
    return thread_about(Thread.Kind.WORKSHOP, workshop.slug, workshop.title, person=person)


def threads_of(workshop: Workshop) -> ThreadQuerySet:
    """All of this workshop."""
    return Thread.objects.filter(kind=Thread.Kind.WORKSHOP, topic=workshop.slug)


def with_waiting() -> QuerySet[Workshop]:
    """Workshops with ``waiting``: how many people wait for an answer."""
    threads = Thread.objects.filter(kind=Thread.Kind.WORKSHOP, topic=OuterRef("slug"), unanswered_since__isnull=False)
    number = threads.values("topic").annotate(number=Count("pk")).values("number")
    return Workshop.objects.annotate(waiting=Subquery(number))


def _text(registration: Registration, kind: str) -> str:
    workshop = registration.workshop
    if kind == "workshop_changed" and not workshop.reason:
        kind = "workshop_moved"
    facts = {
        "standing": _STANDING.get(registration.standing, ""),
        "reason": workshop.reason,
        "tables": "\n".join(_tables(registration)),
    }
    said = str(NEWS[kind]) % facts
    over = kind in ("workshop_given_back", "workshop_cancelled")
    return said if over else f"{said}\n\n{when(workshop)}\n{workshop.place}"


def _tables(registration: Registration) -> list[str]:
    told = _("Runde %(round)s: Tisch %(number)s, %(theme)s")
    placements = registration.placements.select_related("table")
    return [
        str(told) % {"round": one.round, "number": one.table.number, "theme": one.table.theme} for one in placements
    ]
