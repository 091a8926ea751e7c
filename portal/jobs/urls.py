from django.urls import path

from portal.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:pk>/", views.status, name="status"),
]
