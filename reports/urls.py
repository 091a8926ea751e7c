"""Addresses of the periodic reports and of the register of other activities."""

from django.urls import path, register_converter

from .register import activity_urls
from .register.coordination import coordination_urls
from .register.courses import course_urls
from .register.inspections import inspection_urls
from .register.library import library_urls
from .register.proposals import proposal_urls
from .register.questions import question_urls
from .register.resolutions import assignment_urls, resolution_urls
from .views import (
    board,
    cells,
    consolidation,
    cycles,
    home,
    indicators,
    library,
    offline,
    presidium,
    recipients,
    report,
    steps,
    types,
    writing,
)
from .views import conversion as conversion_views
from .views import historical as historical_views
from .views import proposals as proposal_views
from .views import resolutions as resolution_views
from .views.flow import flow_urls
from .views.papers import paper_urls
from .views.work import work_urls


class FormatConverter:
    """The formats in which papers are printed."""

    regex = "pdf|docx|xlsx"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(FormatConverter, "format")
CYCLE = "ky/<slug:code>/"
UNIT = "ky/<slug:code>/<slug:unit>/"
PAPER = "ky/<slug:code>/tong-hop/<slug:paper>/<int:pk>/"
ITEM = "van-ban/<int:pk>/"

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("huong-dan/", cells.guidance, name="guidance"),
    path("noi-nhan/", recipients.recipients, name="recipients"),
    path("noi-nhan/them/", recipients.edit, name="recipient-add"),
    path("noi-nhan/<int:pk>/", recipients.edit, name="recipient"),
    path("loai/", types.types, name="types"),
    path("loai/them/", types.add, name="type-add"),
    path("loai/han/<int:pk>/ket-thuc/", types.deadline_end, name="type-deadline-end"),
    path("loai/<slug:code>/", types.type, name="type"),
    path("loai/<slug:code>/ten/", types.rename, name="type-rename"),
    path("loai/<slug:code>/du-thao/", types.draft, name="type-draft"),
    path("loai/<slug:code>/du-thao/lap/", types.start, name="type-start"),
    path("loai/<slug:code>/du-thao/bo/", types.drop, name="type-drop"),
    path("loai/<slug:code>/han/", types.deadline, name="type-deadline"),
    path("chi-tieu/", indicators.indicators, name="indicators"),
    path("chi-tieu/them/", indicators.add, name="indicator-add"),
    path("chi-tieu/<slug:code>/", indicators.indicator, name="indicator"),
    path("chi-tieu/<slug:code>/dinh-nghia/", indicators.define, name="indicator-define"),
    path("chi-tieu/<slug:code>/dung/", indicators.use, name="indicator-use"),
    path("ky/", home.cycles, name="cycles"),
    path("ky/mo/", cycles.open_new, name="open-cycle"),
    path(CYCLE, board.board, name="board"),
    path(f"{CYCLE}thong-tin/", cycles.about, name="cycle-about"),
    path(f"{CYCLE}bo/", cycles.delete, name="delete-cycle"),
    path(f"{CYCLE}gia-han/", cycles.extend, name="extend-cycle"),
    path(f"{CYCLE}huy/", cycles.cancel, name="cancel-cycle"),
    path(f"{CYCLE}don-vi-moi/", cycles.join, name="join-cycle"),
    path(f"{CYCLE}don-doc/", board.chase_all, name="chase-all"),
    path(f"{CYCLE}tiep-nhan/", board.accept_several, name="accept-several"),
    path(f"{CYCLE}kiem-tra/", board.check, name="check"),
    path(f"{CYCLE}chenh-lech/", cells.differences, name="differences"),
    path(f"{CYCLE}quy-doi/", conversion_views.compared, name="conversion"),
    path(f"{CYCLE}quy-doi.xlsx", conversion_views.workbook, name="conversion-workbook"),
    path(f"{CYCLE}tong-hop/", consolidation.index, name="consolidations"),
    path(f"{CYCLE}tong-hop/lap/", consolidation.build, name="build"),
    path(PAPER, consolidation.consolidation, name="consolidation"),
    path(f"{PAPER}so/", consolidation.number, name="number"),
    path(f"{PAPER}ban-hanh/", consolidation.issue_now, name="issue"),
    path(f"{PAPER}trinh/", presidium.put, name="put"),
    path(f"{PAPER}quyet-dinh/", presidium.decision, name="decide"),
    path(f"{PAPER}but-phe/", presidium.handwritten, name="handwritten"),
    path(f"{PAPER}tep.<format:format>", consolidation.file, name="consolidation-file"),
    path(UNIT, writing.report, name="report"),
    path(f"{UNIT}luu/", writing.autosave, name="autosave"),
    path(f"{UNIT}muc/<slug:section>/ky-truoc/", writing.carry, name="carry"),
    path(f"{UNIT}muc/<slug:section>/xac-nhan/", writing.confirm, name="confirm-carried"),
    path(f"{UNIT}phu-luc/<slug:annex>/", cells.annex, name="annex"),
    path(f"{UNIT}gop-y/", cells.remarks, name="remarks"),
    path(f"{UNIT}gop-y/<int:pk>/xong/", cells.settle_remark, name="settle-remark"),
    path(f"{UNIT}xem-truoc/", report.preview, name="preview"),
    path(f"{UNIT}bao-cao.<format:format>", report.print_report, name="print"),
    path(f"{UNIT}so-lieu/<slug:indicator>/", cells.records, name="records"),
    path(f"{UNIT}gui-ban-ky/", steps.signed, name="signed"),
    path(f"{UNIT}gia-han/", steps.extend, name="extend-report"),
    path(f"{UNIT}mo-khoa/", cycles.unlock, name="unlock-report"),
    path(f"{UNIT}don-doc/", board.chase_one, name="chase-one"),
    path(f"{UNIT}buoc/<slug:step>/", steps.plain, name="step"),
    path(f"{UNIT}ly-do/<slug:step>/", steps.with_reason, name="step-with-reason"),
    path(f"{UNIT}bieu-excel/", offline.workbooks, name="workbooks"),
    path(f"{UNIT}bieu-excel/lap/", offline.workbook, name="workbook"),
    path(f"{UNIT}nhap-thay/", offline.in_name, name="in-name"),
    path(f"{UNIT}gui-ban-giay/", offline.send_paper, name="send-paper"),
    *flow_urls,
    path(f"{UNIT}kien-nghi/", proposal_views.proposals_of_report, name="report-proposals"),
    *paper_urls,
    *activity_urls,
    path("quy-doi/", conversion_views.shares, name="split-shares"),
    path("quy-doi/<slug:unit>/", conversion_views.edit_shares, name="split-share"),
    path("du-lieu-lich-su/", historical_views.historical, name="historical-list"),
    path("du-lieu-lich-su/<int:pk>/bo/", historical_views.remove, name="historical-remove"),
    path("nghi-quyet/<int:pk>/giao/<int:task>/", resolution_views.assign_task, name="resolution-assign"),
    path("nghi-quyet/<int:pk>/van-ban/", resolution_views.resolution_papers, name="resolution-papers"),
    path("nghi-quyet/<int:pk>/van-ban/lap/", resolution_views.resolution_begin, name="resolution-begin"),
    path("nhiem-vu/<int:pk>/mo-lai/", resolution_views.assignment_reopen, name="assignment-reopen"),
    path("nhiem-vu/<int:pk>/<slug:verb>/ghi/", resolution_views.assignment_verb, name="assignment-verb"),
    path("kien-nghi/<int:pk>/<slug:verb>/ghi/", proposal_views.proposal_verb, name="proposal-verb"),
    *resolution_urls,
    *assignment_urls,
    *proposal_urls,
    path(f"{ITEM}gui/", library.send, name="libraryitem-send"),
    path(f"{ITEM}don-doc/", library.chase_all, name="libraryitem-chase-all"),
    path(f"{ITEM}don-doc/<int:receipt>/", library.chase_one, name="libraryitem-chase"),
    path(f"{ITEM}xac-nhan/<int:receipt>/<slug:what>/", library.confirm, name="libraryitem-confirm"),
    path("hoi-dap/<int:pk>/tra-loi/", library.answer_question, name="question-answer"),
    *library_urls,
    *question_urls,
    *work_urls,
    *inspection_urls,
    *course_urls,
    *coordination_urls,
]
