// Long lists of choices get a search box. The library is fetched only when a page shows such a list: what is folded
// away, as filters are on a phone, waits until it is opened.
// data-search: enhance; data-url: ask the server while typing, ?q=… answers [{"value", "text"}, …].
(() => {
  const { library, style, none, loading } = document.currentScript.dataset;
  let arriving = null;

  function fetchLibrary() {
    arriving ||= new Promise((resolve, reject) => {
      const sheet = document.createElement("link");
      sheet.rel = "stylesheet";
      sheet.href = style;
      const script = document.createElement("script");
      script.src = library;
      script.onload = resolve;
      script.onerror = reject; // the plain select goes on working
      document.head.append(sheet, script);
    });
    return arriving;
  }

  // "đ" is a letter of its own to Unicode: typing "dien bien" must still find "Điện Biên".
  const folded = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();

  function ask(url) {
    return (typed, done) => {
      const address = new URL(url, window.location.href);
      address.searchParams.set("q", typed);
      fetch(address, { headers: { Accept: "application/json" } })
        .then((answer) => {
          if (window.portal.session.isLogin(answer.url)) window.portal.session.over();
          return answer.ok && !answer.redirected ? answer.json() : [];
        })
        .then(done, () => done([]));
    };
  }

  function says(text) {
    const line = document.createElement("div");
    line.className = "no-results";
    line.textContent = text;
    return line;
  }

  function enhance(select) {
    if (select.tomselect) return;
    const url = select.dataset.url;
    const options = {
      create: false,
      maxOptions: 200,
      hideSelected: select.multiple,
      allowEmptyOption: false,
      searchField: ["text", "folded"],
      render: { no_results: () => says(none), loading: () => says(loading) },
      onInitialize() {
        Object.values(this.options).forEach((option) => {
          option.folded = folded(option.text || "");
        });
        const label = select.getAttribute("aria-label");
        if (label) this.control_input.setAttribute("aria-label", label);
      },
      onOptionAdd(_value, option) {
        option.folded = folded(option.text || "");
      },
    };
    if (url) Object.assign(options, { load: ask(url), shouldLoad: (typed) => typed.length > 1, score: () => () => 1 });
    new window.TomSelect(select, options);
    select.setAttribute("aria-hidden", "true"); // its label now belongs to the search box
  }

  // Wherever it stands on the page: only what is not drawn at all is left for later.
  const shown = new IntersectionObserver(
    (entries) => {
      const found = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
      if (!found.length) return;
      found.forEach((select) => shown.unobserve(select));
      fetchLibrary().then(() => found.filter((select) => select.isConnected).forEach(enhance), () => {});
    },
    { rootMargin: "1000000px" },
  );

  function enhanceAll(root) {
    root.querySelectorAll("select[data-search]").forEach((select) => shown.observe(select));
  }

  document.addEventListener("htmx:afterSettle", (event) => enhanceAll(event.detail.elt));
  enhanceAll(document);
})();
