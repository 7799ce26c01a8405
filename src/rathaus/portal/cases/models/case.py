"""The case: one application on its way through the town hall."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.models import Thread
from rathaus.foundation.offices.models import Membership, Office
from rathaus.foundation.representation.conflicts import close_to
from rathaus.foundation.representation.party import Party, matters
from rathaus.foundation.vault.models import Key
from rathaus.lib.references import read_reference
from rathaus.portal.applications.models import Application
from rathaus.portal.cases.names import fingerprints
from rathaus.portal.cases.workflow import FINISHED, OPEN, PUBLIC, RUNNING, PublicState, State
from rathaus.portal.catalogue.models import Service

if TYPE_CHECKING:
    from rathaus.portal.cases.models.enquiry import Enquiry

OPEN_ONES, FINISHED_ONES = models.Q(finished_at__isnull=True), models.Q(finished_at__isnull=False)
"""As a constraint below says. SQLite finds the index of what is NULL, but not that of three states asked for."""
LONGEST_WARNING = 366
"""Days: no service announces the end of a case earlier."""


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, whom: Person | Party | int) -> "CaseQuerySet":
        """The cases of a citizen: those of her own applications, or of her principal's as far as she may read them."""
        return self.filter(matters(whom, service="service__slug", reference="reference"))

    def visible_at_desk(self, person: int, today: date) -> "CaseQuerySet":
        """The cases of the offices that ``person`` works for, but for those in which she is on the other side today.

        Her own applications, those she sent for others, and all of people close to her (§ 20 (1) VwVfG NRW).
        """
        offices = Membership.objects.filter(person=person).values("office")
        return self.filter(office__in=offices)._of_others(person, today)

    def at_desk(self, office: int, person: int, today: date) -> "CaseQuerySet":
        """The same of one office: a list in order is read from an index, which begins with one office."""
        return self.filter(office=office)._of_others(person, today)

    def _of_others(self, person: int, today: date) -> "CaseQuerySet":
        sent = Application.objects.filter(sent_by=person).values("pk")
        return self.exclude(person=person).exclude(person__in=close_to(person, today)).exclude(application__in=sent)

    def in_full(self) -> "CaseQuerySet":
        """With all that the page of a case shows and its actions need, in one query.

        But for what few cases have, or few forms show: who sent it for another, who began it at the counter, the fee.
        Each table more costs all the others, since PostgreSQL thinks about the order of eight at once.
        """
        whole = (f"application__{name}" for name in ("person", "definition", "key", "receipt"))
        joined = self.select_related("service", "office", "assigned_to", "thread__key", *whole)
        # It is long, and only the first reading of a blueprint needs it.
        return joined.defer("application__definition__content")

    def for_notice(self) -> "CaseQuerySet":
        """With all that its notice says, and no more: the rest would be asked for one by one."""
        joined = self.select_related("service", "office", "application__definition", "application__key")
        office = (f"office__{name}" for name in ("name", "street", "postcode", "town", "phone", "email"))
        sent = (f"application__{name}" for name in ("submitted_at", "sealed_answers", "origins"))
        below = ("application__key__wrapped", "application__key__master", "application__definition__digest")
        return joined.only("reference", "sealed_applicant", "service__title", *office, *sent, *below)

    def open(self) -> "CaseQuerySet":
        return self.filter(OPEN_ONES)

    def unassigned(self) -> "CaseQuerySet":
        """Open, and nobody has it yet."""
        return self.open().filter(assigned_to__isnull=True)

    def waiting(self) -> "CaseQuerySet":
        return self.filter(state=State.WAITING)

    def overdue(self, today: date) -> "CaseQuerySet":
        """Due before ``today`` while the clock runs."""
        return self.open().filter(state__in=RUNNING, due_on__lt=today)

    def finished(self) -> "CaseQuerySet":
        return self.filter(FINISHED_ONES)

    def to_warn(self, today: date) -> "CaseQuerySet":
        """Whose end may have to be announced: how long before says the service."""
        soon = today + timedelta(days=LONGEST_WARNING)
        return self.finished().filter(keep_until__lte=soon, warned_on=None).order_by("keep_until", "pk")

    def to_erase(self, today: date) -> "CaseQuerySet":
        """Whose time is over and whose person knows."""
        return self.finished().filter(keep_until__lt=today, warned_on__isnull=False).order_by("keep_until", "pk")

    def found_by(self, typed: str) -> "CaseQuerySet":
        """The case of this reference, or all whose applicant bears every one of these names; nothing for nothing."""
        if reference := read_reference(typed):
            return self.filter(reference=reference)
        if not (words := fingerprints(typed)):
            return self.none()
        found = self
        for word in words:
            found = found.filter(names__fingerprint=word)
        return found

    def lines(self, number: int) -> "CaseQuerySet":
        """The first ``number`` cases with all that a line of a list shows, without the sealed answers.

        Joined only after the limit: a database that has not counted its rows yet would join them all first.
        """
        first = Case.objects.filter(pk__in=self.values("pk")[:number])
        joined = first.select_related("service", "assigned_to", "application__key").order_by(*self.query.order_by)
        own = ("reference", "state", "opened_at", "due_on", "paused_on", "finished_at", "sealed_applicant")
        key = ("application__key__wrapped", "application__key__master")
        return joined.only(*own, *key, "service__title", "assigned_to__name", "assigned_to__email")


class Case(models.Model):
    """A case (Vorgang); ``revision`` counts its changes, so that two clerks at once notice each other."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """Whose application it is; kept here too, since every list asks for it. None for a guest."""
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    assigned_to = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    sealed_applicant = models.BinaryField(default=b"")
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    paused_on = models.DateField(null=True)
    """Since when the clock stands still, waiting for the citizen."""
    finished_at = models.DateTimeField(null=True)
    """When it was decided, or closed without a decision."""
    closed_at = models.DateTimeField(null=True)
    keep_until = models.DateField(null=True)
    """Until when the law wants it kept, once it is finished; the day after it may go."""
    warned_on = models.DateField(null=True)
    """When its person was told that it will go."""
    revision = models.PositiveIntegerField(default=0)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "due_on", "id"], condition=OPEN_ONES, name="case_open_by_office"),
            models.Index(fields=["assigned_to", "due_on", "id"], condition=OPEN_ONES, name="case_open_by_clerk"),
            models.Index(
                fields=["office", "-finished_at", "-id"], condition=FINISHED_ONES, name="case_finished_by_office"
            ),
            models.Index(
                fields=["office", "due_on", "id"],
                condition=OPEN_ONES & models.Q(assigned_to__isnull=True),
                name="case_nobodys_by_office",
            ),
            models.Index(
                fields=["office", "due_on", "id"],
                condition=models.Q(state=State.WAITING),
                name="case_waiting_by_office",
            ),
            models.Index(
                fields=["office", "service", "due_on", "id"], condition=OPEN_ONES, name="case_open_by_service"
            ),
            models.Index(
                fields=["office", "service", "-finished_at", "-id"],
                condition=FINISHED_ONES,
                name="case_finished_by_service",
            ),
            models.Index(
                fields=["keep_until", "id"], condition=models.Q(keep_until__isnull=False), name="case_by_end_of_keeping"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.WAITING, paused_on__isnull=False)
                | (~models.Q(state=State.WAITING) & models.Q(paused_on__isnull=True)),
                name="case_clock_stands_while_waiting",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=FINISHED, finished_at__isnull=False)
                | models.Q(state__in=OPEN, finished_at__isnull=True),
                name="case_finished_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def key(self) -> Key:
        """The key under which all of this case is sealed."""
        return self.application.key

    @property
    def applicant(self) -> str:
        """The applicant's name as she gave it, or nothing."""
        if not self.sealed_applicant:
            return ""
        return self.key.open(self.sealed_applicant, f"applicant:{self.reference}").decode()

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        # Django's own way looks through all states anew, which takes as long as the rest of a line of a list.
        return str(State(self.state).label)

    @property
    def public_state(self) -> PublicState:
        return PUBLIC[State(self.state)]

    @property
    def public_state_label(self) -> str:
        return str(self.public_state.label)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        return self.state in RUNNING and self.due_on < timezone.localdate()

    @property
    def todo(self) -> "Enquiry | None":
        """What the citizen must do: the question she has not answered yet."""
        return self.enquiries.open().select_related("message__thread__key").first()

    @property
    def desk_url(self) -> str:
        """Where a clerk works on it."""
        return f"/arbeitsplatz/vorgang/{self.reference}/"

    def get_absolute_url(self) -> str:
        """Where the citizen follows it."""
        return f"/mein/vorgaenge/{self.reference}/"


class CaseName(models.Model):
    """The fingerprint of one word of the applicant's name."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="names")
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fingerprint", "case"], name="case_name_once")]
