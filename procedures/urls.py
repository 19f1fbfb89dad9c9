"""Addresses of the procedures. The house's own words come before the procedures' names."""

from __future__ import annotations

from django.urls import path

from procedures import views
from procedures.ressurser import views as ressurser
from procedures.sporsmaal import views as sporsmaal
from procedures.utkast import views as utkast

app_name = "procedures"
EN = "prosedyrer/<slug:slug>/"
ET_UTKAST = f"{EN}utkast/"
ET_AVSNITT = f"{ET_UTKAST}avsnitt/<int:avsnitt>/"
EN_RESSURS = "prosedyrer/ressurser/<int:ressurs>/"
urlpatterns = [
    path("prosedyrer/", views.liste, name="liste"),
    path("prosedyrer/ny/", utkast.ny, name="ny"),
    path("prosedyrer/status/", views.status, name="status"),
    path("prosedyrer/status/<slug:skole>/<slug:slug>/", views.gjennomgang, name="gjennomgang"),
    path("prosedyrer/ressurser/", ressurser.liste, name="ressurser"),
    path("prosedyrer/ressurser/ny/", ressurser.ny, name="ny_ressurs"),
    path(f"{EN_RESSURS}endre/", ressurser.endre, name="endre_ressurs"),
    path(f"{EN_RESSURS}virker-ikke/", ressurser.virker_ikke, name="ressurs_virker_ikke"),
    path(f"{EN_RESSURS}sjekket/", ressurser.sjekket, name="ressurs_sjekket"),
    path(f"{EN_RESSURS}ta-ut/", ressurser.ta_ut, name="ta_ut_ressurs"),
    path(EN, views.vis, name="vis"),
    path(f"{EN}lest/", views.bekreft, name="bekreft"),
    path(f"{EN}versjon/<int:nummer>/", views.versjon, name="versjon"),
    path(f"{EN}versjon/<int:nummer>/pdf/", views.pdf, name="pdf"),
    path(f"{EN}sammenlign/", views.sammenlign, name="sammenlign"),
    path(f"{EN}sporsmaal/", sporsmaal.svar, name="sporsmaal"),
    path(ET_UTKAST, utkast.oversikt, name="utkast"),
    path(f"{ET_UTKAST}begynn/", utkast.begynn, name="begynn_utkast"),
    path(f"{ET_UTKAST}om/", utkast.om, name="utkast_om"),
    path(f"{ET_UTKAST}sporsmaal/", sporsmaal.rediger, name="utkast_sporsmaal"),
    path(f"{ET_UTKAST}les/", utkast.les, name="utkast_les"),
    path(f"{ET_UTKAST}endringer/", utkast.endringer, name="utkast_endringer"),
    path(f"{ET_UTKAST}godkjenn/", utkast.godkjenn, name="godkjenn"),
    path(f"{ET_UTKAST}forkast/", utkast.forkast, name="forkast_utkast"),
    path(f"{ET_UTKAST}avsnitt/ny/", utkast.nytt_avsnitt, name="nytt_avsnitt"),
    path(ET_AVSNITT, utkast.avsnitt, name="utkastavsnitt"),
    path(f"{ET_AVSNITT}ta-bort/", utkast.ta_bort, name="ta_bort_avsnitt"),
    path(f"{ET_AVSNITT}flytt/", utkast.flytt, name="flytt_avsnitt"),
]
