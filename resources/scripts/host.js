// Runs after page.js and place.js, in the isolated world beside the page, never in the page: tells the window what
// the reader does, and does what the window asks. `qt` and `QWebChannel` are made by Qt; timers do
// not run here, frames and observers do.
"use strict";
new QWebChannel(qt.webChannelTransport, (channel) => {
  const host = channel.objects.host;
  const root = document.documentElement;
  const page = window.noteviewerPage;
  const place = window.noteviewerPlace;

  const activate = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || event.defaultPrevented || event.button > 1) return;
    event.preventDefault();
    event.stopPropagation();
    const aside = event.button === 1 || event.ctrlKey || event.metaKey;
    host.activate_link(link.href, aside, event.shiftKey);
  };
  document.addEventListener("click", activate, true);
  document.addEventListener("auxclick", activate, true);
  document.addEventListener("noteviewer:copy", (event) => host.copy_text(event.detail));

  const HEADINGS = "h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]";
  // The section that the eye is on: the last heading above a quarter of the window.
  const topmost = () => {
    const edge = window.innerHeight / 4;
    let found = "";
    for (const heading of document.querySelectorAll(HEADINGS)) {
      if (heading.getBoundingClientRect().top > edge) break;
      found = heading.id;
    }
    return found;
  };
  // A section that was gone to is the one that is read, wherever its heading could be brought, until
  // it is scrolled away from there.
  let target = null;
  const aimAt = (anchor) => {
    const heading = anchor ? document.getElementById(anchor) : null;
    target = heading?.matches(HEADINGS) ? { heading, top: heading.getBoundingClientRect().top } : null;
  };
  const read = () => {
    if (target && Math.abs(target.heading.getBoundingClientRect().top - target.top) > 2) target = null;
    return target ? target.heading.id : topmost();
  };
  let isAsked = false;
  const report = () => {
    isAsked = false;
    place.follow();
    host.report_scroll(root.dataset.note || "", window.scrollY, read(), page.lineAtEye());
  };
  document.addEventListener("scroll", () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(report);
  }, { passive: true });

  // Goes to a place in the note: its matches, how far it was scrolled before, a section, its top.
  let searched = [];
  const aim = ({ note, anchor, scroll, words, isFromEnd }) => {
    root.dataset.note = note;
    searched = words;
    let isPlaced = false;
    if (words.length) {
      const { count, current } = page.mark(words, anchor, { isSearch: true, isFromEnd });
      host.report_marks(count, current);
      isPlaced = current >= 0;
    } else {
      page.clearMarks();
      host.report_marks(0, -1);
    }
    let isAimed = false;
    if (scroll > 0) place.goBack(note, scroll);
    else if (!isPlaced) {
      isAimed = Boolean(anchor) && page.goToAnchor(anchor);
      if (!isAimed) window.scrollTo(0, 0);
    }
    place.hold();
    aimAt(isAimed ? anchor : "");
    report();
  };

  // Esc takes the marks of a search away, after an enlarged picture.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !searched.length) return;
    searched = [];
    page.clearMarks();
    host.report_marks(0, -1);
  });

  // Highlights: what is selected, which one is clicked, and the key that marks.
  const margin = window.noteviewerMargin;
  let isPointing = false;
  const reportSelection = () => {
    const box = isPointing ? null : margin.selectedRange()?.getBoundingClientRect();
    host.report_selection(box?.left ?? 0, box?.top ?? 0, box?.width ?? 0, box?.height ?? 0);
  };
  document.addEventListener("selectionchange", () => requestAnimationFrame(reportSelection));
  document.addEventListener("pointerdown", () => { isPointing = true; }, true);
  document.addEventListener("pointerup", () => {
    isPointing = false;
    requestAnimationFrame(reportSelection);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.button || !(event.target instanceof Element) || !getSelection().isCollapsed) return;
    const comment = event.target.closest("nv-comment");
    if (event.target.closest("a, button, summary, img")) return;
    const id = comment ? comment.dataset.id : margin.idAt(event.clientX, event.clientY);
    if (id) host.choose_highlight(id);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof Element)) return;
    if (event.key === "Enter" && event.target.matches("nv-comment")) host.choose_highlight(event.target.dataset.id);
    else if (event.key.toLowerCase() === "h" && margin.selectedRange()) host.want_highlight(event.shiftKey);
    else return;
    event.preventDefault();
  });

  // Cards: which link the mouse rests on, and for which one the keyboard asks.
  const pointAt = (link) => {
    const box = link?.getBoundingClientRect();
    host.point_at_link(link?.href ?? "", box?.left ?? 0, box?.top ?? 0, box?.width ?? 0, box?.height ?? 0);
  };
  const linkOf = (node) => (node instanceof Element ? node.closest("main a[href]") : null);
  let pointed = null;
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || event.buttons) return;
    const card = event.target instanceof Element ? event.target.closest("nv-link-card") : null;
    const link = linkOf(event.target);
    if ((card ?? link) === pointed) return;
    pointed = card ?? link;
    if (card) host.point_at_card();
    else pointAt(link);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Element) || event.target.closest("nv-link-card")) return;
    pointed = null;
    pointAt(null);
    window.noteviewerCards.closeLoose();
  });
  document.addEventListener("keydown", (event) => {
    const link = event.key === " " && !event.ctrlKey && !event.altKey && !event.metaKey ? linkOf(event.target) : null;
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    const { left, top, width, height } = link.getBoundingClientRect();
    host.want_card(link.href, left, top, width, height);
  });

  window.noteviewerHost = {
    // Swaps a note in, if there is one, goes to a place, and tells when that is on the screen: two
    // frames later.
    show(content, target, ticket) {
      if (content) {
        place.leave(root.dataset.note);
        page.swap(content);
      }
      aim(target);
      requestAnimationFrame(() => requestAnimationFrame(() => host.report_painted(ticket)));
    },
    // A drawing as a PNG on white, twice as large as it is shown, for clipboard and files.
    rasterize(source) {
      const image = new Image();
      image.onerror = () => host.report_rasterized("");
      image.onload = () => {
        const canvas = document.createElement("canvas");
        const scale = Math.min(2, 8000 / Math.max(image.naturalWidth, image.naturalHeight, 1));
        canvas.width = Math.max(1, image.naturalWidth * scale);
        canvas.height = Math.max(1, image.naturalHeight * scale);
        const context = canvas.getContext("2d");
        context.fillStyle = "#fff";
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.drawImage(image, 0, 0, canvas.width, canvas.height);
        host.report_rasterized(canvas.toDataURL("image/png"));
      };
      image.src = source;
    },
    // Theme, width, font: the text at the upper edge stays there.
    setAppearance(appearance) {
      page.setAppearance(appearance);
      place.restore();
    },
    // Marks what is typed into the find bar, beginning where the eye is; an empty text ends it, and
    // what a search found is marked again.
    find(text, options) {
      const found = text ? page.mark([text], topmost(), options)
        : page.mark(searched, topmost(), { isSearch: true, isStill: true });
      host.report_marks(found.count, found.current);
    },
    markSpans(spans, isStill) {
      const found = page.markSpans(spans, topmost(), isStill);
      host.report_marks(found.count, found.current);
    },
    step(by) {
      const found = page.step(by);
      host.report_marks(found.count, found.current);
    },
  };
  host.report_ready();
});
