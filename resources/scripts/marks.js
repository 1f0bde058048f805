// Runs before page.js: finds and marks matches in the page, and walks through them. Texts are compared
// after NFKC and lower case, without soft hyphens and other format characters, as the index does.
// Painted by the highlight registry; what has no text (images, formulas) gets an attribute.
"use strict";
window.noteviewerMarks = (() => {
  const main = () => document.querySelector("main");
  const MOST_MATCHES = 5000;
  const IGNORED = /[\u00ad\p{Cf}]/u;
  const WORD = /^[\p{L}\p{N}]/u;
  const UNSPACED = new RegExp(`^[${["Han", "Hiragana", "Katakana", "Bopomofo", "Hangul", "Thai", "Lao", "Myanmar", "Khmer"]
    .map((script) => `\\p{Script=${script}}`).join("")}]`, "u");

  // Each is a range, and the element that stands for it where its text is not what matched.
  let matches = [];
  let current = -1;

  const reveal = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
  };

  const folded = (text) => {
    let result = "";
    const offsets = [];
    let at = 0;
    for (const character of text) {
      if (!IGNORED.test(character)) {
        const plain = character.normalize("NFKC").toLowerCase();
        result += plain;
        for (let i = 0; i < plain.length; i++) offsets.push(at);
      }
      at += character.length;
    }
    offsets.push(at);
    return { result, offsets };
  };

  // Finds a text; blanks in it are any. Of a search, a word is found at the beginning of words only.
  const finder = (word, isSearch) => {
    const text = folded(word).result.trim();
    const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");
    return text && { pattern: new RegExp(escaped, "gu"), startsWord: isSearch && isInWord(text) };
  };
  const isInWord = (text) => WORD.test(text) && !UNSPACED.test(text);
  const before = (text, at) => {
    const unit = text.charCodeAt(at - 1);
    return unit >= 0xdc00 && unit < 0xe000 ? text.slice(at - 2, at) : text.slice(at - 1, at);
  };
  const spansOf = function* ({ pattern, startsWord }, text) {
    for (const found of text.matchAll(pattern)) {
      if (!startsWord || !isInWord(before(text, found.index))) yield [found.index, found.index + found[0].length];
    }
  };

  // What is not of the note is never what a search found: ways to other notes in the head card.
  const FURNITURE = ".nv-copy, .nv-lines, annotation, :root:not([data-references=written]) .nv-ref-url";
  const AROUND = ".nv-card nav, .nv-card p:not(.nv-facts)";

  const blockOf = (node) =>
    node.parentElement.closest("p, li, h1, h2, h3, h4, h5, h6, td, th, pre, summary, dt, dd, figcaption") || main();

  // Runs of text nodes that read as one line, so that a match may reach over bold and links.
  const runs = (hidden) => {
    const walker = document.createTreeWalker(main(), NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(hidden) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const found = [];
    let block = null;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = blockOf(node);
      if (parent !== block) found.push([]);
      block = parent;
      found[found.length - 1].push(node);
    }
    return found;
  };

  const rangeOf = (nodes, start, end) => {
    const range = document.createRange();
    let offset = 0;
    let isOpen = false;
    for (const node of nodes) {
      const length = node.data.length;
      if (!isOpen && start < offset + length) {
        range.setStart(node, start - offset);
        isOpen = true;
      }
      if (isOpen && end <= offset + length) {
        range.setEnd(node, end - offset);
        return range;
      }
      offset += length;
    }
    return isOpen ? range : null;
  };

  const collectTexts = (finders, hidden) => {
    for (const nodes of runs(hidden)) {
      const { result, offsets } = folded(nodes.map((node) => node.data).join(""));
      for (const wanted of finders) {
        for (const [start, end] of spansOf(wanted, result)) {
          if (matches.length >= MOST_MATCHES) return;
          const range = rangeOf(nodes, offsets[start], Math.max(offsets[end], offsets[end - 1] + 1));
          if (range) matches.push({ range, element: null });
        }
      }
    }
  };

  // What stands in the file but is not shown as text: where a link leads, the source of a formula,
  // the name of a picture.
  const decoded = (address) => {
    try { return decodeURI(address); } catch { return address; }
  };
  const sourcesOf = (element) => {
    const { tex, name, source } = element.dataset;
    const address = element.getAttribute("href") || element.getAttribute("src") || "";
    const place = address.replace(/^(noteviewer:\/\/[^/]*|data:.*)/, "");
    return [tex, name, source, element.getAttribute("alt"), place, decoded(place)].filter(Boolean);
  };
  const collectSources = (finders, hidden) => {
    const holderOf = (element) =>
      element.closest(".nv-ref, .nv-box") || element.closest("a, [data-tex]") || element;
    const marked = new Set(matches.map(({ range }) => holderOf(range.startContainer.parentElement)));
    for (const element of main().querySelectorAll("a[href], [data-tex], img, .nv-box[data-source]")) {
      const holder = holderOf(element);
      if (matches.length >= MOST_MATCHES) return;
      if (marked.has(holder) || element.closest(hidden)) continue;
      const texts = sourcesOf(element).map((text) => folded(text).result);
      if (!finders.some((wanted) => texts.some((text) => !spansOf(wanted, text).next().done))) continue;
      marked.add(holder);
      const range = document.createRange();
      const isText = element.matches("a") && element.textContent.trim();
      if (isText) range.selectNodeContents(element);
      else range.selectNode(element);
      matches.push({ range, element: isText ? null : element });
    }
  };

  const paint = () => {
    const texts = matches.filter(({ element }) => !element).map(({ range }) => range);
    const now = matches[current];
    CSS.highlights.set("nv-hit", new Highlight(...texts));
    CSS.highlights.set("nv-hit-now", now && !now.element ? new Highlight(now.range) : new Highlight());
    CSS.highlights.get("nv-hit-now").priority = 1;
    for (const { element } of matches) {
      if (element) element.dataset.hit = element === now?.element ? "now" : "";
    }
  };

  const clearMarks = () => {
    for (const { element } of matches) if (element) delete element.dataset.hit;
    matches = [];
    current = -1;
    CSS.highlights.delete("nv-hit");
    CSS.highlights.delete("nv-hit-now");
  };

  // Long lines of code, wide tables and formulas are scrolled in boxes of their own.
  const bringAcross = (box, element) => {
    for (let at = element; at && at !== main(); at = at.parentElement) {
      if (at.scrollWidth <= at.clientWidth) continue;
      const frame = at.getBoundingClientRect();
      if (box.left < frame.left || box.right > frame.right) at.scrollLeft += box.left - frame.left - frame.width / 3;
    }
  };

  const show = ({ range, element }) => {
    const holder = element || range.startContainer.parentElement;
    reveal(holder);
    const target = element || range;
    bringAcross(target.getBoundingClientRect(), holder);
    const box = target.getBoundingClientRect();
    window.scrollTo({ top: window.scrollY + box.top - window.innerHeight / 3 });
  };

  const told = () => ({ count: matches.length, current });

  // Marks all words, and goes to the first match at or below an element, or to the last of all. Where
  // none stands below, a search goes nowhere, for what it found is not shown; else to the first.
  const mark = (words, from, { isSearch = false, isFromEnd = false, isStill = false } = {}) => {
    clearMarks();
    const finders = words.map((word) => finder(word, isSearch)).filter(Boolean);
    const hidden = isSearch ? `${FURNITURE}, ${AROUND}` : FURNITURE;
    if (finders.length) collectTexts(finders, hidden);
    if (finders.length && isSearch) collectSources(finders, hidden);
    matches.sort((a, b) => a.range.compareBoundaryPoints(Range.START_TO_START, b.range));
    const isBelow = ({ range, element }) => from.compareDocumentPosition(element || range.startContainer) &
      (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY);
    if (isFromEnd) current = matches.length - 1;
    else if (matches.length) {
      const first = from ? matches.findIndex(isBelow) : 0;
      current = isSearch ? first : Math.max(first, 0);
    }
    if (current >= 0 && !isStill) show(matches[current]);
    if (matches.length) paint();
    return told();
  };

  // Walks to the next match, or back with -1; begins again at the end.
  const step = (by) => {
    if (!matches.length) return told();
    if (current < 0) current = by > 0 ? 0 : matches.length - 1;
    else current = (current + by + matches.length) % matches.length;
    show(matches[current]);
    paint();
    return told();
  };

  return { reveal, mark, step, clearMarks };
})();
