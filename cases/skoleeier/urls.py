from django.urls import path

from cases.kommer import kommer

app_name = "skoleeier"
urlpatterns = [
    path("skoleeier/", kommer, name="oversikt"),
    path("saker/<str:nummer>/alvorlighet/", kommer, name="alvorlighet"),
    path("saker/<str:nummer>/varsle-skoleeier/", kommer, name="varsle"),
    path("saker/<str:nummer>/skoleeiervarsel/<int:varsel>/", kommer, name="varsel"),
]
