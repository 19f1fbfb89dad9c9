"""Addresses of the melding."""

from __future__ import annotations

from django.urls import path

from cases.melding import mottak_views, plakat, views
from cases.vedlegg import meldingsviews

app_name = "melding"
urlpatterns = [
    path("meld/", views.meld, name="meld"),
    path("meld/taushetsplikt/", views.taushetsplikt, name="taushetsplikt"),
    path("meld/utkast", views.utkast, name="utkast"),
    path("meld/vedlegg", meldingsviews.i_utkast, name="vedlegg"),
    path("meld/ruting", views.ruting, name="ruting"),
    path("meld/elevsok", views.elevsok, name="elevsok"),
    path("meld/plakat/<slug:skole>/", plakat.plakat, name="plakat"),
    path("meldinger/", views.mine, name="mine"),
    path("meldinger/innboks/", mottak_views.innboks, name="innboks"),
    path("meldinger/<str:nummer>/", views.kvittering, name="kvittering"),
    path("meldinger/<str:nummer>/tillegg", views.tillegg, name="tillegg"),
    path("meldinger/<str:nummer>/ta-imot/", mottak_views.ta_imot, name="ta_imot"),
    path("meldinger/<str:nummer>/vedlegg/<uuid:fil>", meldingsviews.last_ned, name="last_ned"),
    path("meldinger/<str:nummer>/vedlegg/<uuid:fil>/sperr", meldingsviews.sperr, name="sperr"),
]
