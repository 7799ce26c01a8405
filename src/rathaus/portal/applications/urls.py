"""The addresses of applications; fixed words come before steps, and no step may be called like one of them."""

from django.urls import path

from rathaus.portal.applications.views import check, counter, prove, publishing, receipt, resume, start, step, take_over

app_name = "applications"

urlpatterns = [
    path("arbeitsplatz/leistungen/", publishing.services, name="publishing"),
    path("arbeitsplatz/leistungen/<slug:slug>/", publishing.service, name="publishing_service"),
    path("arbeitsplatz/leistungen/<slug:slug>/veroeffentlichen/", publishing.publish_folder, name="publish"),
    path("arbeitsplatz/schalter/", counter.counter, name="counter"),
    path("arbeitsplatz/schalter/code/", counter.give_code, name="counter_code"),
    path("arbeitsplatz/schalter/beenden/", counter.end, name="counter_end"),
    path("antrag/weiter/", take_over.by_digits, name="take_over"),
    path("antrag/fortsetzen/", resume.by_code, name="resume"),
    path("antrag/<slug:slug>/", start.start, name="start"),
    path("antrag/<slug:slug>/pruefen/", check.check, name="check"),
    path("antrag/<slug:slug>/persoenlich/", check.in_person, name="in_person"),
    path("antrag/<slug:slug>/ausweisen/", prove.prove, name="prove"),
    path("antrag/<slug:slug>/eingang/", receipt.receipt, name="receipt"),
    path("antrag/<slug:slug>/eingang/antrag.pdf", receipt.paper, name="paper"),
    path("antrag/<slug:slug>/eingang/merken/", receipt.remember, name="remember"),
    path("antrag/<slug:slug>/speichern/", resume.later, name="later"),
    path("antrag/<slug:slug>/<slug:step_id>/", step.step, name="step"),
]
