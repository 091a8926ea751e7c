from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("ma-mot-lan/", views.one_time_code, name="one_time_code"),
    path("mat-khau-moi/", views.new_password, name="new_password"),
]
