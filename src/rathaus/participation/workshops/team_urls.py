"""The pages of workshops for the team, below ``/arbeitsplatz/``."""

from django.urls import path

from rathaus.participation.workshops.views.team import desk, letters
from rathaus.participation.workshops.views.team.panels import panel

urlpatterns = [
    path("", desk.overview, name="workshops_desk"),
    path("reihe/", desk.new_series, name="workshop_new_series"),
    path("neu/", desk.new, name="workshop_new"),
    path("<slug:slug>/", desk.show, name="workshop_desk"),
    path("<slug:slug>/angaben/", panel, {"name": "about"}, name="workshop_about"),
    path("<slug:slug>/tische/", panel, {"name": "tables"}, name="workshop_tables"),
    path("<slug:slug>/verlegen/", panel, {"name": "move"}, name="workshop_move"),
    path("<slug:slug>/absagen/", panel, {"name": "cancel"}, name="workshop_cancel"),
    path("<slug:slug>/anmeldeschluss/", panel, {"name": "extend"}, name="workshop_extend"),
    path("<slug:slug>/startwert/", panel, {"name": "commit"}, name="workshop_commit"),
    path("<slug:slug>/auslosen/", panel, {"name": "draw"}, name="workshop_draw_lots"),
    path("<slug:slug>/dokumentieren/", panel, {"name": "document"}, name="workshop_document"),
    path("<slug:slug>/oeffnen/", panel, {"name": "open"}, name="workshop_open"),
    path("<slug:slug>/stattgefunden/", panel, {"name": "held"}, name="workshop_held"),
    path("<slug:slug>/verteilen/", panel, {"name": "allocate"}, name="workshop_allocate"),
    path("<slug:slug>/ankunft/", desk.check_in, name="workshop_check_in"),
    path("<slug:slug>/nachrichten/", letters.listing, name="workshop_letters"),
    path("<slug:slug>/nachrichten/<uuid:thread_id>/", letters.show, name="workshop_letter"),
    path("<slug:slug>/nachrichten/<uuid:thread_id>/erledigt/", letters.settle, name="workshop_settle_thread"),
    path("<slug:slug>/nachrichten/<uuid:thread_id>/datei/<uuid:file_id>/", letters.file, name="workshop_letter_file"),
    path("<slug:slug>/namensschilder.pdf", desk.badges, name="workshop_badges"),
    path("<slug:slug>/zurueckgeben/<slug:number>/", desk.give_back, name="workshop_desk_give_back"),
]
