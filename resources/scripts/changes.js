// Runs before page.js, in the isolated world beside the page, never in the page: marks at the edge what
// is new or changed since the note was read, and shows on request what was. The marks are elements
// behind `main`; what was is a fold below its block, which `margin.js` takes for no text of the note.
"use strict";
window.noteviewerChanges = (() => {
  const main = () => document.querySelector("main");
  let marked = [];

  const clear = () => {
    marked = [];
    document.querySelector("nv-changes")?.remove();
    for (const fold of document.querySelectorAll("nv-was")) fold.remove();
  };

  // The element that a line of the file is in: the last that begins at or above it.
  const blocks = () => [...main().querySelectorAll(":scope > article [data-line]")];
  const blockAt = (all, line) => {
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(all[middle].dataset.line) > line) high = middle;
      else low = middle + 1;
    }
    return all[low - 1] ?? null;
  };

  // Paints `changes`, each with line, kind and was; `words` names the kinds and what was.
  const paint = (changes, words) => {
    clear();
    const all = blocks().sort((a, b) => a.dataset.line - b.dataset.line);
    const found = new Map();
    for (const { line, kind, was } of changes) {
      const block = blockAt(all, line);
      if (!block) continue;
      const before = found.get(block);
      if (!before) found.set(block, { block, kind, was });
      else {
        before.was = [before.was, was].filter(Boolean).join("\n");
        if (before.kind !== kind) before.kind = "changed";
      }
    }
    marked = [...found.values()];
    if (!marked.length) return;
    const holder = document.createElement("nv-changes");
    for (const mark of marked) {
      const bar = document.createElement("nv-change");
      bar.dataset.kind = mark.kind;
      bar.title = words[mark.kind];
      bar.setAttribute("aria-label", words[mark.kind]);
      if (mark.was) {
        bar.tabIndex = 0;
        bar.setAttribute("role", "button");
        bar.setAttribute("aria-expanded", "false");
      } else bar.setAttribute("role", "img");
      mark.bar = bar;
      bar.addEventListener("click", () => toggle(mark, words));
      bar.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        toggle(mark, words);
      });
      holder.append(bar);
    }
    document.body.append(holder);
    place();
  };

  // Shows what was below its block, or takes it away.
  const toggle = (mark, words) => {
    if (!mark.was) return;
    if (mark.fold?.isConnected) {
      mark.fold.remove();
      mark.bar.setAttribute("aria-expanded", "false");
    } else {
      const fold = document.createElement("nv-was");
      fold.setAttribute("role", "note");
      fold.setAttribute("aria-label", words.was);
      const title = document.createElement("small");
      title.textContent = words.was;
      const text = document.createElement("pre");
      text.textContent = mark.was;
      fold.append(title, text);
      const holder = mark.block.closest("table, li, pre, .nv-code") ?? mark.block;
      if (holder.matches("li")) holder.append(fold);
      else holder.after(fold);
      mark.fold = fold;
      mark.bar.setAttribute("aria-expanded", "true");
    }
    place();
  };

  const place = () => {
    const left = main().getBoundingClientRect().left + window.scrollX;
    for (const { block, bar, kind } of marked) {
      const box = block.getBoundingClientRect();
      bar.hidden = !box.height;
      bar.style.left = `${left + 8}px`;
      bar.style.top = `${box.top + window.scrollY - (kind === "removed" ? 4 : 0)}px`;
      bar.style.height = kind === "removed" ? "8px" : `${Math.max(box.height, 16)}px`;
    }
  };
  new ResizeObserver(() => requestAnimationFrame(place)).observe(document.documentElement);
  new ResizeObserver(() => requestAnimationFrame(place)).observe(main());

  // How far down the note the lower edge of the window is, from 0 to 1.
  const progress = () => {
    const article = main().querySelector(":scope > article") ?? main();
    const box = article.getBoundingClientRect();
    return box.height ? Math.min(Math.max((window.innerHeight - box.top) / box.height, 0), 1) : 1;
  };

  return { paint, clear, progress };
})();
