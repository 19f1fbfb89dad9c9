"""Addresses of fysisk inngripen: by itself, and under the sak for those who lead it."""

from __future__ import annotations

from django.urls import path

from cases.inngripen import views

app_name = "inngripen"
urlpatterns = [
    path("inngripen/", views.liste, name="liste"),
    path("inngripen/ny/", views.ny, name="ny"),
    path("inngripen/<uuid:nokkel>/", views.vis_inngripen, name="vis"),
    path("inngripen/<uuid:nokkel>/tillegg", views.tillegg, name="tillegg"),
    path("saker/<str:nummer>/inngripen/", views.i_sak, name="i_sak"),
]
