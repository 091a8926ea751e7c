// A session that ends must cost nobody a word: the page stays, a dialog offers signing in again in a new tab,
// and the token of the new session is used from then on. That tab, once signed in, closes itself; the dialog of the
// page that waits goes by itself, and the event "session:back" lets the page send what waits.
(() => {
  const loginPath = document.body.dataset.loginUrl;
  const WAITING = "session:waiting"; // on the device: a page waits for its session; taken away when there is one

  function token() {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? decodeURIComponent(found[1]) : "";
  }

  function isLogin(address) {
    return Boolean(loginPath && address) && new URL(address, window.location.href).pathname === loginPath;
  }

  function over() {
    const dialog = document.getElementById("session-over");
    if (!dialog) return;
    dialog.querySelector("[data-session-link]").href = loginPath;
    window.bootstrap.Modal.getOrCreateInstance(dialog).show();
    try {
      window.localStorage.setItem(WAITING, "1");
    } catch {
      // a device that is full: the dialog is closed by hand
    }
  }

  function back() {
    const dialog = document.getElementById("session-over");
    if (!dialog || !dialog.classList.contains("show")) return;
    window.bootstrap.Modal.getOrCreateInstance(dialog).hide();
    window.dispatchEvent(new Event("session:back"));
  }

  window.addEventListener("storage", (event) => {
    if (event.key === WAITING && event.newValue === null) back();
  });

  if (document.querySelector("[data-signed-in]") && window.localStorage.getItem(WAITING)) {
    window.localStorage.removeItem(WAITING);
    if (window.opener) window.close();
  }

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token();
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const request = event.detail.xhr;
    if (request.status === 401 || isLogin(request.responseURL)) {
      event.detail.shouldSwap = false;
      over();
    }
  });

  document.addEventListener("htmx:sendError", () => {
    window.portal.toast(document.getElementById("toasts").dataset.offline, "wait");
  });

  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 401) {
      window.portal.toast(document.getElementById("toasts").dataset.failed, "bad");
    }
  });

  // Signing in anew changes the token; a page opened before still holds the old one in its forms.
  document.addEventListener(
    "submit",
    (event) => {
      const field = event.target.querySelector("input[name=csrfmiddlewaretoken]");
      if (field && token()) field.value = token();
    },
    true,
  );

  window.portal = window.portal || {};
  window.portal.session = { token, isLogin, over };
})();
