// Rows that can be added to a form: copies the empty row, numbers it, tells Django how many there are.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-formset-add]");
  if (!button) return;
  const box = button.closest("[data-formset]");
  const prefix = box.dataset.formset;
  const total = box.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const empty = box.querySelector("[data-formset-empty]").innerHTML.replaceAll("__prefix__", total.value);
  box.querySelector("[data-formset-rows]").insertAdjacentHTML("beforeend", empty);
  total.value = String(Number(total.value) + 1);
  const added = box.querySelector("[data-formset-rows]").lastElementChild;
  added.dispatchEvent(new CustomEvent("portal:added", { bubbles: true }));
  added.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});
