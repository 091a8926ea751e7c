// The frame: "/" goes to the search, folding parts start closed on a phone, messages can be put away, the open
// tab is in sight.
const phone = window.matchMedia("(max-width: 767.98px)");

// Until it is marked, the style sheet hides what is inside on a phone: nothing jumps when it is folded.
function fold() {
  document.querySelectorAll("details[data-fold]:not([data-folded])").forEach((part) => {
    part.dataset.folded = "";
    if (phone.matches && !part.querySelector("[aria-invalid='true']")) part.removeAttribute("open");
  });
}

// An address that names a folded part opens it, and what it stands in.
function unfold() {
  const asked = document.querySelector(":target");
  if (!asked) return;
  for (let part = asked.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  asked.scrollIntoView();
}

// Of a row of tabs that is wider than the phone, the open one is in sight; the page itself does not move.
function showTab(root) {
  root.querySelectorAll(".tabs [aria-current]").forEach((tab) => {
    const row = tab.parentElement;
    const at = tab.getBoundingClientRect().left - row.getBoundingClientRect().left + row.scrollLeft;
    row.scrollLeft = at - (row.clientWidth - tab.offsetWidth) / 2;
  });
}

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || writing) return;
  const boxes = [...document.querySelectorAll("[data-slash]")];
  const search = boxes.find((box) => box.offsetParent) || document.querySelector("[data-search-page]");
  if (!search) return;
  event.preventDefault();
  if (search.matches("a")) search.click(); // on a phone the box stands on its own page
  else search.focus();
});

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-dismiss]");
  if (close) close.closest("[data-dismissible]").remove();
});

// Words filter a list while they are typed; leaving the box must not draw it anew under what is pressed next.
document.addEventListener(
  "change",
  (event) => {
    if (event.target.matches(".filters input[type=search]")) event.stopPropagation();
  },
  true,
);

document.addEventListener("htmx:afterSwap", (event) => {
  fold();
  showTab(event.detail.target);
});
// Paper shows everything that a phone folds away.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details[data-fold]").forEach((part) => part.setAttribute("open", ""));
});
window.addEventListener("hashchange", unfold);
fold();
showTab(document);
unfold();

window.portal = window.portal || {};
window.portal.toast = (text, tone) => {
  const box = document.getElementById("toasts");
  if (!box) return;
  const note = document.createElement("div");
  note.className = `note note--${tone || "info"}`;
  note.textContent = text;
  box.replaceChildren(note);
  window.setTimeout(() => note.remove(), 6000);
};
