// <textarea data-paste data-longest="30000">: what is pasted from Word or a web page comes without its clothes:
// paragraphs stay, the entries of lists begin with "- " or their number. What is longer than the box can keep is not
// taken; the form's data-too-large says so.
(() => {
  const BLOCKS = new Set(["P", "DIV", "LI", "UL", "OL", "TR", "TABLE", "BR", "BLOCKQUOTE", "H1", "H2", "H3", "H4", "H5", "H6"]);
  const UNSEEN = new Set(["STYLE", "SCRIPT", "HEAD", "TITLE", "META", "XML"]);
  const MOST = 4500000;

  // Word writes lists as paragraphs: the mark stands in a span of its own, which says that it is one.
  const isMark = (node) => /mso-list:\s*ignore/i.test(node.getAttribute("style") || "");

  function markOf(entry) {
    const list = entry.parentElement;
    if (!list || list.tagName !== "OL") return "- ";
    return `${[...list.children].filter((one) => one.tagName === "LI").indexOf(entry) + 1}. `;
  }

  function words(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
    if (node.nodeType !== Node.ELEMENT_NODE || UNSEEN.has(node.tagName)) return "";
    if (isMark(node)) {
      const mark = node.textContent.trim();
      return /^\w{1,3}[.)]$/.test(mark) ? `${mark} ` : "- ";
    }
    const inside = [...node.childNodes].map(words).join("");
    if (node.tagName === "LI") return `\n${markOf(node)}${inside.trim()}\n`;
    if (node.tagName === "TD" || node.tagName === "TH") return ` ${inside}`;
    return BLOCKS.has(node.tagName) ? `\n${inside}\n` : inside;
  }

  function plain(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    return tidy(words(page.body));
  }

  function tidy(text) {
    return text
      .replace(/[\u00a0\u202f]/g, " ")
      .replace(/[\u00ad\u200b-\u200d\ufeff]/g, "")
      .split("\n")
      .map((line) => line.replace(/\s+/g, " ").trim().replace(/^[•·▪●○◦‣■\uf0b7\uf0a7\uf0d8]\s*/, "- "))
      .filter((line, place, lines) => line || (place > 0 && lines[place - 1]))
      .join("\n")
      .replace(/\n{2,}(?=- |\d+\. )/g, "\n")
      .trim();
  }

  // What has several lines does not run into the words that stand before and behind it.
  function apart(box, text) {
    if (!text.includes("\n")) return text;
    const before = box.value.slice(0, box.selectionStart);
    const behind = box.value.slice(box.selectionEnd);
    return (/[^\n]$/.test(before) ? "\n" : "") + text + (/^[^\n]/.test(behind) ? "\n" : "");
  }

  function put(box, text) {
    box.focus();
    // The one way that the reader can take back with Ctrl+Z.
    if (document.execCommand("insertText", false, text)) return;
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("paste", (event) => {
    const box = event.target.closest && event.target.closest("textarea[data-paste]");
    if (!box || !event.clipboardData) return;
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    const isHuge = html.length > MOST || text.length > MOST;
    const clean = isHuge ? "" : html ? plain(html) : tidy(text);
    event.preventDefault();
    if (isHuge || box.value.length + clean.length > Number(box.dataset.longest)) {
      window.portal.toast(box.form.dataset.tooLarge, "bad");
      return;
    }
    put(box, apart(box, clean));
  });
})();
