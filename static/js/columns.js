// The order of columns: arrows move a line, focus goes with it, and a screen reader is told where it stands.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-columns] [data-move]");
  if (!button) return;
  const line = button.closest("li");
  const list = line.parentElement;
  const up = button.dataset.move === "-1";
  const other = up ? line.previousElementSibling : line.nextElementSibling;
  if (!other) return;
  if (up) other.before(line);
  else other.after(line);
  button.focus();
  const said = list.closest("[data-columns]").querySelector("[data-columns-said]");
  const facts = {
    column: line.querySelector("label").textContent.trim(),
    place: [...list.children].indexOf(line) + 1,
    all: list.children.length,
  };
  said.textContent = said.dataset.place.replace(/\[(\w+)\]/g, (_whole, name) => facts[name]);
});
