"""Addresses of the municipality's settings and the schools' calendars."""

from __future__ import annotations

from django.urls import path

from cases.innstillinger.maal import views as maal
from cases.innstillinger.skolerute import views as skolerute

app_name = "innstillinger"
urlpatterns = [
    path("innstillinger/", maal.oversikt, name="oversikt"),
    path("innstillinger/julaften/", maal.aftenene, name="aftenene"),
    path("innstillinger/maal/<str:nokkel>/", maal.maal, name="maal"),
    path("skolerute/", skolerute.oversikt, name="skoleruter"),
    path("skolerute/<int:skolear>/<slug:hvem>/", skolerute.vis_rute, name="skolerute"),
    path("skolerute/<int:skolear>/<slug:hvem>/dager", skolerute.sett, name="sett_skolerute"),
    path("skolerute/<int:skolear>/<slug:hvem>/egen", skolerute.lag_egen, name="lag_egen"),
    path("skolerute/<int:skolear>/<slug:hvem>/felles-igjen", skolerute.fjern_egen, name="fjern_egen"),
    path("skolerute/<int:skolear>/<slug:hvem>/fri", skolerute.legg_til_fri, name="legg_til_fri"),
    path("skolerute/<int:skolear>/<slug:hvem>/fri/<int:fri>/", skolerute.endre_fri, name="endre_fri"),
    path("skolerute/<int:skolear>/<slug:hvem>/fri/<int:fri>/fjern", skolerute.fjern_fri, name="fjern_fri"),
]
