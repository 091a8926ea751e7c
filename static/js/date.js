// Dates are typed as dd/mm/yyyy: "5.3.26", "5-3-2026" and "05032026" become 05/03/2026 on leaving the field.
(() => {
  function whole(text) {
    const bare = text.trim();
    const digits = bare.match(/^(\d{2})(\d{2})(\d{4})$/);
    const parts = digits || bare.match(/^(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4}|\d{2})$/);
    if (!parts) return text;
    const [, day, month, year] = parts;
    return `${day.padStart(2, "0")}/${month.padStart(2, "0")}/${year.length === 2 ? `20${year}` : year}`;
  }

  document.addEventListener("focusout", (event) => {
    const field = event.target;
    if (!field.matches || !field.matches("input[data-date]")) return;
    const written = whole(field.value);
    if (written !== field.value) {
      field.value = written;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
})();
