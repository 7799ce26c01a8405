"""What attributes are called on the pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rathaus.integrations.saml import akdb

_LABELS: dict[str, Any] = {
    akdb.BPK2: _("Kennzeichen für diese Stadt (bPK2)"),
    akdb.LEVEL: _("Vertrauensniveau"),
    akdb.MAIL: _("E-Mail-Adresse"),
    **{attribute: fact.label for fact, attribute in akdb.FACTS.items()},
}


def named(attributes: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Label and value of each; what consists of parts as one line."""
    return [
        (_LABELS.get(name, name), " ".join(value.values()) if isinstance(value, dict) else value)
        for name, value in attributes.items()
    ]
