"""The addresses of applications; fixed words come before steps, and no step may be called like one of them."""

from django.urls import path

from rathaus.portal.applications.views import check, publishing, receipt, resume, start, step

app_name = "applications"

urlpatterns = [
    path("arbeitsplatz/leistungen/", publishing.services, name="publishing"),
    path("arbeitsplatz/leistungen/<slug:slug>/", publishing.service, name="publishing_service"),
    path("arbeitsplatz/leistungen/<slug:slug>/veroeffentlichen/", publishing.publish_folder, name="publish"),
    path("antrag/fortsetzen/", resume.by_code, name="resume"),
    path("antrag/<slug:slug>/", start.start, name="start"),
    path("antrag/<slug:slug>/pruefen/", check.check, name="check"),
    path("antrag/<slug:slug>/persoenlich/", check.in_person, name="in_person"),
    path("antrag/<slug:slug>/eingang/", receipt.receipt, name="receipt"),
    path("antrag/<slug:slug>/eingang/antrag.pdf", receipt.paper, name="paper"),
    path("antrag/<slug:slug>/speichern/", resume.later, name="later"),
    path("antrag/<slug:slug>/<slug:step_id>/", step.step, name="step"),
]
