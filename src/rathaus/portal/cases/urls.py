"""Following a case without an account."""

from django.urls import path

from rathaus.portal.cases.views import guest

urlpatterns = [
    path("status/", guest.ask_for_code, name="status"),
    path("status/beenden/", guest.leave, name="status_leave"),
    path("status/<slug:reference>/", guest.show, name="status_case"),
    path("status/<slug:reference>/oeffnen/<uuid:message_id>/", guest.open_message, name="status_open"),
    path("status/<slug:reference>/datei/<uuid:file_id>/", guest.file, name="status_file"),
]
