"""Cards are laid on a board, changed, put in order and taken off."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.lib.text import clean
from rathaus.participation.ideas.actions import add_station
from rathaus.participation.ideas.models import Idea
from rathaus.participation.rooms.actions.turns import Refused, turn
from rathaus.participation.rooms.models import Card, Participant, Room, Stack
from rathaus.participation.rooms.pool import IN_WORKSHOP, pool_of
from rathaus.participation.rooms.rules import Actor, may_edit, may_remove, may_use
from rathaus.participation.workshops.models import Table

MOST_CARDS = 3000
"""Cards on one board."""


def lay_card(room: Room, table: Table, text: str, token: uuid.UUID, *, by: Actor) -> Card:
    """A new card; sent again with the same ``token``, it is the card that lies there already.

    Raises PermissionDenied and Refused (closed, full).
    """
    with turn(room) as current:
        if (known := Card.objects.filter(token=token).first()) is not None:
            return _same(known, by)
        _ask(current, may_use(by, table))
        return _laid(current, table, by, text=clean(text), token=token, is_hidden=current.hidden_cards)


def take_from_pool(room: Room, table: Table, idea: Idea, *, by: Actor) -> Card:
    """Lay an idea that came by web or mail on the board; it goes on its way to the workshop, and knows so.

    Raises PermissionDenied and Refused (closed, full, taken by another table, no longer in the pool).
    """
    with turn(room) as current:
        _ask(current, may_use(by, table))
        if not pool_of(current).filter(pk=idea.pk).exists():
            raise Refused(_("Diese Idee liegt schon auf einem Tisch oder ist nicht mehr im Vorrat."))
        card = _laid(current, table, by, text=idea.title, token=uuid.uuid4(), idea=idea)
        workshop = current.workshop
        add_station(
            idea,
            IN_WORKSHOP,
            by="system",
            decided_by=workshop.title,
            link=workshop.get_absolute_url(),
            link_text=workshop.title,
            is_example=workshop.is_example,
        )
        # From now on the figures count it with the series.
        Idea.objects.filter(pk=idea.pk, series="").update(series=workshop.series.slug)
        return card


def edit_card(card: Card, text: str, *, by: Actor) -> None:
    """Change its words. Raises PermissionDenied and Refused."""
    with turn(card.room) as current:
        _ask(current, may_edit(by, card))
        card.text = clean(text)
        card.save(update_fields=["text"])


def remove_card(card: Card, *, by: Actor) -> None:
    """Take it off the board and forget its words; what was merged into it lies there by itself again.

    Raises PermissionDenied and Refused.
    """
    with turn(card.room) as current:
        _ask(current, may_remove(by, card))
        card.merged.update(merged_into=None)
        card.dots.all().delete()
        card.text, card.removed_at, card.stack, card.idea = "", timezone.now(), None, None
        card.save(update_fields=["text", "removed_at", "stack", "idea"])


def stack_card(card: Card, heading: str, *, by: Actor) -> None:
    """Lay it under ``heading``, a new or a known one; an empty one takes it out again.

    Raises PermissionDenied and Refused.
    """
    with turn(card.room) as current:
        _ask(current, may_use(by, card.table))
        named = clean(heading)
        card.stack = _stack(current, card.table, named) if named else None
        card.save(update_fields=["stack"])
        Stack.objects.filter(table=card.table, cards=None).delete()


def merge_card(card: Card, into: Card, *, by: Actor) -> None:
    """Say that both mean the same: ``card`` and what was merged into it lie beneath ``into``, with their dots.

    Raises PermissionDenied and Refused.
    """
    with turn(card.room) as current:
        _ask(current, may_use(by, card.table) and into.table_id == card.table_id)
        if into.pk == card.pk or into.merged_into_id or into.removed_at:
            raise Refused(_("Diese Karte liegt dort nicht mehr. Bitte wählen Sie eine andere."))
        card.merged.update(merged_into=into)
        both = set(into.dots.values_list("participant_id", flat=True))
        card.dots.filter(participant_id__in=both).delete()
        card.dots.update(card=into)
        card.merged_into, card.stack = into, None
        card.save(update_fields=["merged_into", "stack"])


def part_card(card: Card, *, by: Actor) -> None:
    """Take a merged card out again; dots stay where they are. Raises PermissionDenied and Refused."""
    with turn(card.room) as current:
        _ask(current, may_use(by, card.table))
        card.merged_into = None
        card.save(update_fields=["merged_into"])


def _stack(room: Room, table: Table, heading: str) -> Stack:
    return Stack.objects.get_or_create(table=table, heading=heading, defaults={"room": room})[0]


def _same(known: Card, by: Actor) -> Card:
    if isinstance(by, Participant) and known.participant_id != by.pk:
        raise PermissionDenied
    return known


def _laid(room: Room, table: Table, by: Actor, **told: Any) -> Card:
    if Card.objects.filter(table=table, removed_at=None).count() >= MOST_CARDS:
        raise Refused(_("Dieser Tisch ist voll. Bitte legen Sie Karten zusammen."))
    participant = by if isinstance(by, Participant) else None
    return Card.objects.create(room=room, table=table, participant=participant, created_at=timezone.now(), **told)


def _ask(room: Room, may: bool) -> None:
    if not may:
        raise PermissionDenied
    if room.is_closed:
        raise Refused(_("Der Raum ist geschlossen."))
