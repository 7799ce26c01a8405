"""allauth's pages at German addresses; their names stay allauth's, which finds them by name."""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as doors
from django.urls import path

from rathaus.foundation.accounts import door_views
from rathaus.foundation.accounts import views as ours
from rathaus.foundation.accounts.whole import made_whole

urlpatterns = [
    path("anmelden/", made_whole(views.login), name="account_login"),
    path("anmelden/passkey/", made_whole(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("anmelden/zweiter-schritt/", made_whole(factors.authenticate), name="mfa_authenticate"),
    path("anmelden/abgebrochen/", doors.login_cancelled, name="socialaccount_login_cancelled"),
    path("anmelden/fehler/", doors.login_error, name="socialaccount_login_error"),
    path("zugaenge/", door_views.overview, name="socialaccount_connections"),
    path("zugaenge/verbinden/", door_views.join, name="account_join_door"),
    path("zugaenge/zusammenfuehren/", door_views.merge_accounts, name="account_merge"),
    path("zugaenge/nicht-verbinden/", door_views.dismiss, name="account_dismiss_door"),
    path("zugaenge/<int:number>/trennen/", door_views.close, name="account_close_door"),
    path("abmelden/", views.logout, name="account_logout"),
    path("anlegen/", views.signup, name="account_signup"),
    path("anlegen/mit-passkey/", views.signup_by_passkey, name="account_signup_by_passkey"),
    path("anlegen/passkey/", made_whole(passkeys.signup_webauthn), name="mfa_signup_webauthn"),
    path("gesperrt/", views.account_inactive, name="account_inactive"),
    path("bestaetigen/", made_whole(views.reauthenticate), name="account_reauthenticate"),
    path("bestaetigen/code/", made_whole(factors.reauthenticate), name="mfa_reauthenticate"),
    path("bestaetigen/passkey/", made_whole(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("sicherheit/", ours.security, name="mfa_index"),
    path("sicherheit/zweiter-schritt/", ours.staff_factor, name="account_staff_factor"),
    path("sicherheit/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("sicherheit/passkeys/neu/", ours.add_passkey, name="mfa_add_webauthn"),
    path("sicherheit/passkeys/<int:pk>/umbenennen/", made_whole(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("sicherheit/passkeys/<int:pk>/entfernen/", made_whole(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("sicherheit/app/", ours.add_app, name="mfa_activate_totp"),
    path("sicherheit/app/entfernen/", made_whole(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("sicherheit/notfall-codes/", ours.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "sicherheit/notfall-codes/neu/", made_whole(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path("sicherheit/notfall-codes/datei/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("geraete/", ours.devices, name="usersessions_list"),
    path("geraete/<int:pk>/abmelden/", ours.end_device, name="account_end_device"),
    path("e-mail/", views.email, name="account_email"),
    path("e-mail/code/", ours.wait_for_proof, name="account_email_verification_sent"),
    path("e-mail/bestaetigen/<str:key>/", ours.prove_address, name="account_confirm_email"),
    path("passwort/aendern/", made_whole(views.password_change), name="account_change_password"),
    path("passwort/festlegen/", made_whole(views.password_set), name="account_set_password"),
    path("passwort/vergessen/", views.password_reset, name="account_reset_password"),
    path("passwort/vergessen/code/", views.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("passwort/vergessen/neu/", made_whole(views.complete_password_reset), name="account_complete_password_reset"),
    path("passwort/vergessen/fertig/", views.password_reset_from_key_done, name="account_password_reset_completed"),
]
