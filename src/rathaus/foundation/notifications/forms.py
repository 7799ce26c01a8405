"""How news reach a person: by mail, gathered or not at all, and with hints on her devices."""

import base64
import binascii
from collections.abc import Iterable
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications import outward
from rathaus.foundation.notifications.actions.choosing import Ways
from rathaus.foundation.notifications.models import Choice, Group, Mode


class WaysForm(forms.Form):
    """A choice for each of ``groups``, and the language."""

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = list(groups)
        for group in self.groups:
            self.fields[f"mail_{group}"] = forms.ChoiceField(label=group.label, choices=Mode)
            self.fields[f"push_{group}"] = forms.BooleanField(
                label=_("Auch Hinweise auf Ihren Geräten"), required=False
            )
        self.fields["language"] = forms.ChoiceField(
            label=_("Sprache unserer E-Mails und Hinweise"), choices=settings.LANGUAGES
        )

    @property
    def rows(self) -> list[tuple[Group, forms.BoundField, forms.BoundField]]:
        return [(group, self[f"mail_{group}"], self[f"push_{group}"]) for group in self.groups]

    @property
    def ways(self) -> dict[Group, Ways]:
        """What was chosen; for a valid form."""
        chosen = self.cleaned_data
        return {group: (chosen[f"mail_{group}"], chosen[f"push_{group}"]) for group in self.groups}


def chosen_by(person: Person) -> dict[str, Any]:
    """What ``WaysForm`` begins with."""
    begun: dict[str, Any] = {"language": person.language}
    chosen = {choice.group: choice for choice in Choice.objects.filter(recipient__person=person)}
    for group in Group:
        choice = chosen.get(group) or Choice(group=group)
        begun |= {f"mail_{group}": choice.mail, f"push_{group}": choice.push}
    return begun


class DeviceForm(forms.Form):
    """What a browser says of its push service: an address, and the keys that only it can open with."""

    endpoint = forms.CharField(max_length=outward.LONGEST_ENDPOINT, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=100, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_endpoint(self) -> str:
        endpoint = self.cleaned_data["endpoint"]
        if not outward.is_known(endpoint):
            raise ValidationError(_("Diesen Browser unterstützen wir noch nicht."))
        return endpoint

    def clean_p256dh(self) -> str:
        text = self.cleaned_data["p256dh"]
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(text))
        except ValueError as error:
            raise ValidationError(_("Der Schlüssel des Browsers ist nicht zu gebrauchen.")) from error
        return text

    def clean_auth(self) -> str:
        text = self.cleaned_data["auth"]
        if len(_bytes(text)) != 16:
            raise ValidationError(_("Der Schlüssel des Browsers ist nicht zu gebrauchen."))
        return text


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
