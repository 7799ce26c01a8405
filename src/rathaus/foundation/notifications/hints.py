"""Hints on a device: that something is there, never what."""

import http.client
import json
import logging
from datetime import timedelta

from django.utils import timezone, translation
from webpush import WebPushSubscription
from webpush.types import WebPushKeys

from rathaus.foundation.notifications import outward, vapid
from rathaus.foundation.notifications.kinds import KINDS
from rathaus.foundation.notifications.models import Device

PAUSE = timedelta(minutes=10)
"""After this a push service that was away is asked again; later the hint is of no use."""
GONE = (404, 410)
"""The browser has taken its permission back (RFC 8030, 7.3)."""

TRY_AGAIN = (429, 500, 502, 503, 504)

logger = logging.getLogger(__name__)


def show(device_pk: int, kind: str, *, connect: outward.Connect | None = None) -> timedelta | None:
    """Show a hint on a device; says after which wait to try again, None if there is no need to.

    ``connect`` is for tests; see ``outward.post``.
    """
    device = Device.objects.select_related("person").filter(pk=device_pk, person__is_active=True).first()
    if device is None:
        return None
    try:
        status = outward.post(device.endpoint, *_sealed(device, kind), connect=connect)
    except outward.NotAllowed:
        status = GONE[0]
    except (OSError, http.client.HTTPException) as error:
        logger.warning("A push service is away: %s", type(error).__name__)
        return PAUSE
    return _judge(device, status)


def _judge(device: Device, status: int) -> timedelta | None:
    if status in GONE:
        device.delete()
        return None
    if 200 <= status < 300:
        Device.objects.filter(pk=device.pk).update(used_at=timezone.now())
        return None
    logger.warning("A push service answered %d", status)
    return PAUSE if status in TRY_AGAIN else None


def _sealed(device: Device, kind: str) -> tuple[bytes, dict[str, str]]:
    wording = KINDS[kind]
    with translation.override(device.person.language):
        said = json.dumps({"title": str(wording.subject), "path": wording.group.page})
    keys = WebPushKeys(auth=device.auth, p256dh=device.p256dh)
    message = vapid.sender().get(said, WebPushSubscription(endpoint=device.endpoint, keys=keys))
    # Of hints about one group, a device that was off gets the last one only (RFC 8030, 5.4).
    return message.encrypted, {
        **message.headers,
        "Topic": str(wording.group),
        "Content-Type": "application/octet-stream",
    }
