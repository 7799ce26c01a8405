"""The idea."""

import hashlib
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.vault.models import Key
from rathaus.lib.references import read_code
from rathaus.participation.ideas.content import Field, State, participation
from rathaus.participation.ideas.team import is_on_team


class Origin(models.TextChoices):
    """How an idea came to us."""

    WEB = "web", _("über die Website")
    MAIL = "mail", _("per E-Mail")
    CARD = "card", _("von einer Karte im Workshop")
    PHONE = "phone", _("am Telefon")
    PAPER = "paper", _("auf Papier")
    IMPORT = "import", _("aus einer anderen Sammlung")


class Visibility(models.TextChoices):
    """Who can see it."""

    WAITING = "waiting", _("wartet auf Prüfung")
    PUBLIC = "public", _("öffentlich")
    HIDDEN = "hidden", _("verborgen")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    MERGED = "merged", _("zusammengeführt")


class ShownAs(models.TextChoices):
    """How the author is shown."""

    NAME = "name", _("mit meinem Namen")
    ALIAS = "alias", _("mit einem anderen Namen")
    NONE = "none", _("ohne Namen")


def digest_of(code: str) -> str:
    """What is kept of a claim code."""
    return hashlib.sha256(code.encode()).hexdigest()


class IdeaQuerySet(models.QuerySet["Idea"]):
    def public(self) -> "IdeaQuerySet":
        return self.filter(visibility=Visibility.PUBLIC)

    def visible_to(self, person: Person | AnonymousUser) -> "IdeaQuerySet":
        """Public ones; merged ones, which lead on; her own; all of them for the team."""
        if not isinstance(person, Person):
            return self.filter(visibility__in=(Visibility.PUBLIC, Visibility.MERGED))
        if is_on_team(person):
            return self
        return self.filter(models.Q(visibility__in=(Visibility.PUBLIC, Visibility.MERGED)) | models.Q(author=person))

    def opened_by(self, code: str) -> "IdeaQuerySet":
        """The one whose claim link has this code, as typed."""
        return self.exclude(claim_digest="").filter(claim_digest=digest_of(read_code(code)))

    def unchecked(self) -> "IdeaQuerySet":
        """What the moderators have to look at."""
        # Said the other way round, SQLite would leave the small index of the unchecked for the large one of the public.
        return self.filter(checked_at=None).exclude(
            visibility__in=(Visibility.HIDDEN, Visibility.WITHDRAWN, Visibility.MERGED)
        )

    def unanswered(self) -> "IdeaQuerySet":
        """Public, and the city has said nothing yet."""
        return self.public().filter(answered_at=None)

    def overdue(self, today: date) -> "IdeaQuerySet":
        """The promised first answer is late."""
        return self.unanswered().filter(answer_due_on__lt=today)


class Idea(models.Model):
    """A public proposal; counts are kept beside it, so that a list asks for nothing else."""

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=5000)
    field = models.CharField(max_length=40)
    """Slug of the main field of action; ``further_fields`` holds slugs of others."""
    further_fields = models.JSONField(default=list)
    district = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200, blank=True)
    """In words: „Kreuzung am Bahnhof“."""
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.WEB)
    origin_text = models.CharField(max_length=200, blank=True)
    """Where from, as shown: „Tisch Service für Bürger, Workshop am 13. September 2018“."""
    origin_link = models.CharField(max_length=300, blank=True)
    context = models.JSONField(default=dict)
    """Which page the author came from: ``{"service": "hund-anmelden", "step": "hund"}``."""
    series = models.CharField(max_length=60, blank=True)
    """Slug of the workshop series it belongs to, for the figures."""

    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    shown_as = models.CharField(max_length=5, choices=ShownAs, default=ShownAs.NONE)
    author_name = models.CharField(max_length=120, blank=True)
    """The name or alias shown; empty for none."""
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    sealed_contact = models.BinaryField(default=b"")
    """E-mail address of an author without account, sealed as ``contact:<number>``."""
    claim_digest = models.CharField(max_length=64, blank=True, db_index=True)
    """SHA-256 of the code in the claim link."""

    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.WAITING)
    checked_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=40)
    sent_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    answer_due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    """The city's pinned official answer; signed by ``answer_by`` at ``answer_at``."""
    answer_by = models.CharField(max_length=120, blank=True)
    answer_at = models.DateTimeField(null=True)

    supports = models.PositiveIntegerField(default=0)
    comments_count = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    """The idea that carries this one's supporters on: never itself merged, so that one step always leads there."""
    split_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="split_off")
    """The idea whose second thought this one is."""
    is_example = models.BooleanField(default=False)
    """Wording and figures are invented („Beispielidee“), shown with a mark."""

    objects = IdeaQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["visibility", "-number"], name="idea_newest"),
            models.Index(fields=["visibility", "field", "-number"], name="idea_by_field"),
            models.Index(fields=["visibility", "district", "-number"], name="idea_by_district"),
            models.Index(fields=["visibility", "state", "-number"], name="idea_by_state"),
            models.Index(fields=["visibility", "-supports", "-number"], name="idea_most_supported"),
            models.Index(fields=["visibility", "answered_at", "answer_due_on"], name="idea_needs_answer"),
            models.Index(
                fields=["answer_due_on", "number"],
                condition=models.Q(visibility="public", answered_at=None),
                name="idea_waiting_longest",
            ),
            models.Index(
                fields=["district", "answer_due_on", "number"],
                condition=models.Q(visibility="public", answered_at=None),
                name="idea_waiting_in_district",
            ),
            models.Index(
                fields=["state", "answer_due_on", "number"],
                condition=models.Q(visibility="public", answered_at=None),
                name="idea_waiting_in_state",
            ),
            models.Index(fields=["sent_at"], condition=models.Q(checked_at=None), name="idea_unchecked"),
            models.Index(fields=["author", "-number"], name="idea_by_author"),
            models.Index(fields=["visibility", "series", "field", "sent_at", "is_example"], name="idea_figures"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/ideen/{self.number}/"

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC

    @property
    def field_named(self) -> Field:
        return participation().fields[self.field]

    @property
    def further_named(self) -> list[Field]:
        return [participation().fields[slug] for slug in self.further_fields]

    @property
    def is_living(self) -> bool:
        """Neither withdrawn, hidden nor merged."""
        return self.visibility in (Visibility.WAITING, Visibility.PUBLIC)

    @property
    def state_named(self) -> State:
        return participation().states[self.state]

    @property
    def district_name(self) -> str:
        """Empty for the whole city."""
        return str(participation().districts[self.district]) if self.district else ""

    @property
    def hidden_because(self) -> str:
        """The reason given for hiding it; empty for one that is not hidden."""
        if self.visibility != Visibility.HIDDEN:
            return ""
        log = self.moderations.filter(verb="hidden", comment=None)
        return log.values_list("reason", flat=True).first() or ""

    @property
    def contact(self) -> str:
        """Where an author without account can be reached; empty if she left nothing."""
        return self.key.open(self.sealed_contact, f"contact:{self.number}").decode() if self.sealed_contact else ""


class Attachment(models.Model):
    """A picture or file that came with an idea, sealed under its key."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="attachments")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    @property
    def is_picture(self) -> bool:
        return self.file.content_type.startswith("image/")


class Counter(models.Model):
    """The one row with the last number given; locking it puts senders in line."""

    last = models.PositiveIntegerField(default=0)
