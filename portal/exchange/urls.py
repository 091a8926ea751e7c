from django.urls import path

from . import views

app_name = "exchange"
urlpatterns = [
    path("", views.start, name="start"),
    path("mau/<slug:kind>/", views.template, name="template"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/nhap/", views.confirm, name="confirm"),
]
