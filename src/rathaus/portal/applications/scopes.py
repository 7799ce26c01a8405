"""The services for which a mandate can be given."""

from rathaus.foundation.accounts.models import Person
from rathaus.portal.applications.models import Definition


def services_of(person: Person) -> dict[str, str]:
    """``{"hund-anmelden": "Hund anmelden"}``: all that can be applied for, the same for everyone."""
    in_force = Definition.objects.filter(in_force=True).order_by("service__title")
    return dict(in_force.values_list("service__slug", "service__title"))
