from django.urls import URLPattern, path

from .register import DelegationRegister, EventRegister
from .register.follow_up import FollowUpRegister
from .register.norms import NormRegister
from .register.plan_items import PlanItemRegister
from .register.plans import PlanRegister
from .views import after, follow_up, money, plan_items, plan_year, plans, reception
from .views.calendar import calendar, week_file
from .views.compliance import compliance_board, compliance_evidence, compliance_export
from .views.feed import feed_file, feed_page, renew_feed, revoke_feed
from .views.statistics import statistics, statistics_export

app_name = "delegations"


def of_both(address: str, name: str, of_delegation, of_event) -> list[URLPattern]:
    """The same page below a delegation and below a conference."""
    return [
        path(f"<int:pk>/{address}", of_delegation, name=f"delegation-{name}"),
        path(f"hoi-nghi/<int:pk>/{address}", of_event, name=f"event-{name}"),
    ]


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
    *NormRegister().urls("dinh-muc/"),
    path("viec-sau-doan/chon/", follow_up.follow_up_activities, name="follow-up-activities"),
    path("viec-sau-doan/<int:pk>/mo-lai/", follow_up.follow_up_reopen, name="followup-reopen"),
    path("viec-sau-doan/<int:pk>/<slug:verb>/lam/", follow_up.follow_up_verb, name="followup-verb"),
    *FollowUpRegister().urls("viec-sau-doan/"),
    *of_both("kinh-phi/", "money", money.delegation_money, money.event_money),
    *of_both("kinh-phi/sua/", "budget", money.delegation_budget, money.event_budget),
    *of_both("kinh-phi/xuat/", "budget-export", money.delegation_budget_export, money.event_budget_export),
    *of_both("kinh-phi/tang-pham/", "gifts", reception.delegation_gifts, reception.event_gifts),
    path("<int:pk>/don-tiep/", reception.delegation_reception, name="delegation-reception"),
    path("<int:pk>/don-tiep/sua/", reception.delegation_reception_edit, name="delegation-reception-edit"),
    *of_both("sau-chuyen/", "after", after.delegation_after, after.event_after),
    *of_both("sau-chuyen/bao-cao/", "report", after.delegation_report, after.event_report),
    *of_both("sau-chuyen/bao-cao/luu/", "report-save", after.delegation_report_save, after.event_report_save),
    *of_both(
        "sau-chuyen/bao-cao/gui/",
        "report-hand-in",
        after.delegation_report_hand_in,
        after.event_report_hand_in,
    ),
    *of_both(
        "sau-chuyen/bao-cao/rut/",
        "report-take-back",
        after.delegation_report_take_back,
        after.event_report_take_back,
    ),
    *of_both("sau-chuyen/cam-ket/", "promise", after.delegation_promise, after.event_promise),
    path("ke-hoach/nam/", plan_year.overview, name="plan-year"),
    path("ke-hoach/nam/quyet-dinh/", plan_year.decide, name="plan-decide"),
    path("ke-hoach/nam/<int:year>/in/<str:format>/", plan_year.download, name="plan-year-print"),
    path("ke-hoach/<int:pk>/nhap/", plans.lines, name="plan-lines"),
    path("ke-hoach/<int:pk>/gui/", plans.submit, name="plan-submit"),
    path("ke-hoach/<int:pk>/phe-duyet/", plans.approval, name="plan-approval"),
    path("ke-hoach/<int:pk>/chuyen-nam/", plans.carry, name="plan-carry"),
    path("ke-hoach/<int:pk>/in/<str:format>/", plans.download, name="plan-print"),
    path("ke-hoach/muc/<int:pk>/dieu-chinh/", plan_items.adjust, name="planitem-adjust"),
    path("ke-hoach/muc/<int:pk>/hoan/", plan_items.postpone, name="planitem-postpone"),
    path("ke-hoach/muc/<int:pk>/huy/", plan_items.cancel, name="planitem-cancel"),
    path("ke-hoach/muc/<int:pk>/chuyen-nam/", plan_items.carry_over, name="planitem-carry"),
    path("ke-hoach/muc/<int:pk>/dua-lai/", plan_items.take_up, name="planitem-take-up"),
    path("ke-hoach/muc/<int:pk>/gan/", plan_items.link_dossier, name="planitem-link"),
    path("ke-hoach/muc/<int:pk>/bo-gan/", plan_items.unlink_dossier, name="planitem-unlink"),
    path("ke-hoach/muc/<int:pk>/lap-ho-so/", plan_items.begin, name="planitem-begin"),
    *PlanItemRegister().urls("ke-hoach/muc/"),
    *PlanRegister().urls("ke-hoach/"),
    *EventRegister().urls("hoi-nghi/"),
    *DelegationRegister().urls(""),
]
