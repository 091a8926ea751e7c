"""What the small scripts promise: nothing is lost, everything final asks, dates and choices are easy."""

import pytest
from django.template import engines
from django.urls import reverse, reverse_lazy
from playwright.sync_api import expect

from portal.ui import samples, views

AUTOSAVE = """{% extends "base.html" %}{% block main %}
<form id="report" method="post" {% autosave "/save/" "report-12" %}>
<input type="hidden" name="revision" value="1"><label for="id_text">Nội dung</label>
<textarea id="id_text" name="text">Cũ</textarea>{% autosave_state %}</form>{% endblock %}
{% block scripts %}<script src="{% static "js/autosave.js" %}" defer></script>{% endblock %}"""

DRAFT = """{% extends "base.html" %}{% block main %}
<form id="entry" method="post" action="/sent/" {% draft "quick-entry" %}><label for="id_what">Việc</label>
<input id="id_what" name="what"><label><input type="checkbox" name="urgent" value="1"> Gấp</label>
<button>Gửi</button></form>{% endblock %}
{% block scripts %}<script src="{% static "js/draft.js" %}" defer></script>{% endblock %}"""

DONE = """{% extends "base.html" %}{% block main %}{% draft_done "quick-entry" %}{% endblock %}
{% block scripts %}<script src="{% static "js/draft.js" %}" defer></script>{% endblock %}"""

ASKING = """{% extends "base.html" %}{% block main %}{% confirm "Xóa" "/gone/" "Xóa thật?" %}
{% button "Tải" type="button" hx_get="/part/" hx_target="#here" %}<div id="here">Giữ nguyên</div>
{% dialog_button "Gia hạn" "/dialog/" %}{% copy "Đề nghị gửi báo cáo" %}
<form method="post" action="/plain/"><input type="hidden" name="csrfmiddlewaretoken" value="old">
<button>Lưu</button></form>{% endblock %}"""


@pytest.fixture
def drawn(signed_in_request):
    return lambda source: engines["django"].from_string(source).render({}, signed_in_request())


LOGIN = reverse_lazy("account_login")
STATE = "[data-autosave-state]"


def session_is_over(browser, path):
    """What the server answers then: the browser is led to the sign-in page and follows without asking."""
    browser.answer(path, status=302, Location=str(LOGIN))
    browser.answer(str(LOGIN), "<h1>Đăng nhập</h1>")


def kept(page) -> str:
    """What the device holds."""
    return page.evaluate("JSON.stringify({...localStorage})")


def forgotten(page):
    for _ in range(80):
        if kept(page) == "{}":
            return
        page.wait_for_timeout(100)
    raise AssertionError(kept(page))


def posts(browser, path):
    return [body for method, place, body in browser.site.sent if (method, place) == ("POST", path)]


def test_writing_is_saved_by_itself_with_the_new_revision(shown, drawn):
    browser = shown()
    browser.answer("/save/", {"revision": 2})
    page = browser.show(drawn(AUTOSAVE))
    page.fill("#id_text", "Mới")
    expect(page.locator(STATE)).to_contain_text("Đã lưu lúc", timeout=8000)
    assert posts(browser, "/save/") == ["revision=1&text=Mới"]
    assert page.input_value("[name=revision]") == "2"
    assert kept(page) == "{}"


def test_a_device_that_is_full_does_not_stop_the_saving(shown, drawn):
    browser = shown()
    browser.answer("/save/", {"revision": 2})
    page = browser.show(drawn(AUTOSAVE))
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; }")
    page.fill("#id_text", "Mới")
    expect(page.locator(STATE)).to_contain_text("Đã lưu lúc", timeout=8000)
    page.context.set_offline(True)
    page.fill("#id_text", "Chưa gửi được")
    expect(page.locator(STATE)).to_contain_text("giữ nguyên trang này", timeout=8000)
    assert posts(browser, "/save/") == ["revision=1&text=Mới"]


def test_when_the_line_drops_the_words_are_kept_and_offered_again(shown, drawn):
    browser = shown()
    browser.answer("/save/", {"revision": 2})
    page = browser.show(drawn(AUTOSAVE))
    page.context.set_offline(True)
    page.fill("#id_text", "Chưa gửi được")
    expect(page.locator(STATE)).to_contain_text("giữ trên máy này", timeout=8000)
    browser.answer("/", drawn(AUTOSAVE))
    page.evaluate("window.stop()")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(browser.site.address)
    assert page.input_value("#id_text") == "Cũ"
    page.get_by_role("button", name="Khôi phục").click()
    assert page.input_value("#id_text") == "Chưa gửi được"
    expect(page.locator(STATE)).to_contain_text("Đã lưu lúc", timeout=8000)
    assert posts(browser, "/save/")[-1] == "revision=1&text=Chưa gửi được"
    forgotten(page)


def test_when_the_session_ends_a_draft_is_kept_and_signing_in_opens_in_a_new_tab(shown, drawn):
    browser = shown()
    session_is_over(browser, "/save/")
    page = browser.show(drawn(AUTOSAVE))
    page.fill("#id_text", "Dở dang")
    page.wait_for_selector("#session-over.show")
    link = page.get_by_role("link", name="Đăng nhập lại")
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("href") == LOGIN
    assert page.input_value("#id_text") == "Dở dang"
    assert "Dở dang" in kept(page)


def test_somebody_elses_save_is_told_and_nothing_is_thrown_away(shown, drawn):
    browser = shown()
    browser.answer("/save/", {"message": "Người khác vừa lưu."}, 409)
    page = browser.show(drawn(AUTOSAVE))
    page.fill("#id_text", "Của tôi")
    expect(page.locator(STATE)).to_have_text("Người khác vừa lưu.", timeout=8000)
    assert "Của tôi" in kept(page)


def test_a_quick_entry_survives_offline_and_is_forgotten_once_sent(shown, drawn):
    browser = shown(390)
    page = browser.show(drawn(DRAFT))
    page.fill("#id_what", "Tiếp đoàn Lào")
    page.check("[name=urgent]")
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator("#toasts")).to_contain_text("Mất kết nối")
    assert posts(browser, "/sent/") == []
    page.context.set_offline(False)
    page.reload()
    assert page.input_value("#id_what") == "Tiếp đoàn Lào"
    assert page.is_checked("[name=urgent]")
    browser.answer("/sent/", drawn(DONE))
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_url("**/sent/")
    assert len(posts(browser, "/sent/")) == 1
    forgotten(page)


def test_a_fragment_never_swaps_in_the_sign_in_page(shown, drawn):
    browser = shown()
    session_is_over(browser, "/part/")
    page = browser.show(drawn(ASKING))
    page.get_by_role("button", name="Tải").click()
    page.wait_for_selector("#session-over.show")
    assert page.inner_text("#here") == "Giữ nguyên"


def test_refused_input_is_swapped_and_a_fault_is_told(shown, drawn):
    browser = shown()
    browser.answer("/part/", "Thiếu ngày", 422)
    page = browser.show(drawn(ASKING))
    page.get_by_role("button", name="Tải").click()
    expect(page.locator("#here")).to_have_text("Thiếu ngày")
    browser.answer("/part/", "Traceback", 500)
    page.get_by_role("button", name="Tải").click()
    expect(page.locator("#toasts")).to_contain_text("không trả lời")
    assert page.inner_text("#here") == "Thiếu ngày"


def test_what_is_final_asks_first(shown, drawn):
    browser = shown()
    page = browser.show(drawn(ASKING))
    page.get_by_role("button", name="Xóa").click()
    page.wait_for_selector("#confirm.show")
    assert page.inner_text("[data-confirm-text]") == "Xóa thật?"
    page.get_by_role("button", name="Hủy").click()
    page.wait_for_selector("#confirm", state="hidden")
    assert posts(browser, "/gone/") == []
    page.get_by_role("button", name="Xóa").click()
    page.wait_for_selector("#confirm.show")
    page.locator("[data-confirm-yes]").click()
    page.wait_for_url("**/gone/")
    assert len(posts(browser, "/gone/")) == 1


def test_a_form_is_sent_with_the_token_of_the_new_session(shown, drawn):
    browser = shown()
    page = browser.show(drawn(ASKING))
    page.context.add_cookies([{"name": "csrftoken", "value": "new", "url": browser.site.address}])
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_url("**/plain/")
    assert posts(browser, "/plain/") == ["csrfmiddlewaretoken=new"]


def test_the_dialog_opens_with_its_fragment_and_puts_the_cursor_in_it(shown, drawn, signed_in_request):
    browser = shown()
    browser.answer("/dialog/", views.component_dialog(signed_in_request()).content.decode())
    page = browser.show(drawn(ASKING))
    page.get_by_role("link", name="Gia hạn").click()
    page.wait_for_selector("#dialog.show")
    expect(page.locator("[name=until]")).to_be_focused()
    page.keyboard.press("Escape")
    page.wait_for_selector("#dialog", state="hidden")
    expect(page.locator("#dialog-content")).to_be_empty()


def test_copying_says_so(shown, drawn):
    browser = shown(permissions=["clipboard-read", "clipboard-write"])
    page = browser.show(drawn(ASKING))
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("Đã sao chép")
    assert page.evaluate("navigator.clipboard.readText()") == "Đề nghị gửi báo cáo"


def test_dates_are_completed_on_leaving_the_field(shown, signed_in_request):
    page = shown().show(views.components(signed_in_request("/ui/components/")).content.decode())
    field = page.locator("#id_day")
    for typed in ("5.3.26", "5-3-2026", "05032026", "5 3 2026", "05/03/2026"):
        field.fill(typed)
        field.blur()
        assert field.input_value() == "05/03/2026", typed
    field.fill("tháng 3")
    field.blur()
    assert field.input_value() == "tháng 3"


def test_choices_are_found_without_accents_and_asked_of_the_server(shown, signed_in_request):
    browser = shown()
    browser.answer(reverse("ui:component_choices"), samples.matching_choices("trung"))
    page = browser.show(views.components(signed_in_request("/ui/components/")).content.decode())
    page.locator("#field-country .ts-control").click()
    expect(page.locator("#field-country .option").first).to_be_visible()  # open before anybody types
    page.locator("#id_country-ts-control").press_sequentially("thuy dien")
    expect(page.locator("#field-country .option")).to_have_text(["Thụy Điển"])
    page.keyboard.press("Escape")
    page.locator("#field-partner .ts-control").click()
    expect(page.locator("#id_partner-ts-control")).to_be_focused()
    page.locator("#id_partner-ts-control").press_sequentially("trung")
    page.locator("#field-partner .option", has_text="Trung Quốc").click()
    assert page.input_value("#id_partner") == "CN"
