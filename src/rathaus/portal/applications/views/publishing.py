"""Pages for editors: which applications are in force, what a folder would publish, the whole on one page."""

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.audience import EDITOR, SignedIn, audience
from rathaus.portal.applications.actions.publishing import Refused, is_published, publish
from rathaus.portal.applications.blueprints.checking import check
from rathaus.portal.applications.blueprints.folders import application_folders, city_folder, service_folder
from rathaus.portal.applications.blueprints.reading import read_folder
from rathaus.portal.applications.models import Definition
from rathaus.portal.catalogue.models import Service


@audience(EDITOR)
@require_safe
def services(request: SignedIn) -> HttpResponse:
    slugs = [folder.name for folder in application_folders()]
    in_force = {
        definition.service_id: definition
        for definition in Definition.objects.filter(in_force=True, service__slug__in=slugs).defer("content")
    }
    found = Service.objects.filter(slug__in=slugs)
    rows = [(service, in_force.get(service.pk)) for service in found]
    return render(request, "applications/publishing/services.html", {"rows": rows, "section": "publishing"})


@audience(EDITOR)
@require_safe
def service(request: SignedIn, slug: str) -> HttpResponse:
    found, path = _service(slug)
    folder = read_folder(path, city_folder())
    faults = check(folder)
    latest = Definition.objects.filter(service=found).order_by("-version").first()
    context = {
        "service": found,
        "latest": latest,
        "versions": Definition.objects.filter(service=found).defer("content")[:20],
        "faults": faults,
        "changed": not faults and not is_published(folder.content, latest),
        "section": "publishing",
    }
    return render(request, "applications/publishing/service.html", context)


@audience(EDITOR)
@require_POST
def publish_folder(request: SignedIn, slug: str) -> HttpResponse:
    found, path = _service(slug)
    try:
        definition = publish(found, path, by=request.user)
    except Refused:
        messages.error(request, _("Nicht veröffentlicht: Der Ordner hat Fehler."))
    else:
        messages.success(request, _("Fassung %(number)s gilt ab sofort.") % {"number": definition.version})
    return redirect("applications:publishing_service", slug)


def _service(slug: str) -> tuple[Service, Path]:
    service = get_object_or_404(Service, slug=slug)
    if (path := service_folder(slug)) is None:
        raise Http404
    return service, path
