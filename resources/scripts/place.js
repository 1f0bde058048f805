// Keeps the text at the upper edge where it is when the page gets another layout: a window or pane of
// another width, another zoom, width of lines or font. Runs in the isolated world beside the page.
"use strict";
window.noteviewerPlace = (() => {
  const main = () => document.querySelector("main");
  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, pre, table, thead, tbody, tr, ul, ol, dl, dt, dd, div, details, " +
    "blockquote, section, article, header, figure, img, nav";
  const MOST_NOTES = 200;

  let held = null;
  let settled = -1;
  let seen = "";
  const left = new Map();

  // What changes where lines break. Heights change by themselves: pictures come, callouts are unfolded.
  const layout = () => `${window.innerWidth} ${main().clientWidth} ${window.devicePixelRatio}`;

  // The smallest block that reaches over the upper edge, or the first one below it. Blocks that
  // follow one another lie below one another, so that half of them are passed over at each look.
  const blockAtTop = () => {
    let block = main();
    for (;;) {
      const parts = [...block.children].filter((child) => child.matches(BLOCKS));
      let low = 0;
      let high = parts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (parts[middle].getBoundingClientRect().bottom > 0) high = middle;
        else low = middle + 1;
      }
      if (low === parts.length) return block;
      block = parts[low];
      if (block.getBoundingClientRect().top >= 0) return block;
    }
  };

  // Remembers what is at the upper edge: how far a block is below it, or which share of it is above.
  const hold = () => {
    seen = layout();
    settled = window.scrollY;
    held = null;
    if (settled <= 0) return;
    const block = blockAtTop();
    const { top, height } = block.getBoundingClientRect();
    held = top >= 0 ? { block, gap: top, share: 0 } : { block, gap: 0, share: -top / height };
  };

  const putBack = ({ block, gap, share }) => {
    const { top, height } = block.getBoundingClientRect();
    window.scrollBy({ top: top + share * height - gap, behavior: "instant" });
    settled = window.scrollY;
  };

  // After the layout changed: the same text is at the upper edge again.
  const restore = () => {
    seen = layout();
    if (held?.block.isConnected) putBack(held);
  };

  // The page was scrolled. By another layout: then it was the web engine, on its own way to keep the
  // place. By `restore`: then what was held stays so, lest each of many layouts drift further.
  const follow = () => {
    if (seen !== layout()) restore();
    else if (Math.abs(window.scrollY - settled) >= 1) hold();
  };

  // Remembers the place in a note that makes way for another; one comes back to it in any layout.
  const leave = (note) => {
    if (!held?.block.isConnected) return;
    const way = [];
    for (let block = held.block; block !== main(); block = block.parentElement)
      way.unshift([...block.parentElement.children].indexOf(block));
    left.delete(note);
    left.set(note, { way, gap: held.gap, share: held.share, scroll: window.scrollY, layout: seen });
    if (left.size > MOST_NOTES) left.delete(left.keys().next().value);
  };

  // Goes to where a note was left, which is known in pixels of the layout that it had then.
  const goBack = (note, scroll) => {
    window.scrollTo({ top: scroll, behavior: "instant" });
    const before = left.get(note);
    if (!before || before.layout === layout() || Math.abs(before.scroll - scroll) >= 1) return;
    const block = before.way.reduce((parent, number) => parent?.children[number], main());
    if (block) putBack({ ...before, block });
  };

  new ResizeObserver(() => {
    if (seen && seen !== layout()) restore();
  }).observe(document.body);

  return { hold, restore, follow, leave, goBack };
})();
