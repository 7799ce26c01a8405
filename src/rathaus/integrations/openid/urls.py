"""Under ``/konto/anmelden/``; the names are allauth's, which finds them by name."""

from django.urls import path

from rathaus.integrations.openid import views

urlpatterns = [
    path("<slug:provider_id>/", views.login, name="openid_connect_login"),
    path("<slug:provider_id>/zurueck/", views.callback, name="openid_connect_callback"),
]
