// Suggestions under a search box. htmx fetches them; here they open, close, and are walked through by the keyboard.
(() => {
  const ACTIVE = "suggestion--active";

  function parts(form) {
    return { box: form.querySelector("[role=combobox]"), list: form.querySelector("[role=listbox]") };
  }

  function mark(form, option) {
    const { box, list } = parts(form);
    list.querySelectorAll("[role=option]").forEach((one) => {
      one.classList.toggle(ACTIVE, one === option);
      one.setAttribute("aria-selected", String(one === option));
    });
    if (option) {
      box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }

  function show(form, open) {
    const { box, list } = parts(form);
    const shown = open && list.childElementCount > 0;
    list.hidden = !shown;
    box.setAttribute("aria-expanded", String(shown));
    mark(form, null);
  }

  function move(form, step) {
    const { list } = parts(form);
    const options = [...list.querySelectorAll("[role=option]")];
    const at = options.findIndex((one) => one.classList.contains(ACTIVE));
    const next = at < 0 && step < 0 ? options.length - 1 : at + step;
    mark(form, options[next] || null); // beyond an end: back in the box
  }

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest("[data-suggests]");
    if (!form || event.target.getAttribute("role") !== "combobox" || event.isComposing) return;
    const { list } = parts(form);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show(form, true);
      move(form, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !list.hidden) {
      const chosen = list.querySelector(`.${ACTIVE}`);
      if (!chosen) return; // the words themselves are looked for
      event.preventDefault();
      chosen.click();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      show(form, false);
    }
  });

  // What was offered for other words is gone as soon as one types on.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-suggests]");
    if (form) show(form, false);
  });

  // Only what answers the words that stand in the box now is shown, and only while one is in it.
  document.addEventListener("htmx:afterSwap", (event) => {
    const list = event.detail.target;
    const form = list.closest("[data-suggests]");
    if (!form || list.getAttribute("role") !== "listbox") return;
    list.querySelectorAll("[role=option]").forEach((option, number) => {
      option.id = `${list.id}-${number}`;
    });
    show(form, form.contains(document.activeElement));
  });

  document.addEventListener("focusout", (event) => {
    const form = event.target.closest("[data-suggests]");
    if (form && !form.contains(event.relatedTarget)) show(form, false);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-suggests]");
    if (form) show(form, false);
  });
})();
