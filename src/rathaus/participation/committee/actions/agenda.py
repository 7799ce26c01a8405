"""What a meeting deals with."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.documents.actions import delete
from rathaus.foundation.documents.intake import receive
from rathaus.foundation.documents.uploads import Inspected
from rathaus.lib.text import clean
from rathaus.participation.committee.actions.asking import ask_to_run, insist
from rathaus.participation.committee.content import rulebook
from rathaus.participation.committee.models import Attachment, Item, Meeting
from rathaus.participation.committee.names import decided_by
from rathaus.participation.ideas.actions import add_station
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.workflow import may_follow


@transaction.atomic
def put_item(
    meeting: Meeting,
    title: str = "",
    *,
    by: Person | str,
    idea: Idea | None = None,
    is_public: bool = True,
    proposal: str = "",
    moved_from: Item | None = None,
) -> Item:
    """Put a matter, or an idea (whose title it then takes), on the agenda. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    insist(meeting.state != Meeting.State.CLOSED, _("Die Sitzung ist beendet."))
    insist(title.strip() or idea, _("Bitte geben Sie dem Punkt einen Titel."))
    if idea and not moved_from:
        _check(meeting, idea)
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = Item.objects.create(
        meeting=meeting,
        position=last + 1,
        title=clean(title) or (idea.title if idea else ""),
        idea=idea,
        is_public=is_public,
        proposal=clean(proposal),
        moved_from=moved_from,
    )
    if meeting.state != Meeting.State.PLANNED and not moved_from:
        bring_before_committee(item)
    raise_version()
    record("item.put", f"item:{item.pk}", by=by, meeting=meeting.slug)
    return item


def bring_before_committee(item: Item) -> None:
    """The idea of a published agenda item has reached the committee; of one that is not public only that is said."""
    state = rulebook().states["agenda"]
    if item.idea is None or item.idea.state == state:
        return
    place = f"{item.meeting.get_absolute_url()}#top-{item.position}"
    add_station(
        item.idea,
        state,
        by="system",
        decided_by=decided_by(item.meeting),
        is_example=item.meeting.is_example,
        link=place if item.is_public else "",
        link_text=_("Tagesordnung") if item.is_public else "",
    )


@transaction.atomic
def change_item(
    item: Item, *, by: Person | str, title: str, proposal: str, minutes: str, is_public: bool | None = None
) -> None:
    """Its words; what is approved in the minutes stays. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(not _minuted(item.meeting), _("Die Niederschrift ist schon genehmigt."))
    if is_public is not None and is_public != item.is_public:
        insist(not hasattr(item, "decision"), _("Über den Punkt ist schon entschieden."))
        item.is_public = is_public
    item.title, item.proposal, item.minutes = clean(title), clean(proposal), clean(minutes)
    item.save(update_fields=["title", "proposal", "minutes", "is_public"])
    raise_version()
    record("item.changed", f"item:{item.pk}", by=by)


@transaction.atomic
def remove_item(item: Item, *, by: Person | str) -> None:
    """Take it off while nobody has been invited. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(item.meeting.state == Meeting.State.PLANNED, _("Die Tagesordnung ist schon veröffentlicht."))
    insist(item.moved_from_id is None, _("Dieser Punkt wurde hierher vertagt und bleibt."))
    for paper in item.attachments.select_related("file"):
        paper.delete()
        delete(paper.file)
    record("item.removed", f"item:{item.pk}", by=by)
    item.delete()


@transaction.atomic
def attach_paper(meeting: Meeting, paper: Inspected, *, by: Person | str, item: Item | None = None) -> Attachment:
    """A paper for the meeting or one of its items. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(not _minuted(meeting), _("Die Niederschrift ist schon genehmigt."))
    file = receive(paper, meeting.key)
    attachment = Attachment.objects.create(meeting=meeting, item=item, file=file)
    raise_version()
    record("meeting.paper", f"meeting:{meeting.slug}", by=by, file=str(file.pk))
    return attachment


def _check(meeting: Meeting, idea: Idea) -> None:
    goal = rulebook().states["agenda"]
    insist(not meeting.items.filter(idea=idea).exists(), _("Diese Idee steht schon auf der Tagesordnung."))
    insist(
        idea.state == goal or may_follow(idea.state, goal),
        _("Die Idee ist noch nicht so weit: Sie muss erst geprüft sein."),
    )


def _minuted(meeting: Meeting) -> bool:
    return hasattr(meeting, "minutes") and meeting.minutes.state != "draft"
