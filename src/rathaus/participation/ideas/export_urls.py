"""Where ideas are taken away as data."""

from django.urls import URLPattern, path

from rathaus.participation.ideas.views.exports import ideas_csv

export_urls: list[URLPattern] = [path("export.csv", ideas_csv)]
