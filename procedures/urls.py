from django.urls import path

from cases.kommer import kommer

app_name = "procedures"
urlpatterns = [
    path("prosedyrer/", kommer, name="liste"),
    path("prosedyrer/<slug:slug>/", kommer, name="vis"),
]
