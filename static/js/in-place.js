// What is done on a line of [data-in-place] is done without leaving the page. A link with data-form opens the form of
// its page in the dialog; a confirmed form is sent from the line. When it is done the message of the answer is shown and
// the list is read anew, with the numbers in the menu. Without this file the same links and forms lead to their pages.
(() => {
  const list = document.querySelector("[data-in-place]");
  const dialog = document.getElementById("dialog");
  const content = document.getElementById("dialog-content");
  if (!list || !dialog) return;

  const modal = () => window.bootstrap.Modal.getOrCreateInstance(dialog);
  const box = document.getElementById("toasts");

  async function ask(address, options) {
    try {
      const answer = await fetch(address, { credentials: "same-origin", ...options });
      if (answer.redirected && new URL(answer.url).pathname === document.body.dataset.loginUrl) {
        window.location.assign(window.location.href);
        return null;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.ok || answer.status === 422) return { page, address: answer.url, moved: answer.redirected };
      window.portal.toast(page.querySelector("main h1")?.textContent || box.dataset.failed, "bad");
    } catch {
      window.portal.toast(box.dataset.offline, "wait");
    }
    return null;
  }

  // The page of a form, as a dialog: its heading, and what stands below it.
  function show({ page, address }) {
    const main = page.querySelector("main");
    const head = document.createElement("div");
    head.className = "modal-header";
    const title = document.createElement("h2");
    title.className = "modal-title";
    title.id = "dialog-title";
    title.textContent = main.querySelector("h1")?.textContent || "";
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn-close";
    close.dataset.bsDismiss = "modal";
    close.setAttribute("aria-label", list.dataset.close);
    head.append(title, close);
    const body = document.createElement("div");
    body.className = "modal-body";
    main.querySelectorAll("#messages, nav.crumbs").forEach((part) => part.remove());
    const subtitle = main.querySelector(".page-head p");
    main.querySelector(".page-head")?.remove();
    if (subtitle) body.append(subtitle);
    body.append(...main.childNodes);
    body.querySelectorAll("form").forEach((form) => {
      if (!form.getAttribute("action")) form.setAttribute("action", address);
    });
    content.replaceChildren(head, body);
    content.dataset.inPlace = "yes";
    window.htmx.process(content);
    content.dispatchEvent(new CustomEvent("htmx:afterSettle", { bubbles: true, detail: { elt: content } }));
    modal().show();
    content.querySelector("[aria-invalid='true']")?.focus();
  }

  function take(page, selector) {
    const fresh = page.querySelector(selector);
    const old = document.querySelector(selector);
    if (!fresh || !old) return;
    old.replaceChildren(...fresh.childNodes);
    window.htmx.process(old);
  }

  async function renew(answer) {
    const said = [...answer.page.querySelectorAll("#messages > *")];
    modal().hide();
    const fresh = await ask(window.location.href);
    if (!fresh) return;
    take(fresh.page, "[data-in-place]");
    take(fresh.page, "#navigation");
    take(fresh.page, "nav.tabs");
    document.getElementById("messages").replaceChildren(...said);
    list.focus({ preventScroll: true });
  }

  async function send(form, submitter) {
    const asked = { method: "POST", body: new FormData(form, submitter) };
    const buttons = [...form.querySelectorAll("button")];
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
    const answer = await ask(form.action, asked);
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
    if (!answer) return;
    if (answer.moved) await renew(answer);
    else show(answer);
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-in-place] a[data-form]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const answer = await ask(link.href);
      if (!answer) return;
      if (answer.moved) await renew(answer);
      else show(answer);
      return;
    }
    const leaves = event.target.closest("#dialog-content[data-in-place] form a.btn");
    if (leaves) {
      event.preventDefault();
      modal().hide();
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (!form.closest("[data-in-place]") || form.hasAttribute("hx-post")) return;
    if (form.querySelector("[aria-disabled='true']")) {
      event.preventDefault();
      return;
    }
    event.preventDefault();
    send(form, event.submitter);
  });

  dialog.addEventListener("hidden.bs.modal", () => delete content.dataset.inPlace);
})();
