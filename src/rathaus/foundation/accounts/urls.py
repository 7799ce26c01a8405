"""allauth's pages at German addresses; their names stay allauth's, which finds them by name."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("anmelden/", views.login, name="account_login"),
    path("abmelden/", views.logout, name="account_logout"),
    path("anlegen/", views.signup, name="account_signup"),
    path("gesperrt/", views.account_inactive, name="account_inactive"),
    path("bestaetigen/", views.reauthenticate, name="account_reauthenticate"),
    path("e-mail/", views.email, name="account_email"),
    path("e-mail/code/", views.email_verification_sent, name="account_email_verification_sent"),
    path("passwort/aendern/", views.password_change, name="account_change_password"),
    path("passwort/festlegen/", views.password_set, name="account_set_password"),
    path("passwort/vergessen/", views.password_reset, name="account_reset_password"),
    path("passwort/vergessen/code/", views.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("passwort/vergessen/neu/", views.complete_password_reset, name="account_complete_password_reset"),
    path("passwort/vergessen/fertig/", views.password_reset_from_key_done, name="account_password_reset_completed"),
]
