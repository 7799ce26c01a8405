"""Addresses below ``/benachrichtigungen/``: switching off by a link, and the script that shows hints."""

from django.urls import path

from rathaus.foundation.notifications.views import links, script

urlpatterns = [
    path("dienst.js", script.show, name="hints_script"),
    path("<str:token>/abbestellen/", links.stop, name="stop_mails"),
    path("<str:token>/wieder/", links.resume, name="resume_mails"),
]
