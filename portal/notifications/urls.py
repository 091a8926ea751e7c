from django.urls import path

from portal.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:pk>/", views.see, name="see"),
    path("<int:pk>/mo/", views.open_notice, name="open"),
    path("cach-nhan/", views.choices, name="choices"),
    path("da-doc/", views.read_all, name="read_all"),
    path("thu/", views.letters, name="letters"),
    path("thu/<int:pk>/gui-lai/", views.retry_letter, name="retry_letter"),
]
