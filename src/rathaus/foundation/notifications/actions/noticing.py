"""The mail server was found away by somebody else than the worker."""

from django.utils import timezone

from rathaus.foundation.accounts.mailing import Outcome
from rathaus.foundation.notifications import server
from rathaus.foundation.notifications.tasks import probe


def note_away(outcome: Outcome) -> None:
    """The worker looks after it from now on: mails of its own wait until it is back."""
    if outcome == Outcome.AWAY and (pause := server.note_down(probing=False)):
        probe.using(run_after=timezone.now() + pause).enqueue()
