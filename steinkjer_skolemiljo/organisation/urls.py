"""Addresses of login and log-out, of one's own page, and of those who help others in."""

from __future__ import annotations

from django.urls import path

from steinkjer_skolemiljo.organisation import sprak
from steinkjer_skolemiljo.organisation.innlogging import brukere, konto, views

app_name = "organisation"
urlpatterns = [
    path("logg-inn/", views.LoggInn.as_view(), name="logg_inn"),
    path("logg-inn/kode/", views.Kode.as_view(), name="kode"),
    path("logg-inn/behold/", views.behold, name="behold"),
    path("logg-ut/", views.LoggUt.as_view(), name="logg_ut"),
    path("sprak", sprak.velg, name="sprak"),
    path("nytt-passord/<str:lenke>/", views.nytt_passord, name="nytt_passord"),
    path("min-side/", konto.min_side, name="min_side"),
    path("min-side/okt/", konto.okt, name="okt"),
    path("min-side/innlogginger/avslutt", konto.avslutt_sesjoner, name="avslutt_sesjoner"),
    path("min-side/passord/", konto.passord, name="passord"),
    path("min-side/totrinn/", konto.sett_opp, name="tofaktor"),
    path("min-side/totrinn/reservekoder/", konto.reservekoder, name="reservekoder"),
    path("min-side/totrinn/slaa-av/", konto.slaa_av, name="slaa_av_tofaktor"),
    path("brukere/<int:bruker>/innlogging/", brukere.vis, name="bruker"),
    path("brukere/<int:bruker>/passordlenke", brukere.gi_passordlenke, name="gi_passordlenke"),
    path("brukere/<int:bruker>/totrinn/fjern", brukere.fjern_tofaktor, name="fjern_tofaktor"),
]
