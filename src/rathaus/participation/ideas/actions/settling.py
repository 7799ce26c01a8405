"""The team settles what others raised: reports, appeals, and comments that should not stand."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications.actions import tell
from rathaus.lib.text import clean
from rathaus.participation.ideas.actions.moderating import Verb, publish
from rathaus.participation.ideas.actions.telling import tell_author
from rathaus.participation.ideas.actions.writing import write_news
from rathaus.participation.ideas.change import Impossible, moderated, taken_up
from rathaus.participation.ideas.models import Appeal, Comment, Report, Visibility


@transaction.atomic
def hide_comment(comment: Comment, reason: str, *, by: Person | str) -> Comment:
    """In its place stands the reason; replies to it stay. Raises PermissionDenied, Impossible without a reason."""
    idea = taken_up(comment.idea, by)
    comment = Comment.objects.select_related("author").get(pk=comment.pk)
    if comment.hidden_at:
        return comment
    comment.hidden_at, comment.hidden_reason = timezone.now(), clean(reason)
    if not comment.hidden_reason:
        raise Impossible(_("Ein Grund fehlt."))
    comment.save(update_fields=["hidden_at", "hidden_reason"])
    idea.comments_count = idea.comments.public().count()
    moderated(idea, Verb.HIDDEN, by=by, reason=reason, comment=comment)
    if comment.author:
        tell(comment.author, "comment_hidden", path=idea.get_absolute_url())
    return comment


@transaction.atomic
def show_comment(comment: Comment, *, by: Person | str) -> Comment:
    """A hidden comment stands again. Raises PermissionDenied."""
    idea = taken_up(comment.idea, by)
    comment = Comment.objects.get(pk=comment.pk)
    if comment.hidden_at:
        comment.hidden_at, comment.hidden_reason = None, ""
        comment.save(update_fields=["hidden_at", "hidden_reason"])
        idea.comments_count = idea.comments.public().count()
        moderated(idea, Verb.SHOWN, by=by, comment=comment)
    return comment


@transaction.atomic
def settle_report(report: Report, *, justified: bool, by: Person) -> Report:
    """Somebody has looked; who reported is told. Hiding is an act of its own. Raises PermissionDenied."""
    idea = taken_up(report.idea, by)
    report = Report.objects.select_related("by", "comment").get(pk=report.pk)
    if report.settled_at:
        return report
    report.settled_at, report.settled_by, report.justified = timezone.now(), by, justified
    report.save(update_fields=["settled_at", "settled_by", "justified"])
    finding = _("Die Meldung trifft zu.") if justified else _("Die Meldung trifft nicht zu.")
    moderated(idea, Verb.SETTLED, by=by, reason=finding, comment=report.comment)
    if report.by:
        tell(report.by, "report_settled", path=idea.get_absolute_url())
    return report


@transaction.atomic
def answer_appeal(appeal: Appeal, text: str, *, granted: bool, by: Person, seen: datetime | None = None) -> Appeal:
    """The author's objection is granted (then the idea is shown again) or not, with words either way.

    Raises PermissionDenied, Stale, and Impossible if it was answered already or words are missing.
    """
    idea = taken_up(appeal.idea, by, seen=seen)
    appeal = Appeal.objects.get(pk=appeal.pk)
    if appeal.answered_at:
        raise Impossible(_("Dieser Einspruch ist schon beantwortet."))
    if not clean(text):
        raise Impossible(_("Ein Grund fehlt."))
    appeal.answer, appeal.granted, appeal.answered_at, appeal.answered_by = clean(text), granted, timezone.now(), by
    appeal.save(update_fields=["answer", "granted", "answered_at", "answered_by"])
    moderated(idea, Verb.REVIEWED, by=by, reason=text)
    if granted and idea.visibility == Visibility.HIDDEN:
        publish(idea)
        moderated(idea, Verb.SHOWN, by=by)
    write_news(idea, "granted" if granted else "refused", answer=appeal.answer)
    tell_author(idea, "idea_appeal")
    return appeal
