// A fragment that arrives in the dialog opens it; an empty answer, or the event "dialog:close", closes it.
(() => {
  const dialog = document.getElementById("dialog");
  const content = document.getElementById("dialog-content");
  if (!dialog) return;

  const modal = () => window.bootstrap.Modal.getOrCreateInstance(dialog);

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== content) return;
    if (content.textContent.trim()) modal().show();
    else modal().hide();
  });
  document.addEventListener("dialog:close", () => modal().hide());
  dialog.addEventListener("shown.bs.modal", () => {
    const first = content.querySelector("[aria-invalid='true'], input:not([type=hidden]), select, textarea");
    if (first) first.focus();
  });
  dialog.addEventListener("hidden.bs.modal", () => content.replaceChildren());
})();
