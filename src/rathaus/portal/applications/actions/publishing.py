"""Publishes a service's folder as the next immutable version of its application."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.lib.toml import ContentFault
from rathaus.portal.applications.blueprints.checking import check
from rathaus.portal.applications.blueprints.folders import city_folder
from rathaus.portal.applications.blueprints.reading import read_folder
from rathaus.portal.applications.models import Definition
from rathaus.portal.applications.rules import may_publish
from rathaus.portal.catalogue.models import Service


class Refused(Exception):
    """The folder has faults; nothing was published."""

    def __init__(self, faults: list[ContentFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def publish(service: Service, path: Path, *, by: Person | str = "system") -> Definition:
    """The definition in force after publishing the folder; the present one if nothing changed.

    Raises Refused if the folder has faults, PermissionDenied.
    """
    folder = read_folder(path, city_folder())
    if faults := check(folder):
        raise Refused(faults)
    return publish_content(service, folder.content, by=by)


@transaction.atomic
def publish_content(service: Service, content: dict[str, Any], *, by: Person | str = "system") -> Definition:
    """As ``publish``, for content that was checked already."""
    if not may_publish(by):
        raise PermissionDenied
    latest = Definition.objects.select_for_update().filter(service=service).order_by("-version").first()
    if latest and is_published(content, latest):
        return latest
    digest = _digest(content)
    Definition.objects.filter(service=service, in_force=True).update(in_force=False)
    version = latest.version + 1 if latest else 1
    definition = Definition.objects.create(service=service, version=version, content=content, digest=digest)
    raise_version()
    record("definition.published", f"service:{service.slug}", by=by, version=version, digest=digest)
    return definition


def is_published(content: dict[str, Any], latest: Definition | None) -> bool:
    """Whether publishing ``content`` would change nothing."""
    return bool(latest and latest.in_force and latest.digest == _digest(content))


def _digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
