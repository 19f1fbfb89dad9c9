"""Addresses of users and roles."""

from __future__ import annotations

from django.urls import path

from steinkjer_skolemiljo.forvaltning import views

app_name = "forvaltning"
urlpatterns = [
    path("brukere/", views.brukere, name="brukere"),
    path("brukere/ny/", views.ny, name="ny"),
    path("brukere/forslag/<int:forslag>/", views.avgjor, name="avgjor"),
    path("brukere/<int:bruker>/", views.bruker, name="bruker"),
    path("brukere/<int:bruker>/rolle/", views.gi_rolle, name="gi_rolle"),
    path("brukere/<int:bruker>/rolle/<int:tildeling>/avslutt/", views.avslutt_rolle, name="avslutt_rolle"),
    path("brukere/<int:bruker>/klasse/", views.gi_klasse, name="gi_klasse"),
    path("brukere/<int:bruker>/klasse/<int:kontaktlarer>/avslutt/", views.avslutt_klasse, name="avslutt_klasse"),
    path("brukere/<int:bruker>/steng/", views.steng, name="steng"),
    path("brukere/<int:bruker>/apne/", views.apne, name="apne"),
]
