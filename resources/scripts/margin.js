// Runs before host.js, in the isolated world beside the page, never in the page: the text of the note
// as the window reads it, highlights painted over it, and comments beside it. The note is never changed:
// highlights are painted by the highlight registry, comments are elements behind `main`.
// Offsets count UTF-16 units of the text that `text` gives.
"use strict";
window.noteviewerMargin = (() => {
  const COLORS = ["yellow", "green", "blue", "pink", "purple"];
  // As `noteviewer.render.document.page_text` reads it where no page is shown.
  const HIDDEN = ".nv-copy, .nv-lines, .nv-ref-url, .nv-ref-host, .nv-box, nv-was, [data-tex] *";
  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, pre, summary, dt, dd, figcaption";
  const ROOM = 220;
  const READABLE = 480;
  const main = () => document.querySelector("main");
  const article = () => main().querySelector(":scope > article");

  // The text in pieces: of a text node, or of a formula, which reads as its source.
  const collect = () => {
    const pieces = [];
    const parts = [];
    const sections = [];
    let length = 0;
    let block = null;
    const put = (text) => {
      parts.push(text);
      length += text.length;
    };
    const add = (node, data, isWhole) => {
      const holder = node.parentElement.closest(BLOCKS);
      if (!holder && !data.trim()) return;
      if (holder !== block && length) put("\n");
      block = holder;
      const heading = holder?.closest("h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]");
      if (heading && sections.at(-1)?.[1] !== heading.id) sections.push([length, heading.id]);
      const isCode = holder?.matches("pre");
      pieces.push({ node, start: length, end: length + data.length, isWhole });
      put(isCode ? data : data.replace(/[\n\r\t]/g, " "));
    };
    const root = article();
    if (root) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
        if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
        if (node.matches(HIDDEN)) return NodeFilter.FILTER_REJECT;
        return node.dataset?.tex === undefined && !node.hasAttribute("data-tex") ? NodeFilter.FILTER_SKIP : NodeFilter.FILTER_ACCEPT;
      });
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.nodeType !== Node.TEXT_NODE) add(node, node.getAttribute("data-tex"), true);
        else if (!node.parentElement.closest("[data-tex]")) add(node, node.data, false);
      }
    }
    return { pieces, sections, text: parts.join("") };
  };

  const text = () => {
    const { text, sections } = collect();
    return JSON.stringify({ text, sections });
  };

  // Where an end of a selection stands in the text.
  const offsetOf = (pieces, node, offset) => {
    const formula = (node instanceof Element ? node : node.parentElement)?.closest("[data-tex]");
    const edge = document.createRange();
    edge.setStart(node, offset);
    for (const piece of pieces) {
      if (piece.node === node) return piece.start + Math.min(offset, piece.end - piece.start);
      if (piece.node === formula) return offset ? piece.end : piece.start;
      const other = document.createRange();
      other.selectNode(piece.node);
      if (edge.compareBoundaryPoints(Range.START_TO_START, other) <= 0) return piece.start;
    }
    return pieces.length ? pieces.at(-1).end : 0;
  };

  const selectedRange = () => {
    const selection = getSelection();
    const root = article();
    if (!root || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    return range.intersectsNode(root) && range.toString().trim() ? range : null;
  };

  const selection = () => {
    const range = selectedRange();
    if (!range) return "";
    const { pieces, sections, text } = collect();
    const start = offsetOf(pieces, range.startContainer, range.startOffset);
    const end = offsetOf(pieces, range.endContainer, range.endOffset);
    return JSON.stringify({ text, sections, start, end });
  };

  const rangeOf = (pieces, start, end) => {
    const range = document.createRange();
    const first = pieces.find((piece) => start < piece.end);
    const last = pieces.findLast((piece) => piece.start < end);
    if (!first || !last || last.start < first.start) return null;
    if (first.isWhole) range.setStartBefore(first.node);
    else range.setStart(first.node, Math.max(start - first.start, 0));
    if (last.isWhole) range.setEndAfter(last.node);
    else range.setEnd(last.node, Math.min(end - last.start, last.node.data.length));
    return range;
  };

  // Highlights.

  let painted = [];

  const clear = () => {
    painted = [];
    for (const color of COLORS) CSS.highlights.delete(`nv-mark-${color}`);
    document.querySelector("nv-margin")?.remove();
    document.documentElement.style.removeProperty("--beside");
  };

  // Paints `marks`, each with id, start, end, color, comment (markup, or nothing) and a label.
  const paint = (marks) => {
    clear();
    if (!marks.length) return;
    const { pieces } = collect();
    painted = marks.map((mark) => ({ ...mark, range: rangeOf(pieces, mark.start, mark.end) })).filter(({ range }) => range);
    for (const color of COLORS) {
      const ranges = painted.filter((mark) => mark.color === color).map(({ range }) => range);
      const highlight = new Highlight(...ranges);
      highlight.priority = -1;
      CSS.highlights.set(`nv-mark-${color}`, highlight);
    }
    putComments();
  };

  const idAt = (x, y) => {
    for (const { id, range } of painted) {
      for (const box of range.getClientRects()) {
        if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return id;
      }
    }
    return "";
  };

  const goTo = (id) => {
    const mark = painted.find((one) => one.id === id);
    if (!mark) return false;
    window.noteviewerMarks.reveal(mark.range.startContainer.parentElement);
    const box = mark.range.getBoundingClientRect();
    window.scrollTo({ top: window.scrollY + box.top - window.innerHeight / 3 });
    return true;
  };

  // Comments.

  const putComments = () => {
    const said = painted.filter(({ comment }) => comment);
    if (!said.length) return;
    const margin = document.createElement("nv-margin");
    for (const { id, color, comment, label } of said) {
      const box = document.createElement("nv-comment");
      box.dataset.id = id;
      box.dataset.color = color;
      box.tabIndex = 0;
      box.setAttribute("role", "note");
      box.setAttribute("aria-label", label);
      box.innerHTML = comment;
      // The ids of the page are the note's own.
      for (const named of box.querySelectorAll("[id], [name]")) {
        named.removeAttribute("id");
        named.removeAttribute("name");
      }
      margin.append(box);
    }
    document.body.append(margin);
    place();
  };

  // Each comment stands beside its passage, or below the comment before it.
  const place = () => {
    const margin = document.querySelector("nv-margin");
    if (!margin) return;
    const width = document.documentElement.clientWidth;
    const root = document.documentElement.style;
    root.setProperty("--beside", "auto");
    const spare = width - main().offsetWidth;
    // The text moves to the left, and gets narrower, where that makes room and leaves it readable.
    const isNarrow = width - ROOM < READABLE;
    if (!isNarrow && spare < 2 * ROOM) root.setProperty("--beside", `${ROOM}px`);
    const right = main().getBoundingClientRect().right;
    margin.className = isNarrow ? "nv-narrow" : "";
    margin.style.left = `${isNarrow ? width - 30 : right - 12}px`;
    margin.style.width = `${Math.min(width - right, 320)}px`;
    let bottom = 0;
    const boxes = [...margin.children].map((box) => ({ box, mark: painted.find(({ id }) => id === box.dataset.id) }));
    boxes.sort((a, b) => a.mark.range.compareBoundaryPoints(Range.START_TO_START, b.mark.range));
    for (const { box, mark } of boxes) {
      const shown = mark.range.getBoundingClientRect();
      const isSeen = shown.width || shown.height;
      box.hidden = !isSeen;
      if (!isSeen) continue;
      const top = Math.max(shown.top + window.scrollY, bottom);
      box.style.top = `${top}px`;
      bottom = top + (margin.className ? 26 : box.offsetHeight + 8);
    }
  };
  new ResizeObserver(() => requestAnimationFrame(place)).observe(document.documentElement);
  const content = new ResizeObserver(() => requestAnimationFrame(place));
  content.observe(main());

  return { text, selection, selectedRange, paint, clear, idAt, goTo, place };
})();
