"""Addresses of the archive."""

from __future__ import annotations

from django.urls import path

from cases.arkiv import views

app_name = "arkiv"
urlpatterns = [
    path("arkiv/", views.liste, name="liste"),
    path("arkiv/<int:arkivering>/send-igjen", views.send_igjen, name="send_igjen"),
    path("arkiv/kan-fjernes/", views.kan_fjernes, name="kan_fjernes"),
    path("arkiv/kan-fjernes/<int:forslag>/avgjor", views.avgjor, name="avgjor"),
    path("arkiv/kan-fjernes/<str:nummer>/foreslaa", views.foreslaa, name="foreslaa"),
    path("arkiv/kan-fjernes/<str:nummer>/saksmappe", views.lag_saksmappe, name="lag_saksmappe"),
    path("saker/<str:nummer>/arkiv/", views.sak, name="sak"),
    path("saker/<str:nummer>/arkiv/andres-papirer", views.andres_papirer, name="andres_papirer"),
    path("saker/<str:nummer>/arkiv/<int:stans>/opphev", views.opphev, name="opphev"),
]
