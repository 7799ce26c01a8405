"""Her own ideas; included below ``/mein/ideen/``, with the frame of her area."""

from django.urls import path

from rathaus.participation.ideas.views import mine

urlpatterns = [path("", mine.mine, name="my_ideas")]
