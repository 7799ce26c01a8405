"""A table's board: cards, stacks, dots."""

from django.db import models
from django.db.models import Count, F, Q

from rathaus.participation.ideas.models import Idea
from rathaus.participation.rooms.models.room import Participant, Room
from rathaus.participation.workshops.models import Table

DOTS = 5
"""How many dots a person has at each table."""


class Stack(models.Model):
    """Cards that belong together, under a heading."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="stacks")
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="+")
    heading = models.CharField(max_length=80)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["table", "heading"], name="stack_heading_once")]

    def __str__(self) -> str:
        return self.heading


class CardQuerySet(models.QuerySet["Card"]):
    def lying(self) -> "CardQuerySet":
        """On the board, and on top: neither removed nor merged into another."""
        return self.filter(removed_at=None, merged_into=None)

    def weighed(self) -> "CardQuerySet":
        """Heaviest first; ``weight`` is the number of dots."""
        return self.annotate(weight=Count("dots")).order_by("-weight", "pk")


class Card(models.Model):
    """One thought. ``token`` is made where it was typed: however often it is sent, there is one card."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="cards")
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, null=True, on_delete=models.SET_NULL, related_name="+")
    token = models.UUIDField(unique=True)
    text = models.CharField(max_length=280)
    is_hidden = models.BooleanField(default=False)
    """Face down: only its author reads it."""
    stack = models.ForeignKey(Stack, null=True, on_delete=models.SET_NULL, related_name="cards")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.PROTECT, related_name="+")
    """Where it came from, if from the pool."""
    became = models.OneToOneField(Idea, null=True, on_delete=models.PROTECT, related_name="+")
    """What was made of it."""
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["room", "idea"], name="card_idea_once_in_room"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="card_not_merged_into_itself"
            ),
        ]
        indexes = [models.Index(fields=["table", "removed_at"], name="card_by_table")]

    def __str__(self) -> str:
        return self.text

    @property
    def url(self) -> str:
        return f"{self.room.get_absolute_url()}karte/{self.pk}/"


class Dot(models.Model):
    """A person's weight on a card; which of her ``DOTS`` it is keeps her from giving more."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="dots")
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="+")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="dots")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "card"], name="dot_once_per_card"),
            models.UniqueConstraint(fields=["participant", "table", "number"], name="dot_each_once"),
            models.CheckConstraint(condition=Q(number__range=(1, DOTS)), name="dot_number_in_purse"),
        ]
