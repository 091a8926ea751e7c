// The definition of a word opens beside it and stays there. Escape, or a press anywhere else, closes it.
(() => {
  const card = document.getElementById("term-card");
  if (!card || !card.showPopover) return; // an old browser follows the link to the glossary
  const GAP = 8;
  let word = null;

  function place() {
    if (!word || !word.isConnected) return;
    const at = word.getBoundingClientRect();
    const below = at.bottom + GAP + card.offsetHeight <= window.innerHeight;
    const top = below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - card.offsetHeight);
    const left = Math.min(Math.max(GAP, at.left), window.innerWidth - card.offsetWidth - GAP);
    card.style.margin = "0";
    card.style.inset = `${top}px auto auto ${left}px`;
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== card) return;
    word = event.detail.requestConfig.elt;
    card.showPopover();
    place();
  });
  window.addEventListener("scroll", place, { passive: true });
  window.addEventListener("resize", place);
})();
