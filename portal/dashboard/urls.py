from django.urls import path

from . import board_views, inbox_views, views

app_name = "dashboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("viec/", inbox_views.inbox, name="inbox"),
    path("viec/cho-nguoi-khac/", inbox_views.inbox_sent, name="inbox-sent"),
    path("viec/da-xong/", inbox_views.inbox_done, name="inbox-done"),
    path("viec/da-giao/", inbox_views.inbox_delegated, name="inbox-delegated"),
    path("theo-doi/", views.watch, name="watch"),
    path("thay-doi/", views.changes, name="changes"),
    path("ban-tuan/", views.week_paper, name="week-paper"),
    path("viec/ho-so/<str:model>/<int:pk>/", inbox_views.record, name="record"),
    path("tong-quan/", board_views.board, name="board"),
    path("tong-quan/in/", board_views.board_paper, name="board-pdf"),
    path("tong-quan/tinh-lai/<int:pk>/", board_views.board_state, name="board-state"),
    path("tong-quan/<slug:key>/", board_views.panel, name="panel"),
    path("tong-quan/<slug:key>/xlsx/", board_views.panel_export, name="panel-export"),
]
