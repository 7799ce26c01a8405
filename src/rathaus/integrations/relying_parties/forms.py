"""Her answer to a service's question."""

from typing import Any

from django import forms
from django.http import QueryDict

from rathaus.foundation.accounts.models import Person, TrustLevel
from rathaus.integrations.relying_parties.question import Question
from rathaus.integrations.relying_parties.scopes import OPENID, Scope
from rathaus.integrations.relying_parties.telling import in_words


class ConsentForm(forms.Form):
    """One box for each scope that she may keep to herself."""

    def __init__(self, question: Question, person: Person, level: TrustLevel, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.told = in_words(person, question.scopes, level)
        optional = [scope for scope, _ in self.told if scope.name != OPENID]
        self.fields["scopes"] = forms.MultipleChoiceField(
            choices=[(scope.name, scope.title) for scope in optional], required=False
        )

    def rows(self) -> list[dict[str, Any]]:
        """What the page shows of each scope."""
        kept = set(self.data.getlist("scopes")) if self.is_bound else None  # type: ignore[attr-defined]
        return [self._row(scope, words, kept) for scope, words in self.told]

    def agreed(self) -> list[str]:
        """The scopes she agreed to; the subject goes with every sign-in."""
        return [OPENID, *self.cleaned_data["scopes"]]

    def _row(self, scope: Scope, words: str, kept: set[str] | None) -> dict[str, Any]:
        return {
            "scope": scope,
            "words": words,
            "optional": scope.name != OPENID,
            "on": kept is None or scope.name in kept,
        }
