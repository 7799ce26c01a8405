from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "rathaus.entrances.participation"
    label = "participation_figures"
