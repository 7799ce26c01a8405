"""What this module holds about a person: ideas, comments, supports, what she follows and what she reported."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.disclosure import Holding, Paper, Record
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.kept import raise_version
from rathaus.participation.ideas.models import Comment, Follow, Idea, Moderation, Report, ShownAs, Support


def _ideas(person: Person) -> Iterator[Record]:
    mine = Idea.objects.filter(author=person).select_related("key").order_by("number")
    for idea in mine.iterator(chunk_size=100):
        facts = {
            _("Nummer"): idea.number,
            _("Text"): idea.text,
            _("gesendet"): idea.sent_at,
            _("gezeigt als"): idea.author_name or _("ohne Namen"),
            _("Sichtbarkeit"): idea.get_visibility_display(),
            _("Ort"): idea.place,
            _("Unterstützungen"): idea.supports,
            _("Antwort der Stadt"): idea.answer,
        }
        files = [one.file for one in idea.attachments.select_related("file__key")]
        yield Record(idea.title, facts, tuple(Paper(one.name, one.read) for one in files), idea.get_absolute_url())


def _nameless(person: Person) -> None:
    """What she wrote stays; nothing there tells any more who she was."""
    hers = Idea.objects.filter(author=person)
    for log in Moderation.objects.filter(idea__in=hers).exclude(before={}):
        if log.before.pop("author_name", None) is not None:
            log.save(update_fields=["before"])
    hers.update(author=None, author_name="", shown_as=ShownAs.NONE, sealed_contact=b"", claim_digest="")
    Comment.objects.filter(author=person, official=False).update(author=None, author_name="")
    raise_version()


def _comments(person: Person) -> Iterator[Record]:
    for comment in Comment.objects.filter(author=person).select_related("idea").iterator():
        facts = {_("Text"): comment.text, _("gezeigt als"): comment.author_name, _("geschrieben"): comment.at}
        yield Record(comment.idea.title, facts, link=comment.idea.get_absolute_url())


def _marks(person: Person) -> Iterator[Record]:
    for kind, word in ((Support, _("unterstützt")), (Follow, _("beobachtet"))):
        for mark in kind._default_manager.filter(person=person).select_related("idea").iterator():
            yield Record(mark.idea.title, {_("Art"): word, _("seit"): mark.at}, link=mark.idea.get_absolute_url())


def _reports(person: Person) -> Iterator[Record]:
    for report in Report.objects.filter(by=person).select_related("idea").iterator():
        facts = {_("Ihr Grund"): report.reason, _("gemeldet"): report.at, _("geprüft"): report.settled_at}
        yield Record(report.idea.title, facts, link=report.idea.get_absolute_url())


IDEAS = Holding(
    name="ideen",
    label=gettext_lazy("Ideen"),
    about=gettext_lazy("Was Sie der Stadt vorgeschlagen haben."),
    rows=lambda person: (Idea.objects.filter(author=person),),
    read=_ideas,
    relations=frozenset({"ideas.Idea.author"}),
    link="/mein/ideen/",
    afterwards=gettext_lazy("Bleiben ohne Ihren Namen stehen, auch in Protokollen und Auswertungen."),
    forget=_nameless,
)
COMMENTS = Holding(
    name="kommentare",
    label=gettext_lazy("Kommentare"),
    about=gettext_lazy("Was Sie zu Ideen geschrieben haben."),
    rows=lambda person: (Comment.objects.filter(author=person),),
    read=_comments,
    relations=frozenset({"ideas.Comment.author"}),
    afterwards=gettext_lazy("Bleiben ohne Ihren Namen stehen."),
)
MARKS = Holding(
    name="unterstuetzungen",
    label=gettext_lazy("Unterstützte und beobachtete Ideen"),
    about=gettext_lazy("Ideen, die Ihnen wichtig sind."),
    rows=lambda person: (Support.objects.filter(person=person), Follow.objects.filter(person=person)),
    read=_marks,
    relations=frozenset({"ideas.Support.person", "ideas.Follow.person"}),
    afterwards=gettext_lazy("Ihre Unterstützung zählt weiter, ohne dass jemand sieht, von wem sie ist."),
)
REPORTS = Holding(
    name="meldungen",
    label=gettext_lazy("Meldungen"),
    about=gettext_lazy("Ideen und Kommentare, die Sie uns gemeldet haben."),
    rows=lambda person: (Report.objects.filter(by=person),),
    read=_reports,
    relations=frozenset({"ideas.Report.by"}),
    afterwards=gettext_lazy("Bleiben ohne Ihren Namen."),
)
