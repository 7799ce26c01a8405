"""How the audit says for whom something was done."""

from typing import Any

from rathaus.foundation.accounts.models import Person


def on_behalf(by: Person | str, person_id: int | None) -> dict[str, Any]:
    """``{"for": "person:12"}`` if ``by`` acted for another; to be given to ``record`` as its detail."""
    other = isinstance(by, Person) and person_id is not None and by.pk != person_id
    return {"for": f"person:{person_id}"} if other else {}
