"""Signing in at a simulated door."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rathaus.integrations.demo.bundid.peer import Peer
from rathaus.integrations.demo.bundid.question import Question
from rathaus.integrations.demo.bundid.ways import WAYS


class SignInForm(forms.Form):
    """Who, and by which way; the way must be hers, and prove as much as the service asks for."""

    who = forms.ChoiceField(widget=forms.RadioSelect)
    way = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, peer: Peer, question: Question, **options: Any) -> None:
        super().__init__(*args, **options)
        self.peer, self.question = peer, question
        people = [(one.id, f"{one.label} ({_(one.about)})") for one in peer.cast.values()]
        offered = [name for name in WAYS if any(name in one.ways for one in peer.cast.values())]
        ways = [(name, f"{_(WAYS[name][0])} ({WAYS[name][1].label})") for name in offered]
        self._offer("who", _("Wer sind Sie?"), people, people[0][0])
        enough = next((name for name in offered if WAYS[name][1] >= question.level), offered[-1])
        self._offer("way", _("Wie melden Sie sich an?"), ways, enough)

    def _offer(self, name: str, label: str, choices: list[tuple[str, str]], chosen: str) -> None:
        field: Any = self.fields[name]
        field.label, field.choices, field.initial = label, choices, chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        who, way = self.peer.cast.get(cleaned.get("who", "")), cleaned.get("way")
        if who and way and way not in who.ways:
            self.add_error("way", _("So kann sich diese Person nicht anmelden."))
        elif way and WAYS[way][1] < self.question.level:
            self.add_error("way", _("Das reicht dem Dienst nicht. Bitte wählen Sie eine sicherere Anmeldung."))
        return cleaned
