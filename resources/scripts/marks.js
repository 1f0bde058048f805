// Runs before page.js: finds and marks matches in the page, and walks through them. Texts are compared
// after NFKC and lower case, without soft hyphens and other format characters, and without accents
// where none is asked for, as the index does.
// Painted by the highlight registry; what has no text (images, formulas) gets an attribute.
"use strict";
window.noteviewerMarks = (() => {
  const main = () => document.querySelector("main");
  const MOST_MATCHES = 5000;
  const IGNORED = /[\u00ad\p{Cf}]/u;
  const WORD = /^[\p{L}\p{N}]/u;
  const UNSPACED = new RegExp(`^[${["Han", "Hiragana", "Katakana", "Bopomofo", "Hangul", "Thai", "Lao", "Myanmar", "Khmer"]
    .map((script) => `\\p{Script=${script}}`).join("")}]`, "u");

  // Accents and vowel signs, as `noteviewer.notes.text.unaccent` takes them off.
  const MARK = new RegExp("[\\u0300-\\u036f\\u0483-\\u0487\\u1ab0-\\u1aff\\u1dc0-\\u1dff" +
    "\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7" +
    "\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed]", "gu");
  const STROKES = { ł: "l", ø: "o", đ: "d", ħ: "h", ŧ: "t", ı: "i", æ: "ae", œ: "oe" };
  const LETTERS = "йїў";
  const LATIN_TO_ARABIC = /[\u00c0-\u024f\u0370-\u052f\u0590-\u06ff\u1e00-\u1fff]/u;
  const LETTER = /[^][\p{Mn}]*/gu;

  const unaccent = (text) => {
    let plain = "";
    for (const character of text) {
      if (STROKES[character]) plain += STROKES[character];
      else if (LETTERS.includes(character)) plain += character;
      else if (LATIN_TO_ARABIC.test(character)) plain += character.normalize("NFD").replace(MARK, "").normalize("NFC");
      else plain += character.replace(MARK, "");
    }
    return plain;
  };

  // Each is a range, and the element that stands for it where its text is not what matched.
  let matches = [];
  let current = -1;

  const reveal = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
  };

  const folded = (text, keepsAccents, keepsCase = false) => {
    let result = "";
    const offsets = [];
    let at = 0;
    for (const [character] of text.matchAll(LETTER)) {
      if (!IGNORED.test(character)) {
        const whole = character.normalize("NFKC");
        const low = keepsCase ? whole : whole.toLowerCase();
        const plain = keepsAccents || (low.length === 1 && low < "\u0080") ? low : unaccent(low);
        result += plain;
        for (let i = 0; i < plain.length; i++) offsets.push(at);
      }
      at += character.length;
    }
    offsets.push(at);
    return { result, offsets };
  };
  // A text as each finder wants it, made when it is first wanted.
  const formsOf = (text) => {
    const made = {};
    return ({ keepsAccents, keepsCase }) =>
      made[`${keepsAccents} ${keepsCase}`] ??= folded(text, keepsAccents, keepsCase);
  };

  // Finds a text; blanks in it are any. Of a search, a word is found at the beginning of words only.
  // Accents count where the text has some, and in a text of a search that stands in quotes.
  const finder = (word, isSearch, { keepsCase = false, isWholeWord = false } = {}) => {
    const isQuoted = isSearch && /^"[^"]+"$/.test(word);
    const text = folded(isQuoted ? word.slice(1, -1) : word, true, keepsCase).result.trim();
    const keepsAccents = isQuoted || unaccent(text) !== text;
    const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");
    const startsWord = (isSearch || isWholeWord) && isInWord(text);
    const endsWord = isWholeWord && isInWord(before(text, text.length));
    return text && { keepsAccents, keepsCase, pattern: new RegExp(escaped, "gu"), startsWord, endsWord };
  };
  const isInWord = (text) => WORD.test(text) && !UNSPACED.test(text);
  const before = (text, at) => {
    const unit = text.charCodeAt(at - 1);
    return unit >= 0xdc00 && unit < 0xe000 ? text.slice(at - 2, at) : text.slice(at - 1, at);
  };
  const spansOf = function* ({ pattern, startsWord, endsWord }, text) {
    for (const found of text.matchAll(pattern)) {
      const end = found.index + found[0].length;
      if (startsWord && isInWord(before(text, found.index))) continue;
      if (endsWord && isInWord(text.slice(end, end + 2))) continue;
      yield [found.index, end];
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
      const form = formsOf(nodes.map((node) => node.data).join(""));
      for (const wanted of finders) {
        const { result, offsets } = form(wanted);
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
      const texts = sourcesOf(element).map(formsOf);
      if (!finders.some((wanted) => texts.some((form) => !spansOf(wanted, form(wanted).result).next().done))) continue;
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
  const mark = (words, from, { isSearch = false, isFromEnd = false, isStill = false, ...options } = {}) => {
    clearMarks();
    const finders = words.map((word) => finder(word, isSearch, options)).filter(Boolean);
    const hidden = isSearch ? `${FURNITURE}, ${AROUND}` : FURNITURE;
    if (finders.length) collectTexts(finders, hidden);
    if (finders.length && isSearch) collectSources(finders, hidden);
    return goToFirst(from, { isSearch, isFromEnd, isStill });
  };

  const goToFirst = (from, { isSearch = false, isFromEnd = false, isStill = false } = {}) => {
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

  // What is looked for with a regular expression is found by the window, which can stop it: it is
  // given the texts of the page, and gives back where in which of them something matches.
  let read = [];
  const texts = () => {
    read = runs(FURNITURE);
    // As JSON, since Qt hands no list of texts over.
    return JSON.stringify(read.map((nodes) => nodes.map((node) => node.data).join("")));
  };
  const markSpans = (spans, from, isStill) => {
    clearMarks();
    for (const [number, start, end] of spans.slice(0, MOST_MATCHES)) {
      const range = rangeOf(read[number] || [], start, end);
      if (range) matches.push({ range, element: null });
    }
    read = [];
    return goToFirst(from, { isStill });
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

  return { reveal, mark, markSpans, texts, step, clearMarks };
})();
