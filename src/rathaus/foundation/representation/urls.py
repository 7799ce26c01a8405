"""Addresses below ``/mein/vertretung/``; included with the frame of her area."""

from django.urls import path

from rathaus.foundation.representation.views import accepting, family, mandates, overview, switching

app_name = "representation"

urlpatterns = [
    path("", overview.show, name="overview"),
    path("geben/", mandates.give, name="give"),
    path("annehmen/", accepting.enter_code, name="enter_code"),
    path("annehmen/bestaetigen/", accepting.confirm, name="accept"),
    path("wechseln/", switching.switch, name="switch"),
    path("selbst/", switching.back, name="back"),
    path("kind/", family.child, name="child"),
    path("organisation/", family.organisation, name="organisation"),
    path("<uuid:mandate_id>/", mandates.show, name="mandate"),
    path("<uuid:mandate_id>/beenden/", mandates.finish, name="end"),
    path("<uuid:mandate_id>/einladen/", family.invite, name="invite"),
]
