"""What the templates of rooms need: words of a card, dots, the address of the live stream."""

import json
from typing import Any

from django import template
from django.conf import settings

from rathaus.participation.rooms.models import Card, Room

register = template.Library()


@register.filter
def words(card: Card, mine: bool) -> str:
    """What is on the card; nothing while it lies face down, but for its author."""
    return card.text if mine or not card.is_hidden else ""


@register.filter
def dots(card: Card, dotted: bool) -> list[str]:
    """A class for each dot on the card, the visitor's own last; a free place where there is none."""
    weight: int = card.weight  # type: ignore[attr-defined]
    return [*[""] * (weight - dotted), *["mine"] * dotted] or ["free"]


@register.filter
def as_json(value: Any) -> str:
    """For a data attribute."""
    return json.dumps(value)


@register.simple_tag
def live_address(room: Room) -> str:
    """Where the live process tells what changes in ``room``."""
    return f"{settings.LIVE_ADDRESS}{room.get_absolute_url()}live/"
