"""What a citizen writes back."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.documents.uploads import Inspected, Refused, inspect_upload
from rathaus.lib.text import clean

TEXT_LIMIT = 10_000
FILES_LIMIT = 5


class ManyFiles(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.Field):
    """Several files, each looked at by its content; gives a list of ``Inspected``."""

    widget = ManyFiles({"accept": ".pdf,.jpg,.jpeg,.png"})

    def clean(self, value: list[UploadedFile]) -> list[Inspected]:
        if len(value) > FILES_LIMIT:
            raise forms.ValidationError(
                _("Das sind %(given)s Dateien. Möglich sind %(limit)s, die übrigen mit einer zweiten Nachricht."),
                params={"given": len(value), "limit": FILES_LIMIT},
            )
        return [_looked_at(upload) for upload in value]


class ReplyForm(forms.Form):
    """Text, attachments or both. ``once`` makes a form that is sent twice count once."""

    one_suffices = True
    """No field is marked as optional: one of them is needed."""

    text = forms.CharField(
        label=_("Ihre Nachricht"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea({"rows": 6}),
    )
    attachments = FilesField(
        label=_("Dateien"),
        required=False,
        help_text=_("PDF oder Foto (JPEG, PNG), bis zu 5 Dateien, jede höchstens 10 MB."),
    )
    once = forms.CharField(widget=forms.HiddenInput, initial=uuid4, max_length=36)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        # The browser would count line ends otherwise than we do; the server's message is exact.
        self.fields["text"].widget.attrs.pop("maxlength", None)

    def clean_text(self) -> str:
        return clean(self.cleaned_data["text"])

    def clean(self) -> None:
        if not self.errors and not self.cleaned_data["text"] and not self.cleaned_data["attachments"]:
            self.add_error("text", _("Bitte schreiben Sie etwas oder wählen Sie eine Datei."))


def _looked_at(upload: UploadedFile) -> Inspected:
    try:
        return inspect_upload(upload)
    except Refused as refusal:
        raise forms.ValidationError(f"{clean(upload.name or '')}: {refusal.message}") from refusal
