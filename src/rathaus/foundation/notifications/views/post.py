"""How the post stands, for administrators."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.audience import ADMINISTRATOR, SignedIn, audience
from rathaus.foundation.documents import scanning
from rathaus.foundation.notifications import actions
from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.notifications.reach import figures

ROWS = 50


@audience(ADMINISTRATOR)
@require_safe
def show(request: SignedIn) -> HttpResponse:
    """Counts, and the newest of what was given up; to whom is nobody's business here."""
    given_up = Mail.objects.filter(state=Mail.State.FAILED).order_by("-created_at")[:ROWS]
    content = {"figures": figures(), "given_up": given_up, "files": scanning.figures(), "scans": scanning.is_on()}
    return render(request, "notifications/post.html", content | {"section": "post"})


@audience(ADMINISTRATOR)
@require_POST
def try_again(request: SignedIn, mail_id: UUID) -> HttpResponse:
    mail = get_object_or_404(Mail, pk=mail_id, state=Mail.State.FAILED)
    actions.try_again(mail, by=request.user)
    messages.success(request, _("Die E-Mail wird noch einmal verschickt."))
    return redirect("post")
