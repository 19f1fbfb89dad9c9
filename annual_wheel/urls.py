"""Addresses of the årshjul."""

from __future__ import annotations

from django.urls import path

from annual_wheel import malviews, utenviews, views

app_name = "annual_wheel"
urlpatterns = [
    path("arshjul/", views.vis, name="vis"),
    path("arshjul/skolene/", malviews.skolene, name="skolene"),
    path("arshjul/mal/", malviews.mal, name="mal"),
    path("arshjul/mal/ny/", malviews.ny_mal, name="ny_mal"),
    path("arshjul/mal/<slug:nokkel>/", malviews.endre_mal, name="endre_mal"),
    path("arshjul/mal/<slug:nokkel>/ta-ut", malviews.ta_ut_mal, name="ta_ut_mal"),
    path("arshjul/kalender/", utenviews.kalendere, name="kalendere"),
    path("arshjul/kalender/<int:lenke>/slett", utenviews.slett_kalender, name="slett_kalender"),
    path("arshjul/kalender/<str:hemmelighet>.ics", utenviews.kalender, name="kalender"),
    path("arshjul/fullfor/<str:hemmelighet>/", utenviews.fullfor, name="fullfor"),
    path("arshjul/<int:skolear>/<slug:skole>/start", views.start, name="start"),
    path("arshjul/<int:skolear>/<slug:skole>/lukk/", views.lukk, name="lukk"),
    path("arshjul/<int:skolear>/<slug:skole>/ny/", views.ny, name="ny"),
    path("arshjul/<int:skolear>/<slug:skole>/forslag/", views.forslag, name="forslag"),
    path("arshjul/<int:skolear>/<slug:skole>/forslag/<slug:nokkel>/", views.svar, name="svar"),
    path("arshjul/<int:skolear>/<slug:skole>/<slug:nokkel>/", views.aktivitet, name="aktivitet"),
    path("arshjul/<int:skolear>/<slug:skole>/<slug:nokkel>/merk", views.merk, name="merk"),
    path("arshjul/<int:skolear>/<slug:skole>/<slug:nokkel>/plan", views.planlegg, name="planlegg"),
    path("arshjul/<int:skolear>/<slug:skole>/<slug:nokkel>/lenke", utenviews.lag_lenke, name="lag_lenke"),
    path("arshjul/<int:skolear>/<slug:skole>/<slug:nokkel>/lenke/stopp", utenviews.trekk_lenke, name="trekk_lenke"),
]
