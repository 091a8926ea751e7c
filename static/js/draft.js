// <form data-draft-key="quick-entry" data-draft-restored="…">: what is typed stays on the phone until it was sent.
// The page shown after a successful save carries <span data-draft-done="quick-entry"></span>, which clears it.
(() => {
  const name = (key) => `draft:${key}`;

  function fieldsOf(form) {
    return [...form.elements].filter(
      (field) => field.name && !["hidden", "file", "submit", "button", "password"].includes(field.type),
    );
  }

  function keep(form) {
    const values = fieldsOf(form).map((field) => [
      field.name,
      field.type === "checkbox" || field.type === "radio" ? [field.value, field.checked] : field.value,
    ]);
    window.localStorage.setItem(name(form.dataset.draftKey), JSON.stringify(values));
  }

  function restore(form) {
    const kept = JSON.parse(window.localStorage.getItem(name(form.dataset.draftKey)) || "null");
    // A form that came back with errors already holds what was typed.
    if (!kept || form.querySelector("[aria-invalid='true']")) return;
    fieldsOf(form).forEach((field, place) => {
      const [fieldName, value] = kept[place] || [];
      if (fieldName !== field.name) return;
      if (Array.isArray(value)) field.checked = value[0] === field.value ? value[1] : field.checked;
      else field.value = value;
      if (field.tomselect) field.tomselect.sync();
    });
    window.portal.toast(form.dataset.draftRestored, "info");
  }

  function watch(form) {
    restore(form);
    ["input", "change"].forEach((event) => form.addEventListener(event, () => keep(form)));
    form.addEventListener("submit", (event) => {
      keep(form);
      if (navigator.onLine) return;
      event.preventDefault();
      window.portal.toast(document.getElementById("toasts").dataset.offline, "wait");
    });
  }

  document.querySelectorAll("[data-draft-done]").forEach((mark) => {
    window.localStorage.removeItem(name(mark.dataset.draftDone));
  });
  document.querySelectorAll("form[data-draft-key]").forEach(watch);
})();
