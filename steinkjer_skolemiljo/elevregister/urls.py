"""Addresses of the register of schools and pupils."""

from __future__ import annotations

from django.urls import path

from steinkjer_skolemiljo.elevregister import beskyttelsesviews, views

app_name = "elevregister"
urlpatterns = [
    path("register/", views.oversikt, name="oversikt"),
    path("register/elevliste.csv", views.tom, name="tom"),
    path("register/liste/", views.legg_fram, name="legg_fram"),
    path("register/liste/<int:liste>/", views.liste, name="liste"),
    path("register/liste/<int:liste>/svar/", views.svar, name="svar"),
    path("register/beskyttet/", beskyttelsesviews.oversikt, name="beskyttet"),
    path("register/beskyttet/<int:elev>/", beskyttelsesviews.elev, name="elev"),
    path("register/skole/ny/", views.ny_skole, name="ny_skole"),
    path("register/skole/<int:skole>/", views.skole, name="skole"),
]
