// Runs in the isolated world beside the page, never in the page: swaps notes without a reload, goes
// to places, enlarges images, hands over what is to be copied. No timers run here.
"use strict";
// What it adds are elements of names that no note can have; all ids of a page are the note's own.
window.noteviewerPage = (() => {
  const root = document.documentElement;
  const main = () => document.querySelector("main");
  const { reveal, clearMarks, step } = window.noteviewerMarks;
  const { asSource } = window.noteviewerCopy;
  let words = { copied: "✓" };

  // Fonts for Han have one glyph for the quotation marks of both, as wide as a character; blocks
  // without any Han get the narrow ones.
  const CURLY = /[\u2018\u2019\u201c\u201d]/;
  const WIDE = /[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]/;
  const narrowQuotes = () => {
    if (!CURLY.test(main().textContent)) return;
    for (const block of main().querySelectorAll("p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, summary")) {
      const text = block.textContent;
      if (CURLY.test(text) && !WIDE.test(text)) block.classList.add("nv-latin");
    }
  };

  // Puts another note in place of the one shown. Nothing is parsed again but the note itself.
  const swap = ({ html, title, url }) => {
    closeZoom();
    clearMarks();
    window.noteviewerMargin.clear();
    window.noteviewerChanges.clear();
    window.noteviewerCards.clear();
    main().innerHTML = html;
    narrowQuotes();
    document.title = title;
    history.replaceState(null, "", url);
  };

  // Theme, references as list or as written, width, font, size: no new layout of the note in Python.
  const setAppearance = ({ theme, references, variables }) => {
    if (theme) root.dataset.theme = theme;
    if (references) root.dataset.references = references;
    for (const [name, value] of Object.entries(variables || {})) {
      if (value) root.style.setProperty(name, value);
      else root.style.removeProperty(name);
    }
  };

  const find = (anchor) =>
    document.getElementById(anchor) || document.getElementsByName(anchor)[0] || null;

  const goToAnchor = (anchor) => {
    const element = find(anchor);
    if (!element) {
      const line = LINE.exec(anchor);
      return line ? goToLine(Number(line[1]) - 1) : false;
    }
    reveal(element);
    element.scrollIntoView();
    return true;
  };

  // A line that a link names as code hosts do.
  const LINE = /^L(\d+)(?:-L?\d+)?$/;

  // The lines of a block of code get their numbers in the file, and the one that is meant a mark.
  const numberLines = (block, line) => {
    block.querySelector(".nv-lines")?.remove();
    const code = block.querySelector("code");
    const gutter = document.createElement("span");
    gutter.className = "nv-lines";
    gutter.setAttribute("aria-hidden", "true");
    const count = code.textContent.replace(/\n$/, "").split("\n").length;
    for (let i = 0; i < count; i++) {
      const number = document.createElement("span");
      number.textContent = String(Number(block.dataset.first) + i + 1);
      if (Number(block.dataset.first) + i === line) number.className = "nv-line-now";
      gutter.append(number);
    }
    code.before(gutter);
    return gutter.querySelector(".nv-line-now");
  };

  // The last element that starts at or above a line of the file.
  const goToLine = (line) => {
    let best = null;
    for (const element of main().querySelectorAll("[data-line]")) {
      if (Number(element.dataset.line) > line) break;
      best = element;
    }
    if (!best) return false;
    reveal(best);
    const place = best.matches(".nv-code") ? numberLines(best, line) : null;
    (place || best).scrollIntoView({ block: "center" });
    return true;
  };

  // The line of the file that the eye is on: the last one that begins above a quarter of the window.
  const lineAtEye = () => {
    const edge = window.innerHeight / 4;
    const elements = main().querySelectorAll("[data-line]");
    let low = 0;
    let high = elements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (elements[middle].getBoundingClientRect().top > edge) high = middle;
      else low = middle + 1;
    }
    return low ? Number(elements[low - 1].dataset.line) : 0;
  };

  const mark = (words, anchor, how) => window.noteviewerMarks.mark(words, anchor ? find(anchor) : null, how);

  const markSpans = (spans, anchor, isStill) =>
    window.noteviewerMarks.markSpans(spans, anchor ? find(anchor) : null, isStill);

  // What the window does: copying, since a page without scripts has no clipboard.
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`noteviewer:${name}`, { detail }));

  const latex = (formula) => formula.dataset.tex;

  const putImage = (box, source) => {
    const image = document.createElement("img");
    image.className = "nv-image";
    image.tabIndex = 0;
    image.alt = box.querySelector(".nv-box-alt")?.textContent || "";
    image.src = source;
    box.replaceWith(image);
  };

  // A remote image that the reader asked for, in place of its boxes.
  const showImage = (url, data) => {
    for (const box of main().querySelectorAll(".nv-remote")) {
      if (box.dataset.source !== url) continue;
      putImage(box, data);
    }
  };

  // The button says for a moment that it has copied: as long as an animation of the style sheet takes.
  const copyCode = (button) => {
    tell("copy", button.parentElement.querySelector("code").textContent);
    if (button.matches(".nv-copied")) return;
    const before = button.textContent;
    button.textContent = words.copied;
    button.classList.add("nv-copied");
    button.addEventListener("animationend", () => {
      button.textContent = before;
      button.classList.remove("nv-copied");
    }, { once: true });
  };
  // What the page says of its own, in the reader's language.
  const setWords = (given) => { words = given; };

  let zoom = null;
  const closeZoom = () => {
    if (zoom) zoom.remove();
    zoom = null;
  };
  const openZoom = (image) => {
    closeZoom();
    zoom = document.createElement("nv-zoom");
    const large = image.cloneNode();
    large.removeAttribute("width");
    large.removeAttribute("height");
    large.removeAttribute("style");
    large.loading = "eager";
    zoom.append(large);
    document.body.append(zoom);
    // Never smaller than on the page: what does not fit is shown in full, to be scrolled.
    const shown = image.naturalWidth ? image.getBoundingClientRect().width - 1 : 0;
    if (large.getBoundingClientRect().width < shown) zoom.classList.add("nv-actual");
    if (large.getBoundingClientRect().width < shown) large.style.width = `${shown}px`;
  };

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (!(target instanceof Element) || event.button) return;
    if (zoom) {
      const image = zoom.firstElementChild;
      if (target === image && !zoom.classList.contains("nv-actual")) zoom.classList.add("nv-actual");
      else closeZoom();
      event.preventDefault();
      return;
    }
    const offer = target.closest('.nv-missing a[href^="noteviewer://asset/"]');
    if (offer) {
      // The window must not take this for a link to follow.
      event.preventDefault();
      event.stopImmediatePropagation();
      putImage(offer.closest(".nv-box"), offer.href);
      return;
    }
    const button = target.closest(".nv-copy");
    if (button) copyCode(button);
    else if (target.matches("img.nv-image") && !target.closest("a")) openZoom(target);
    else if (target.closest("[data-tex]") && event.detail === 2) tell("copy", latex(target.closest("[data-tex]")));
    // A callout that its writer did not mean to be folded stays open.
    else if (target.closest("[data-callout]:not([data-fold]) > summary") && !target.closest("a")) event.preventDefault();
  }, true);
  document.addEventListener("keydown", (event) => {
    const isEnter = event.key === "Enter" || event.key === " ";
    const target = event.target;
    if (zoom && event.key === "Escape") closeZoom();
    else if (zoom && isEnter) zoom.classList.toggle("nv-actual");
    else if (isEnter && target instanceof Element && target.matches("img.nv-image")) openZoom(target);
    else return;
    event.preventDefault();
  }, true);
  // Before the page is written as PDF: the web engine writes places only for what links lead to, so
  // each heading gets a link, of one pixel. Gives [level, title, id] of each, as JSON.
  const linkHeadings = () => {
    unlinkHeadings();
    const links = document.createElement("nv-headings");
    const address = location.href.split("#")[0];
    const headings = [...main().querySelectorAll("h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]")];
    for (const heading of headings) {
      const link = document.createElement("a");
      link.href = `${address}#${encodeURIComponent(heading.id)}`;
      links.append(link);
    }
    document.body.append(links);
    return JSON.stringify(headings.map((heading) =>
      [Number(heading.tagName[1]), asSource(heading.cloneNode(true)).textContent.trim(), heading.id]));
  };
  const unlinkHeadings = () => document.querySelector("nv-headings")?.remove();

  narrowQuotes();

  return {
    swap, setAppearance, goToAnchor, goToLine, lineAtEye, mark, markSpans, step, clearMarks, showImage, setWords, closeZoom,
    linkHeadings, unlinkHeadings,
  };
})();
