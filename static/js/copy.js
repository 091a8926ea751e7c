// data-copy="text" puts the text on the clipboard and says so on the button itself.
(() => {
  async function write(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea"); // an office network without https has no clipboard interface
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    return undefined;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await write(button.dataset.copy);
    const label = button.querySelector("span") || button;
    const before = button.dataset.before || label.textContent;
    button.dataset.before = before;
    label.textContent = button.dataset.copied;
    window.portal.toast(button.dataset.copied, "ok");
    window.setTimeout(() => {
      label.textContent = before;
    }, 2500);
  });
})();
