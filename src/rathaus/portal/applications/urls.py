"""The addresses of applications; fixed words come before steps, and no step may be called like one of them."""

from django.urls import include, path

from rathaus.portal.applications.views import check, counter, prove, publishing, receipt, resume, start, step, take_over

app_name = "applications"

_DESK = [
    path("leistungen/", publishing.services, name="publishing"),
    path("leistungen/<slug:slug>/", publishing.service, name="publishing_service"),
    path("leistungen/<slug:slug>/veroeffentlichen/", publishing.publish_folder, name="publish"),
    path("schalter/", counter.counter, name="counter"),
    path("schalter/code/", counter.give_code, name="counter_code"),
    path("schalter/beenden/", counter.end, name="counter_end"),
]
_APPLICATION = [
    path("", start.start, name="start"),
    path("pruefen/", check.check, name="check"),
    path("persoenlich/", check.in_person, name="in_person"),
    path("ausweisen/", prove.prove, name="prove"),
    path("eingang/", receipt.receipt, name="receipt"),
    path("eingang/antrag.pdf", receipt.paper, name="paper"),
    path("eingang/merken/", receipt.remember, name="remember"),
    path("speichern/", resume.later, name="later"),
    path("<slug:step_id>/", step.step, name="step"),
]
urlpatterns = [
    path("antrag/weiter/", take_over.by_digits, name="take_over"),
    path("antrag/fortsetzen/", resume.by_code, name="resume"),
    path("antrag/<slug:slug>/", include(_APPLICATION)),
    path("arbeitsplatz/", include(_DESK)),
]
