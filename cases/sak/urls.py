"""Addresses of the list and of the sak's own pages."""

from __future__ import annotations

from django.urls import path

from cases.sak import tilgangsviews, views
from cases.sak.kronologi import views as kronologi

# The list knows all the rooms, so that it can be searched; only its address belongs to the sak.
from cases.saksliste.views import saker

app_name = "sak"
urlpatterns = [
    path("saker/", saker, name="liste"),
    path("saker/<str:nummer>/", views.vis_sak, name="vis"),
    path("saker/<str:nummer>/personer/", views.personer, name="personer"),
    path("saker/<str:nummer>/tilganger/", tilgangsviews.tilganger, name="tilganger"),
    path("saker/<str:nummer>/personer/tilgang", tilgangsviews.gi_tilgang, name="gi_tilgang"),
    path(
        "saker/<str:nummer>/personer/tilgang/<int:tilgang>/avslutt", tilgangsviews.trekk_tilgang, name="trekk_tilgang"
    ),
    path(
        "saker/<str:nummer>/personer/tilgang/<int:tilgang>/forleng",
        tilgangsviews.forleng_tilgang,
        name="forleng_tilgang",
    ),
    path(
        "saker/<str:nummer>/personer/settesaksbehandler",
        tilgangsviews.oppnevn_settesaksbehandler,
        name="oppnevn_settesaksbehandler",
    ),
    path("saker/<str:nummer>/personer/sperret", tilgangsviews.sett_sperret, name="sett_sperret"),
    path("saker/<str:nummer>/personer/involvert", views.legg_til_involvert, name="legg_til_involvert"),
    path("saker/<str:nummer>/personer/ansvarlig", views.sett_ansvarlig, name="sett_ansvarlig"),
    path("saker/<str:nummer>/personer/kontaktlarer", views.del_med_kontaktlarer, name="del_med_kontaktlarer"),
    path("saker/<str:nummer>/personer/ikke-send-hjem", views.ikke_send_hjem, name="ikke_send_hjem"),
    path("saker/<str:nummer>/personer/inhabil", views.erklaer_inhabil, name="erklaer_inhabil"),
    path("saker/<str:nummer>/foresatte-informert", views.foresatte_informert, name="foresatte_informert"),
    path("saker/<str:nummer>/tatt-opp", views.tatt_opp, name="tatt_opp"),
    path("saker/<str:nummer>/logg/", kronologi.logg, name="logg"),
    path("saker/<str:nummer>/logg/noter/", kronologi.noter, name="noter"),
    path("saker/<str:nummer>/logg/noter/<int:notat>/rett/", kronologi.rett_notat, name="rett_notat"),
]
