from django.urls import URLPattern, path

from .register import DelegationRegister, EventRegister
from .register.follow_up import FollowUpRegister
from .register.norms import NormRegister
from .register.plan_items import PlanItemRegister
from .register.plans import PlanRegister
from .register.requirements import RequirementRegister
from .views import (
    after,
    dossier_rows,
    dossiers,
    follow_up,
    members,
    money,
    papers,
    plan_chasing,
    plan_items,
    plan_year,
    plans,
    programme,
    reception,
)
from .views.calendar import calendar, week_file
from .views.compliance import compliance_board, compliance_evidence, compliance_export
from .views.conferences import (
    delegation_join,
    delegation_leave,
    event_content,
    event_content_edit,
    event_delegations,
    event_initiative_link,
    event_initiative_new,
    event_initiative_unlink,
)
from .views.feed import feed_file, feed_page, renew_feed, revoke_feed
from .views.participants import (
    event_door,
    event_participant_new,
    event_participants,
    event_participants_add,
    event_participants_batch,
    event_participants_file,
    participant_edit,
    participant_remove,
    participant_sends,
    participant_tick,
)
from .views.statistics import statistics, statistics_annexes, statistics_export

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
    path("thong-ke/phu-luc/", statistics_annexes, name="statistics-annexes"),
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
    *RequirementRegister().urls("thanh-phan-ho-so/"),
    *of_both("ho-so/", "dossier", dossiers.delegation_dossier, dossiers.event_dossier),
    *of_both("ho-so/lap/", "open", dossiers.delegation_open, dossiers.event_open),
    *of_both("ho-so/can-cu/", "basis", dossiers.delegation_basis, dossiers.event_basis),
    *of_both("ho-so/buoc/<slug:name>/", "step", dossiers.delegation_step, dossiers.event_step),
    *of_both("ho-so/lich/<slug:name>/", "shift", dossiers.delegation_shift, dossiers.event_shift),
    *of_both(
        "ho-so/khong-can/<int:requirement>/", "waive", dossier_rows.delegation_waive, dossier_rows.event_waive
    ),
    *of_both(
        "ho-so/can-lai/<int:waiver>/", "unwaive", dossier_rows.delegation_unwaive, dossier_rows.event_unwaive
    ),
    *of_both("ho-so/quyet-dinh/", "decide", dossier_rows.delegation_decide, dossier_rows.event_decide),
    path("<int:pk>/thanh-vien/", members.members, name="members"),
    path("<int:pk>/thanh-vien/them/", members.add_member, name="member-add"),
    path("<int:pk>/thanh-vien/theo-danh-sach/", members.count_members, name="member-count"),
    path("<int:pk>/thanh-vien/<int:member>/", members.edit_member, name="member-edit"),
    path("<int:pk>/thanh-vien/<int:member>/bo/", members.drop_member, name="member-drop"),
    *of_both("chuong-trinh/", "programme", programme.delegation_programme, programme.event_programme),
    *of_both(
        "chuong-trinh/sua/",
        "programme-edit",
        programme.delegation_programme_edit,
        programme.event_programme_edit,
    ),
    *of_both("van-ban/", "papers", papers.delegation_papers, papers.event_papers),
    *of_both("van-ban/soan/", "papers-begin", papers.delegation_begin, papers.event_begin),
    path("ke-hoach/nam/", plan_year.overview, name="plan-year"),
    path("ke-hoach/nam/quyet-dinh/", plan_year.decide, name="plan-decide"),
    path("ke-hoach/nam/<int:year>/don-doc/", plan_chasing.chase_all, name="plan-chase-all"),
    path("ke-hoach/nam/<int:year>/don-doc/<int:unit>/", plan_chasing.chase_one, name="plan-chase"),
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
    path("hoi-nghi/<int:pk>/noi-dung/", event_content, name="event-content"),
    path("hoi-nghi/<int:pk>/noi-dung/sua/", event_content_edit, name="event-content-edit"),
    path("hoi-nghi/<int:pk>/sang-kien/them/", event_initiative_new, name="event-initiative-new"),
    path("hoi-nghi/<int:pk>/sang-kien/gan/", event_initiative_link, name="event-initiative-link"),
    path(
        "hoi-nghi/<int:pk>/sang-kien/<int:initiative>/bo/",
        event_initiative_unlink,
        name="event-initiative-unlink",
    ),
    path("hoi-nghi/<int:pk>/cac-doan/", event_delegations, name="event-delegations"),
    path("<int:pk>/hoi-nghi/<int:event>/", delegation_join, name="delegation-join"),
    path("<int:pk>/hoi-nghi/bo/", delegation_leave, name="delegation-leave"),
    path("hoi-nghi/<int:pk>/dai-bieu/", event_participants, name="event-participants"),
    path("hoi-nghi/<int:pk>/dai-bieu/them/", event_participant_new, name="event-participant-new"),
    path("hoi-nghi/<int:pk>/dai-bieu/nhap/", event_participants_add, name="event-participants-add"),
    path("hoi-nghi/<int:pk>/dai-bieu/ghi/", event_participants_batch, name="event-participants-batch"),
    path("hoi-nghi/<int:pk>/dai-bieu/diem-danh/", event_door, name="event-door"),
    path(
        "hoi-nghi/<int:pk>/dai-bieu/in/<str:format>/", event_participants_file, name="event-participants-file"
    ),
    path("dai-bieu/<int:pk>/sua/", participant_edit, name="participant-edit"),
    path("dai-bieu/<int:pk>/bo/", participant_remove, name="participant-remove"),
    path("dai-bieu/<int:pk>/cu-nguoi-khac/", participant_sends, name="participant-sends"),
    path("dai-bieu/<int:pk>/diem-danh/", participant_tick, name="participant-tick"),
    *EventRegister().urls("hoi-nghi/"),
    *DelegationRegister().urls(""),
]
