"""Addresses of the class rules."""

from __future__ import annotations

from django.urls import path

from cases.klasseregler import views

app_name = "klasseregler"
urlpatterns = [
    path("verktoy/klasseregler/", views.liste, name="liste"),
    path("verktoy/klasseregler/<int:klasse>/", views.vis_plan, name="vis"),
    path("verktoy/klasseregler/<int:klasse>/begynn", views.begynn, name="begynn"),
    path("verktoy/klasseregler/<int:klasse>/steg", views.steg, name="steg"),
    path("verktoy/klasseregler/<int:klasse>/forslag", views.forslag, name="forslag"),
    path("verktoy/klasseregler/<int:klasse>/stemmer", views.stemmer, name="stemmer"),
    path("verktoy/klasseregler/<int:klasse>/avtale", views.avtale, name="avtale"),
    path("verktoy/klasseregler/<int:klasse>/gjennomgang", views.gjennomgang, name="gjennomgang"),
    path("verktoy/klasseregler/<int:klasse>/plakat-<slug:ark>.pdf", views.plakat, name="plakat"),
]
