from django.urls import path

from cases.kommer import kommer

app_name = "undersokelse"
urlpatterns = [
    path("saker/<str:nummer>/undersokelse/", kommer, name="vis"),
    path("saker/<str:nummer>/undersokelse/plan/", kommer, name="plan"),
    path("saker/<str:nummer>/undersokelse/samtale/", kommer, name="samtale"),
    path("saker/<str:nummer>/undersokelse/samtale/<int:samtale>/sendt-hjem", kommer, name="sendt_hjem"),
    path("saker/<str:nummer>/undersokelse/observasjon/", kommer, name="observasjon"),
    path("saker/<str:nummer>/undersokelse/kartlegging/", kommer, name="kartlegging"),
    path("saker/<str:nummer>/undersokelse/analyse/", kommer, name="analyse"),
]
