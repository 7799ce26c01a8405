"""The public pages of workshops."""

from django.urls import path

from rathaus.participation.workshops.views import places, public

urlpatterns = [
    path("", public.overview, name="workshops"),
    path("platz/", places.ask_for_code, name="workshop_code"),
    path("platz/<slug:number>/", places.place, name="workshop_place"),
    path("platz/<slug:number>/zurueckgeben/", places.give_back, name="workshop_give_back"),
    path("platz/<slug:number>/termin.ics", places.calendar, name="workshop_place_calendar"),
    path("platz/<slug:number>/<slug:code>/", places.come_in, name="workshop_come_in"),
    path("<slug:slug>/", public.show, name="workshop"),
    path("<slug:slug>/anmelden/", places.register, name="workshop_register"),
    path("<slug:slug>/termin.ics", public.calendar, name="workshop_calendar"),
    path("<slug:slug>/anmeldungen.txt", public.list_file, name="workshop_list"),
    path("<slug:slug>/auslosung.json", public.draw_file, name="workshop_draw"),
    path("<slug:slug>/dokumentation.pdf", public.documentation, name="workshop_documentation"),
]
