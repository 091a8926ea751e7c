from django.urls import path

from portal.documents import views

app_name = "documents"
urlpatterns = [
    path("<str:model>/<int:pk>/dinh-kem/", views.attach, name="attach"),
    path("<int:pk>/tai-ve/", views.download, name="download"),
    path("<int:pk>/tai-ve/<int:number>/", views.download, name="version"),
    path("<int:pk>/ban-moi/", views.add_version, name="add_version"),
    path("<int:pk>/luu-tru/", views.archive, name="archive"),
]
