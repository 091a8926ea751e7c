// <form data-cells>: after each saving (event "autosave:answered") the page says what is odd and what is left to do.
// [data-cell="outgoing"] holds [data-cell-warnings]; [data-left] is the list before sending, data-done its last word.
// What hides behind an address of the page (#cell-figure-outgoing) is opened when somebody goes there.
(() => {
  function line(words, tag, style) {
    const made = document.createElement(tag);
    if (style) made.className = style;
    made.textContent = words;
    return made;
  }

  function warn(form, warnings, differs) {
    form.querySelectorAll("[data-cell]").forEach((cell) => {
      const place = cell.querySelector("[data-cell-warnings]");
      const said = warnings[cell.dataset.cell] || [];
      if (place.textContent.trim() !== said.join(" ")) {
        place.replaceChildren(...said.map((words) => line(words, "p", "cell__warning")));
      }
      cell.classList.toggle("cell--differs", differs.includes(cell.dataset.cell));
    });
  }

  function tell(list, left) {
    const lines = left.map((thing) => {
      const entry = document.createElement("li");
      const link = line(thing.text, "a");
      link.href = `#cell-${thing.anchor}`;
      entry.append(link);
      return entry;
    });
    list.replaceChildren(...(lines.length ? lines : [line(list.dataset.done, "li", "muted")]));
  }

  document.addEventListener("autosave:answered", (event) => {
    const form = event.target.closest("form[data-cells]");
    if (!form) return;
    const { warnings, differs, left } = event.detail;
    if (warnings) warn(form, warnings, differs || []);
    if (left) tell(form.querySelector("[data-left]"), left);
  });

  function open() {
    const cell = window.location.hash.startsWith("#cell-") && document.querySelector(CSS.escape ? `#${CSS.escape(window.location.hash.slice(1))}` : window.location.hash);
    if (!cell) return;
    const part = cell.matches("details") ? cell : cell.querySelector("details");
    if (part) part.open = true;
    cell.scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", open);
  open();
})();
