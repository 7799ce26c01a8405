"""Ballots. Who has voted and, in a secret one, what was cast lie apart; ``guards.py`` keeps the rules."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rathaus.participation.committee.majority import Rule
from rathaus.participation.committee.models.meeting import Item
from rathaus.participation.committee.models.seats import Member


class Choice(models.TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nein")
    ABSTAIN = "abstain", _("Enthaltung")


class Exclusion(models.Model):
    """Somebody has a conflict of interest (Befangenheit, § 31 GO NRW) and takes no part in an item."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="exclusions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="exclusion_once")]


class Ballot(models.Model):
    """One vote on one item; ``seats``, ``present`` and ``excluded`` are how it was when it closed."""

    class Kind(models.TextChoices):
        OPEN = "open", _("offen")
        BY_NAME = "by_name", _("namentlich")
        SECRET = "secret", _("geheim")

    RULES = (
        (Rule.SIMPLE.value, _("einfache Mehrheit")),
        (Rule.ABSOLUTE.value, _("absolute Mehrheit")),
        (Rule.TWO_THIRDS.value, _("Zweidrittelmehrheit")),
    )

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="ballots")
    question = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OPEN)
    rule = models.CharField(max_length=10, choices=RULES, default=Rule.SIMPLE.value)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    seats = models.PositiveSmallIntegerField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    """Without the excluded; in a circular resolution, those who took part."""
    excluded = models.PositiveSmallIntegerField(null=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(closed_at=None), name="ballot_one_open_per_item"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(seats__isnull=False, present__isnull=False, excluded__isnull=False),
                name="ballot_closed_with_figures",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_secret(self) -> bool:
        return self.kind == self.Kind.SECRET


class Vote(models.Model):
    """A seat has voted, by its member or the deputy who sits there; ``choice`` is empty in a secret ballot."""

    # No running number and no time: from neither can be told who cast which paper.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="votes")
    seat = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    cast_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice, blank=True)

    class Meta:
        ordering = ["seat"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "seat"], name="vote_once_per_seat"),
            models.UniqueConstraint(fields=["ballot", "cast_by"], name="vote_once_per_voter"),
            models.CheckConstraint(condition=Q(choice__in=["", *Choice.values]), name="vote_known_choice"),
        ]


class Paper(models.Model):
    """What was cast in a secret ballot: no person, no time, no running number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="papers")
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(choice__in=Choice.values), name="paper_known_choice")]
