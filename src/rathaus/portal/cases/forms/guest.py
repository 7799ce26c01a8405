"""What a guest types to follow her case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.portal.cases.forms.fields import Plain


class StatusForm(forms.Form):
    """Reference and status code of a guest."""

    reference = Plain(
        label=_("Vorgangsnummer"),
        max_length=40,
        help_text=_("Sie steht auf Ihrer Eingangsbestätigung, zum Beispiel 7K4M‑2Q9X‑E."),
        error_messages={
            "required": _("Bitte geben Sie die Vorgangsnummer ein."),
            "max_length": _("So lang ist keine Vorgangsnummer."),
        },
    )
    code = Plain(
        label=_("Statuscode"),
        max_length=40,
        help_text=_("Sie haben ihn mit der Eingangsbestätigung bekommen, zum Beispiel Q7RM‑31ZT‑9KHD."),
        error_messages={
            "required": _("Bitte geben Sie den Statuscode ein."),
            "max_length": _("So lang ist kein Statuscode."),
        },
    )
