"""Who may change what is known of a person."""

from rathaus.foundation.accounts.models import Person


def may_rename(by: Person, person: Person) -> bool:
    """Everyone herself."""
    return by.pk == person.pk
