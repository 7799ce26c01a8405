"""How the committee's doings are called where they are shown."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from rathaus.foundation.design.templatetags.design import day
from rathaus.participation.committee.models import Meeting


def meeting_name(meeting: Meeting) -> str:
    """„Sitzung vom 21. Januar 2019“."""
    words = _("Umlaufverfahren vom %(day)s") if meeting.is_circular else _("Sitzung vom %(day)s")
    return words % {"day": day(meeting.starts_at)}


def decided_by(meeting: Meeting) -> str:
    """As a station keeps it, in German: „Lenkungskreis, Sitzung vom 21. Januar 2019“."""
    with override("de"):
        return f"{meeting.committee.name}, {meeting_name(meeting)}"
