// Whatever cannot be taken back asks first: forms and buttons with data-confirm, htmx elements with hx-confirm.
(() => {
  const dialog = document.getElementById("confirm");
  if (!dialog) return;
  const yes = dialog.querySelector("[data-confirm-yes]");
  const standard = yes.textContent;
  let go = null;

  function ask(text, label, danger, action) {
    dialog.querySelector("[data-confirm-text]").textContent = text;
    yes.textContent = label || standard;
    yes.classList.toggle("btn-danger", danger);
    yes.classList.toggle("btn-primary", !danger);
    go = action;
    window.bootstrap.Modal.getOrCreateInstance(dialog).show();
  }

  yes.addEventListener("click", () => {
    const action = go;
    go = null;
    window.bootstrap.Modal.getInstance(dialog).hide();
    if (action) action();
  });

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const source = event.submitter && event.submitter.dataset.confirm ? event.submitter : form;
      if (!source.dataset.confirm || form.dataset.confirmed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { confirm, confirmLabel, confirmDanger } = source.dataset;
      ask(confirm, confirmLabel, confirmDanger !== undefined, () => {
        form.dataset.confirmed = "yes";
        form.requestSubmit(event.submitter || undefined);
        delete form.dataset.confirmed;
      });
    },
    true,
  );

  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    ask(event.detail.question, "", false, () => event.detail.issueRequest(true));
  });
})();
