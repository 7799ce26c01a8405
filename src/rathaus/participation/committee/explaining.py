"""One sentence with its numbers for what ``majority`` works out."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rathaus.participation.committee.majority import Count, Rule, is_carried, is_quorate, needed, quorum


def explain(rule: Rule, count: Count) -> str:
    """Why the motion was carried or not."""
    if not is_quorate(count):
        return _("Der Kreis war nicht beschlussfähig, die Abstimmung gilt nicht.")
    numbers = {"needed": needed(rule, count), "yes": count.yes, "votes": count.decisive, "seats": count.seats}
    verdict = _("angenommen") if is_carried(rule, count) else _("abgelehnt")
    return _demand(rule, count) % numbers + " " + _result(count) % (numbers | {"verdict": verdict})


def explain_quorum(count: Count) -> str:
    """How many had to be there, and were."""
    return _(
        "Beschlussfähig ist der Kreis mit %(needed)s von %(seats)s Stimmberechtigten. Dabei waren %(present)s."
    ) % {
        "needed": quorum(count.seats),
        "seats": count.seats,
        "present": count.present,
    }


def _demand(rule: Rule, count: Count) -> str:
    if rule is Rule.ABSOLUTE:
        return _(
            "Verlangt war die absolute Mehrheit: mehr als die Hälfte aller %(seats)s Stimmberechtigten, also "
            "mindestens %(needed)s Ja; Enthaltungen helfen dabei nicht."
        )
    if rule is Rule.TWO_THIRDS:
        return _(
            "Verlangt waren zwei Drittel der %(votes)s Stimmen mit Ja oder Nein, also mindestens %(needed)s Ja; "
            "Enthaltungen zählen nicht mit."
        )
    return _(
        "Verlangt war die einfache Mehrheit: mehr Ja als Nein, bei %(votes)s Stimmen mindestens %(needed)s Ja; "
        "Enthaltungen zählen nicht mit."
    )


def _result(count: Count) -> str:
    if count.yes == count.no:
        return _("Bei Gleichstand (%(yes)s zu %(yes)s) ist der Antrag %(verdict)s.")
    return ngettext(
        "Mit %(yes)s Ja-Stimme ist der Antrag %(verdict)s.",
        "Mit %(yes)s Ja-Stimmen ist der Antrag %(verdict)s.",
        count.yes,
    )
