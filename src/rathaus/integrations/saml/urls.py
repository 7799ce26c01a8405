"""Addresses of the doors below ``/konto/``."""

from django.urls import path

from rathaus.integrations.saml import views
from rathaus.integrations.saml.doors import DOORS

app_name = "saml"
_PAGES = (
    ("anmelden/", views.begin, "begin"),
    ("antwort/", views.answer, "answer"),
    ("antwort/lesen/", views.finish, "finish"),
    ("metadaten.xml", views.metadata, "metadata"),
)
urlpatterns = [
    path(f"{door}/{place}", view, {"door_id": door}, name=name) for door in DOORS for place, view, name in _PAGES
]
