"""What the city has to say to the author of an idea, in the inbox of her account: news, and words of the team."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox import actions as inbox
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.notifications.actions import tell
from rathaus.participation.ideas.change import Impossible, demand
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.letters import of_idea
from rathaus.participation.ideas.models import Idea

NEWS = {
    "public": gettext_lazy(
        "Ihre Idee „%(title)s“ ist jetzt öffentlich. Alle können sie lesen, unterstützen und kommentieren."
    ),
    "hidden": gettext_lazy(
        "Wir haben Ihre Idee „%(title)s“ verborgen: Außer Ihnen und uns sieht sie niemand mehr.\n\nDer Grund: "
        "%(reason)s\n\nSie sehen das anders? Auf der Seite Ihrer Idee können Sie Einspruch einlegen."
    ),
    "edited": gettext_lazy(
        "Wir haben Ihre Idee „%(title)s“ geändert.\n\nDer Grund: %(reason)s\n\nDen neuen Text lesen Sie auf der Seite "
        "Ihrer Idee."
    ),
    "answered": gettext_lazy("Die Stadt hat auf Ihre Idee „%(title)s“ geantwortet:\n\n%(answer)s\n\n%(signed)s"),
    "merged": gettext_lazy(
        "Ihre Idee „%(title)s“ gehört jetzt zu Idee %(number)s: „%(other)s“. Wer Ihre Idee unterstützt hat, "
        "unterstützt jetzt die gemeinsame."
    ),
    "joined": gettext_lazy(
        "Zu Ihrer Idee „%(title)s“ gehört jetzt auch Idee %(number)s: „%(other)s“. Wer sie unterstützt hat, "
        "unterstützt jetzt die gemeinsame."
    ),
    "unmerged": gettext_lazy("Ihre Idee „%(title)s“ und Idee %(number)s, „%(other)s“, stehen wieder jede für sich."),
    "split": gettext_lazy(
        "In Ihrer Idee „%(title)s“ steckten zwei. Die zweite steht jetzt für sich, als Idee %(number)s: „%(other)s“."
    ),
    "granted": gettext_lazy(
        "Wir haben Ihren Einspruch geprüft und stimmen Ihnen zu. Ihre Idee „%(title)s“ ist wieder öffentlich.\n\n"
        "%(answer)s"
    ),
    "refused": gettext_lazy("Wir haben Ihren Einspruch geprüft. Ihre Idee „%(title)s“ bleibt verborgen.\n\n%(answer)s"),
    "infected": gettext_lazy(
        "Zu Ihrer Idee „%(title)s“ gehört die Datei „%(name)s“. Wir haben sie gesperrt: Unser Programm gegen "
        "Schadsoftware hält sie für gefährlich. Niemand kann sie öffnen, auch wir nicht. Ihre Idee selbst ist "
        "angekommen. Prüfen Sie bitte auch das Gerät, von dem die Datei kommt."
    ),
    "station": gettext_lazy(
        "Ihre Idee „%(title)s“ ist weitergekommen: %(state)s.\n\nEntschieden hat: %(decided_by)s.\n\n%(reason)s"
    ),
}


def write_news(idea: Idea, news: str, **facts: object) -> None:
    """One of NEWS, in her language, to an author who has an account; the others get a mail with a link only."""
    if idea.author is None:
        return
    with override(idea.author.language):
        text = str(NEWS[news]) % {"title": idea.title, **facts}
    _post_news(idea, idea.author, text)


@transaction.atomic
def write_author(idea: Idea, text: str, *, once: str, by: Person) -> Message:
    """The team writes to her; a form sent again (``once``) gives the message it gave.

    Raises PermissionDenied, Impossible where the author has no account.
    """
    demand(by)
    if idea.author is None:
        raise Impossible(_("Die Autorin oder der Autor hat kein Konto."))
    signature = participation().team_name
    message, is_new = inbox.write_back(_thread(idea, idea.author), text, once=once, by=by, signature=signature)
    if is_new:
        tell(idea.author, "message")
    return message


@transaction.atomic
def settle_thread(idea: Idea, *, by: Person) -> None:
    """What the author wrote needs no answer. Raises PermissionDenied."""
    demand(by)
    for thread in of_idea(idea):
        inbox.settle(thread, by=by)


def _post_news(idea: Idea, author: Person, text: str) -> None:
    # Signed by the team, written by nobody: news do not count as an answer to what the author asked.
    signature = participation().team_name
    thread = _thread(idea, author)
    inbox.post(thread, Message.Kind.TEXT, text, by="system", signature=signature, from_city=True)


def _thread(idea: Idea, author: Person) -> Thread:
    return inbox.thread_about(Thread.Kind.IDEA, str(idea.number), idea.title, person=author)
