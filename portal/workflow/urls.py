"""Addresses of approvals."""

from django.urls import path

from . import views

app_name = "workflow"
urlpatterns = [
    path("", views.waiting_list, name="waiting"),
    path("<int:pk>/buoc/<int:position>/", views.open_step, name="open"),
    path("<int:pk>/<slug:name>/", views.act, name="act"),
]
