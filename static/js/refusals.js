// A link of the summary above a form leads into its field: folded parts open, search boxes stand in for their list.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-refusals] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const box = field.closest(".field") || field;
  box.scrollIntoView({ block: "center", behavior: "instant" });
  if (field.tomselect) field.tomselect.control_input.focus({ preventScroll: true });
  else if (field.matches("input, select, textarea")) field.focus({ preventScroll: true });
  else field.querySelector("input, select, textarea, button")?.focus({ preventScroll: true });
});
