"""For whom something is done: the principal, whose matters are meant, and the agent, who is there."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.models import Mandate


@dataclass(frozen=True)
class Party:
    """``mandates`` are those of ``agent`` for ``principal`` that count now; none are needed for one's own matters."""

    principal: Person
    agent: Person
    mandates: tuple[Mandate, ...] = ()

    @property
    def is_own(self) -> bool:
        """She is there for herself."""
        return self.principal.pk == self.agent.pk

    @property
    def signature(self) -> str:
        """``Anna Kowalski``, or ``Bernd Schäfer für Anna Kowalski``."""
        return signature(self.agent, self.principal)

    @property
    def may_act_somewhere(self) -> bool:
        """Not only reading."""
        return self.is_own or any(mandate.acts for mandate in self.mandates)

    def may_read(self, *, service: str = "", reference: str = "") -> bool:
        """Matters of this service, or of this case."""
        return self.is_own or any(one.covers(service, reference) for one in self.mandates)

    def may_act(self, *, service: str = "", reference: str = "") -> bool:
        return self.is_own or any(one.acts and one.covers(service, reference) for one in self.mandates)


def own(person: Person) -> Party:
    """Somebody for herself."""
    return Party(person, person)


def matters(
    whom: Person | Party | int, *, service: str, reference: str = "", person: str = "person", acting: bool = False
) -> Q:
    """Which rows ``whom`` reaches: her own (a number is a person's), or the principal's within the mandates.

    ``person``, ``service`` and ``reference`` are where a row says whose it is, the slug of its service, and the
    reference of its case (empty: it has none yet). ``acting`` asks for those in which more than reading is allowed.
    """
    if not isinstance(whom, Party):
        return Q(**{person: whom})
    mine = Q(**{person: whom.principal})
    if whom.is_own:
        return mine
    within = Q(pk__in=[])
    for mandate in whom.mandates:
        if mandate.acts or not acting:
            within |= _scope(mandate, service, reference)
    return mine & within


def signature(agent: Person, principal: Person) -> str:
    """How what ``agent`` does for ``principal`` is signed."""
    if agent.pk == principal.pk:
        return str(principal)
    return _("%(agent)s für %(principal)s") % {"agent": agent, "principal": principal}


def _scope(mandate: Mandate, service: str, reference: str) -> Q:
    if mandate.service:
        return Q(**{service: mandate.service})
    if mandate.reference:
        return Q(**{reference: mandate.reference}) if reference else Q(pk__in=[])
    # Q() in a disjunction is left out; what is always true has to be said.
    return ~Q(pk__in=[])
