"""How it goes, and how it ends."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.design.fields import Day, Line, Lines
from rathaus.foundation.inbox.forms import FilesField
from rathaus.participation.projects.models import Light
from rathaus.participation.projects.workflow import can_be_opened

FARTHEST = timedelta(days=3653)


class ReportForm(forms.Form):
    """A status report."""

    light = forms.ChoiceField(
        label=_("Wie steht es?"),
        choices=Light.choices,
        error_messages={"required": _("Bitte wählen Sie, wie es steht.")},
    )
    text = Lines(label=_("Bericht"), longest=4000, help_text=_("Er ist öffentlich. Bitte keine Namen von Personen."))
    attachments = FilesField(
        label=_("Fotos und Dokumente"),
        required=False,
        help_text=_("PDF oder Foto (JPEG, PNG), bis zu 5 Dateien, jede höchstens 10 MB. Sie sind öffentlich."),
    )


class DayAheadForm(forms.Form):
    """A day by which something is promised."""

    planned_on = Day(label=_("Geplant für"))

    def clean_planned_on(self) -> date:
        day: date = self.cleaned_data["planned_on"]
        today = timezone.localdate()
        if not today <= day <= today + FARTHEST:
            raise forms.ValidationError(_("Bitte nennen Sie einen Tag in den nächsten zehn Jahren."))
        return day


class MilestoneForm(DayAheadForm):
    title = Line(label=_("Was soll dann da sein?"), longest=120)
    field_order = ("title",)


class ReachedForm(forms.Form):
    reached_on = Day(label=_("Erreicht am"), initial=timezone.localdate)

    def clean_reached_on(self) -> date:
        day: date = self.cleaned_data["reached_on"]
        if not date(2000, 1, 1) <= day <= timezone.localdate():
            raise forms.ValidationError(_("Der Tag darf nicht in der Zukunft liegen."))
        return day


class FinishForm(forms.Form):
    """What came of it."""

    result_link = Line(
        label=_("Adresse des Ergebnisses"),
        longest=300,
        help_text=_(
            "Eine Seite dieses Hauses, zum Beispiel /leistungen/hund-anmelden/, oder eine Adresse mit https://"
        ),
    )
    result_text = Line(
        label=_("Was ist dort zu finden?"), longest=120, required=False, help_text=_("Zum Beispiel: Termin buchen")
    )

    def clean_result_link(self) -> str:
        link: str = self.cleaned_data["result_link"]
        if not can_be_opened(link):
            raise forms.ValidationError(_("Diese Adresse führt zu keiner Seite. Bitte prüfen Sie sie."))
        return link


class StopForm(forms.Form):
    reason = Lines(
        label=_("Warum geht es nicht weiter?"), longest=2000, help_text=_("Der Grund steht öffentlich bei der Idee.")
    )
    for_now = forms.BooleanField(label=_("Die Ideen bleiben für später vorgemerkt"), required=False)
