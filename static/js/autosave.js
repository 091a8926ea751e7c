// <form data-autosave-url="…" data-autosave-key="report-12" data-saving="…" data-saved="…" data-kept="…" data-unkept="…"
//       data-restore="…" data-restore-yes="…" data-restore-no="…">, and inside it <span data-autosave-state role="status">.
// A few seconds after the last key the form goes to the server; while the line is down or the session has ended it
// is kept on the device, and offered again when the page is opened. The server answers JSON; "revision" in the answer
// is written into the form's field of that name, and "fields" {name: value} into others. 409: somebody else saved meanwhile; 413: too much; the answer's "message" is shown.
// Whatever else the answer holds goes to the page as the event "autosave:answered" of the form. data-too-large="…" is
// said instead of sending what no server would take.
(() => {
  const PAUSE = 3000;
  const AGAIN = 15000;
  const MOST = 4500000; // bytes; the server takes five million

  function entries(form) {
    return [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && !(value instanceof File));
  }

  function fill(form, kept) {
    const left = new Map();
    kept.forEach(([name, value]) => left.set(name, [...(left.get(name) || []), value]));
    [...form.elements].forEach((field) => {
      if (!field.name || field.type === "file" || ["csrfmiddlewaretoken", "revision"].includes(field.name)) return;
      const values = left.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (field.multiple) [...field.options].forEach((option) => (option.selected = values.includes(option.value)));
      else if (values.length) field.value = values.shift();
      if (field.tomselect) field.tomselect.sync();
    });
  }

  function keeper(form) {
    const key = `autosave:${form.dataset.autosaveKey || window.location.pathname}`;
    // A device that is full, or keeps nothing at all, must not stop the way to the server.
    const device = (act) => {
      try {
        return act(window.localStorage);
      } catch {
        return null;
      }
    };
    return {
      read: () => device((store) => JSON.parse(store.getItem(key) || "null")),
      write: () => device((store) => [store.setItem(key, JSON.stringify(entries(form)))]),
      forget: () => device((store) => store.removeItem(key)),
    };
  }

  function watch(form) {
    const state = form.querySelector("[data-autosave-state]");
    const kept = keeper(form);
    let timer = null;
    let running = false;
    let waiting = false;
    const say = (text) => state && (state.textContent = text || "");

    function later(pause) {
      window.clearTimeout(timer);
      timer = window.setTimeout(save, pause);
    }

    function keep() {
      say(kept.write() ? form.dataset.kept : form.dataset.unkept || form.dataset.kept);
      later(AGAIN);
    }

    async function answered(answer) {
      const body = await answer.json().catch(() => ({}));
      if (body.revision !== undefined && form.elements.revision) form.elements.revision.value = body.revision;
      Object.entries(body.fields || {}).forEach(([name, value]) => form.elements[name] && (form.elements[name].value = value));
      form.dispatchEvent(new CustomEvent("autosave:answered", { bubbles: true, detail: body }));
      if ([409, 413, 422].includes(answer.status)) {
        kept.write();
        say(body.message || form.dataset.tooLarge || "");
        return;
      }
      if (!answer.ok) return keep();
      if (waiting) return say(form.dataset.saving); // typed on meanwhile: what stands there now is not saved yet
      kept.forget();
      say(`${form.dataset.saved} ${new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })}`);
    }

    async function save() {
      if (running) {
        waiting = true;
        return;
      }
      running = true;
      waiting = false;
      const body = new URLSearchParams(entries(form)).toString();
      if (form.dataset.tooLarge && body.length > MOST) {
        running = false;
        say(form.dataset.tooLarge);
        return;
      }
      say(form.dataset.saving);
      try {
        const answer = await fetch(form.dataset.autosaveUrl, {
          method: "POST",
          body,
          headers: {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": window.portal.session.token(),
            Accept: "application/json",
          },
        });
        if (answer.status === 401 || window.portal.session.isLogin(answer.url)) {
          window.portal.session.over();
          keep();
        } else await answered(answer);
      } catch {
        keep();
      }
      running = false;
      if (waiting) later(PAUSE);
    }

    function offer(values) {
      const banner = document.createElement("div");
      banner.className = "note note--wait";
      banner.setAttribute("role", "status");
      const text = document.createElement("div");
      text.className = "note__text";
      text.textContent = form.dataset.restore;
      banner.append(text, choice(form.dataset.restoreYes, "btn-primary"), choice(form.dataset.restoreNo, "btn-outline-primary"));
      banner.querySelector(".btn-primary").addEventListener("click", () => {
        fill(form, values);
        banner.remove();
        later(0);
      });
      banner.querySelector(".btn-outline-primary").addEventListener("click", () => {
        kept.forget();
        banner.remove();
      });
      form.prepend(banner);
    }

    // Of what nobody sees (on which state the words stand) a saved page differs from the one that was left.
    const seen = (values) => JSON.stringify(values.filter(([name]) => (form.elements[name] || {}).type !== "hidden"));
    const before = kept.read();
    if (before && seen(before) !== seen(entries(form))) offer(before);
    // What is typed says "input" at each key. Its "change" comes when the box is left, with the button already pressed:
    // a line of state that grows or shrinks then moves the button from under the pointer, and the click is lost.
    const isTyped = (field) => field.matches("textarea, input:not([type=checkbox], [type=radio], [type=file])");
    ["input", "change"].forEach((name) =>
      form.addEventListener(name, (event) => {
        if (name === "change" && isTyped(event.target)) return;
        kept.write();
        if (running) waiting = true;
        say(form.dataset.saving); // "saved" never stands beside words that are not
        later(PAUSE);
      }),
    );
    form.addEventListener("submit", () => window.clearTimeout(timer));
    window.addEventListener("online", () => kept.read() && later(0));
    // Back from signing in again in the other tab: what waits on the device goes at once.
    ["focus", "session:back"].forEach((name) => window.addEventListener(name, () => timer && kept.read() && later(0)));
  }

  function choice(text, style) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `btn btn-sm ${style}`;
    button.textContent = text;
    return button;
  }

  document.querySelectorAll("form[data-autosave-url]").forEach(watch);
})();
