"""What an application tells of her that her profile doesn't know yet."""

from rathaus.foundation.accounts.models import Person
from rathaus.portal.applications.known.sources import SOURCES, facts_in
from rathaus.portal.applications.models import Application


def news(application: Application, person: Person) -> dict[str, str]:
    """Facts by name that ``application`` states of ``person``; without those that are known, or confirmed otherwise."""
    stated: dict[str, str] = {}
    for name, answer in application.answers.items():
        question = application.definition.blueprint.questions.get(name)
        if question and question.prefill in SOURCES:
            stated |= facts_in(SOURCES[question.prefill], answer)
    known = {fact.name: fact for fact in person.facts.select_related("person__key")}
    return {
        name: text
        for name, text in stated.items()
        if name not in known or not (known[name].is_confirmed or known[name].value == text)
    }
