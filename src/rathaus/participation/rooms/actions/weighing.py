"""Dots are given and taken back."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from rathaus.participation.rooms.actions.turns import Refused, turn
from rathaus.participation.rooms.models import DOTS, Card, Dot, Participant
from rathaus.participation.rooms.rules import may_use


def weigh(card: Card, give: bool, *, by: Participant) -> None:
    """Give ``card`` a dot, or take it back; twice is as good as once. Raises PermissionDenied and Refused."""
    with turn(card.room) as current:
        if not may_use(by, card.table):
            raise PermissionDenied
        if current.is_closed or card.removed_at or card.merged_into_id:
            raise Refused(_("Diese Karte liegt dort nicht mehr."))
        given = {dot.number: dot for dot in Dot.objects.filter(participant=by, table=card.table)}
        mine = next((dot for dot in given.values() if dot.card_id == card.pk), None)
        if give and mine is None:
            Dot.objects.create(participant=by, table=card.table, card=card, number=_free(set(given)))
        elif mine and not give:
            mine.delete()


def _free(given: set[int]) -> int:
    number = next((number for number in range(1, DOTS + 1) if number not in given), None)
    if number is None:
        raise Refused(_("Sie haben alle Punkte vergeben. Nehmen Sie erst einen zurück."))
    return number
