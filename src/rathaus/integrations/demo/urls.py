"""Addresses below ``/demo/``."""

from django.urls import path

from rathaus.integrations.demo import views
from rathaus.integrations.demo.bundid.views import sign_in

urlpatterns = [
    path("", views.roles, name="demo_roles"),
    path("anmelden/", views.sign_in, name="demo_sign_in"),
    path("abmelden/", views.sign_out, name="demo_sign_out"),
    path("postausgang/", views.outbox, name="demo_outbox"),
    path("bundid/", sign_in, {"door": "bundid"}, name="demo_bundid"),
    path("unternehmenskonto/", sign_in, {"door": "unternehmenskonto"}, name="demo_unternehmenskonto"),
]
