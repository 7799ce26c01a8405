"""A citizen's own cases; included below ``/mein/vorgaenge/``, with the frame of her area."""

from django.urls import path

from rathaus.portal.cases.views import citizen

urlpatterns = [
    path("<slug:reference>/", citizen.show, name="my_case"),
    path("<slug:reference>/datei/<uuid:file_id>/", citizen.file, name="my_case_file"),
]
