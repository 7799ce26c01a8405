"""What this module holds about a person: mandates given and held, her children, her organisations."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.disclosure import Holding, Record, holdings
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.models import Mandate, MandateQuerySet
from rathaus.foundation.representation.rules import is_last
from rathaus.foundation.vault.models import Key


def _given(person: Person) -> MandateQuerySet:
    return Mandate.objects.filter(principal=person)


def _held(person: Person) -> MandateQuerySet:
    return Mandate.objects.filter(agent=person)


def _read(person: Person) -> Iterator[Record]:
    for mandate in (_given(person) | _held(person)).select_related("principal", "agent", "key").order_by("given_at"):
        facts = {
            _("Von"): str(mandate.principal),
            _("An"): str(mandate.agent or ""),
            _("Wofür"): mandate.about or _("Alles"),
            _("Was"): mandate.get_power_display(),
            _("Rolle"): mandate.get_role_display(),
            _("Gegeben"): mandate.given_at,
            _("Angenommen"): mandate.accepted_at,
            _("Letzter Tag"): mandate.until,
            _("Beendet"): mandate.ended_at,
        }
        named = {_("Bezeichnung"): mandate.label} if mandate.principal_id == person.pk else {}
        yield Record(mandate.get_kind_display(), facts | named, link=f"/mein/vertretung/{mandate.pk}/")


def _forget(person: Person) -> None:
    """Her mandates go with their keys; so do children and organisations for whom nobody is left to act."""
    alone = [mandate.principal for mandate in _held(person).select_related("principal") if _is_last_tie(mandate)]
    keys = list((_given(person) | _held(person)).values_list("key", flat=True))
    (_given(person) | _held(person)).delete()
    Key.objects.filter(pk__in=keys).delete()
    for principal in alone:
        _let_go(principal)


def _is_last_tie(mandate: Mandate) -> bool:
    """Nobody else is left: also of a child that has come of age, whom nobody could find any more."""
    if mandate.kind == Mandate.Kind.MANDATE or mandate.ended_at is not None:
        return False
    same = Mandate.objects.filter(principal=mandate.principal_id, kind=mandate.kind, ended_at=None)
    return not same.exclude(agent=None).exclude(agent=mandate.agent_id).exists()


def _let_go(principal: Person) -> None:
    for holding in reversed(holdings()):
        holding.forget(principal)
    principal.delete()
    if principal.key:
        principal.key.delete()


def _leads_others(person: Person) -> str:
    """The last administrator of an organisation that others belong to."""
    for mandate in _held(person).running().filter(kind=Mandate.Kind.MEMBER).select_related("principal"):
        if is_last(mandate) and Mandate.objects.running().filter(principal=mandate.principal).count() > 1:
            return _("Nur Sie verwalten %(name)s. Geben Sie die Verwaltung zuerst weiter.") % {
                "name": mandate.principal
            }
    return ""


REPRESENTATION = Holding(
    name="vertretung",
    label=gettext_lazy("Vertretung"),
    about=gettext_lazy("Wer für Sie handeln darf, und für wen Sie handeln dürfen."),
    rows=lambda person: (_given(person), _held(person)),
    read=_read,
    relations=frozenset(
        {
            "representation.Mandate.principal",
            "representation.Mandate.agent",
            "representation.Mandate.given_by",
        }
    ),
    link="/mein/vertretung/",
    afterwards=gettext_lazy(
        "Endet sofort. Kinder und Organisationen, für die sonst niemand handeln kann, löschen wir mit."
    ),
    forget=_forget,
    obstacle=_leads_others,
)
