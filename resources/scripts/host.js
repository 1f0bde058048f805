// Runs in the isolated world beside the page, never in the page: tells the window what the reader
// does. `qt` and `QWebChannel` are made by Qt; timers do not run here, frames and observers do.
"use strict";
new QWebChannel(qt.webChannelTransport, (channel) => {
  const host = channel.objects.host;
  const root = document.documentElement;

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

  // The section that the eye is on: the last heading above a quarter of the window.
  const topmost = () => {
    const edge = window.innerHeight / 4;
    let found = "";
    for (const heading of document.querySelectorAll("h1[id],h2[id],h3[id],h4[id],h5[id],h6[id]")) {
      if (heading.getBoundingClientRect().top > edge) break;
      found = heading.id;
    }
    return found;
  };
  let isAsked = false;
  const report = () => {
    isAsked = false;
    host.report_scroll(root.dataset.note || "", window.scrollY, topmost());
  };
  document.addEventListener("scroll", () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(report);
  }, { passive: true });

  // Goes to a place in the note: how far it was scrolled before, or a section, or its top.
  window.noteviewerAim = (note, anchor, scroll) => {
    root.dataset.note = note;
    const target = anchor && !scroll ? document.getElementById(anchor) : null;
    if (target) target.scrollIntoView();
    else window.scrollTo(0, scroll);
  };

  // Two frames after a change of content it is on the screen.
  window.noteviewerPainted = (ticket) =>
    requestAnimationFrame(() => requestAnimationFrame(() => host.report_painted(ticket)));
  host.report_ready();
});
