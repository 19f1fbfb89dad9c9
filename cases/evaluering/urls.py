from django.urls import path

from cases.kommer import kommer

app_name = "evaluering"
urlpatterns = [
    path("saker/<str:nummer>/evaluering/", kommer, name="vis"),
    path("saker/<str:nummer>/evaluering/ny/", kommer, name="ny"),
    path("saker/<str:nummer>/avslutt/", kommer, name="avslutt"),
    path("saker/<str:nummer>/gjenapne/", kommer, name="gjenapne"),
    path("saker/<str:nummer>/ettersjekk/", kommer, name="ettersjekk"),
]
