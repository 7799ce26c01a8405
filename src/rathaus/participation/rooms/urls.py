"""The pages of a room, for whoever has its code, and for the team that drives it."""

from django.urls import path

from rathaus.participation.rooms.views import cards, driving, joining, profiles, watching

urlpatterns = [
    path("", joining.door, name="room_door"),
    path("foto/<uuid:file_id>/", watching.photo),
    path("oeffnen/<slug:slug>/", driving.opening),
    path("<str:code>/", joining.enter),
    path("<str:code>/leinwand/", watching.wall),
    path("<str:code>/tafel/", watching.current),
    path("<str:code>/karte/", cards.lay),
    path("<str:code>/karte/<int:pk>/", cards.card),
    path("<str:code>/punkt/", cards.weigh),
    path("<str:code>/vorrat/", cards.pool),
    path("<str:code>/steckbrief/", profiles.write),
    path("<str:code>/fassung/", profiles.settle),
    path("<str:code>/leitung/", driving.pilot),
    path("<str:code>/leitung/steuern/", driving.drive),
    path("<str:code>/leitung/ernte/", driving.harvest),
    path("<str:code>/leitung/bilder/", driving.photos),
    path("<str:code>/leitung/tische/", driving.people),
]
