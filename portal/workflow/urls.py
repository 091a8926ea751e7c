"""Addresses of approvals."""

from django.urls import path

from . import listing, views

app_name = "workflow"
urlpatterns = [
    path("", listing.waiting_list, name="waiting"),
    path("xuat/", listing.waiting_export, name="waiting-export"),
    path("<int:pk>/buoc/<int:position>/", views.open_step, name="open"),
    path("<int:pk>/<slug:name>/", views.act, name="act"),
]
