"""Who may decide who works where."""

from rathaus.foundation.accounts.models import Person


def may_appoint(by: Person | str) -> bool:
    """Administrators give and take roles; the first one gets hers from whoever runs the house (``"system"``)."""
    return by.is_administrator if isinstance(by, Person) else by == "system"
