from django.urls import path

from .register import DelegationRegister, EventRegister
from .views.calendar import calendar, week_file
from .views.compliance import compliance_board, compliance_evidence, compliance_export
from .views.feed import feed_file, feed_page, renew_feed, revoke_feed
from .views.statistics import statistics, statistics_export

app_name = "delegations"
urlpatterns = [
    path("lich/", calendar, name="calendar"),
    path("lich/tuan/<str:day>/<str:format>/", week_file, name="calendar-week-file"),
    path("lich/cua-toi/", feed_page, name="calendar-feed"),
    path("lich/cua-toi/moi/", renew_feed, name="calendar-feed-renew"),
    path("lich/cua-toi/dung/", revoke_feed, name="calendar-feed-revoke"),
    path("lich/rieng/<str:secret>/doi-ngoai.ics", feed_file, name="calendar-feed-file"),
    path("quan-ly-thong-nhat/", compliance_board, name="compliance"),
    path("quan-ly-thong-nhat/xuat/", compliance_export, name="compliance-export"),
    path("quan-ly-thong-nhat/<int:unit>/minh-chung/", compliance_evidence, name="compliance-evidence"),
    path("thong-ke/", statistics, name="statistics"),
    path("thong-ke/xuat/", statistics_export, name="statistics-export"),
    *EventRegister().urls("hoi-nghi/"),
    *DelegationRegister().urls(""),
]
