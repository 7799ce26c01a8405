"""The pages of a case at the desk; the desk includes them below ``/arbeitsplatz/vorgang/``."""

from django.urls import path

from rathaus.portal.cases.views import deciding, desk, forms

urlpatterns = [
    path("<slug:reference>/", desk.show, name="desk_case"),
    path("<slug:reference>/datei/<uuid:file_id>/", desk.file, name="desk_file"),
    path("<slug:reference>/verlauf.pdf", desk.transcript, name="desk_transcript"),
    path("<slug:reference>/uebernehmen/", forms.take, name="case_take"),
    path("<slug:reference>/freigeben/", forms.release, name="case_release"),
    path("<slug:reference>/weitergeben/", forms.assign, name="case_assign"),
    path("<slug:reference>/fragen/", forms.ask, name="case_ask"),
    path("<slug:reference>/erinnern/", forms.remind, name="case_remind"),
    path("<slug:reference>/frage-zurueckziehen/", forms.withdraw, name="case_withdraw"),
    path("<slug:reference>/notiz/", forms.note, name="case_note"),
    path("<slug:reference>/entscheiden/", deciding.decide, name="case_decide"),
    path("<slug:reference>/abschliessen/", forms.close, name="case_close"),
    path("<slug:reference>/ablegen/", forms.put_away, name="case_put_away"),
    path("<slug:reference>/wieder-aufnehmen/", forms.reopen, name="case_reopen"),
]
