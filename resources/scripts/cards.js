// Runs before page.js, in the isolated world beside the page, never in the page: cards that show where a
// link leads, without going there. The window says when; what is in the note itself is shown from it.
"use strict";
window.noteviewerCards = (() => {
  const main = () => document.querySelector("main");
  const HEADINGS = "h1, h2, h3, h4, h5, h6";
  const MOST_BLOCKS = 40;
  let words = { pin: "", close: "", unpin: "" };

  const all = () => [...document.querySelectorAll("nv-link-card")];
  const loose = () => all().filter((card) => !card.classList.contains("nv-pinned"));

  const close = (card) => {
    const hadFocus = card.contains(document.activeElement);
    card.remove();
    if (hadFocus && card.nvLink?.isConnected) card.nvLink.focus({ preventScroll: true });
  };
  const closeLoose = () => loose().forEach(close);
  const clear = () => all().forEach((card) => card.remove());

  const button = (label, sign, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.title = label;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", (event) => {
      event.stopPropagation();
      act(made);
    });
    return made;
  };

  // The link that a card is for, by its address and where it was.
  const linkAt = (href, box) => {
    const under = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)?.closest("a[href]");
    if (under?.href === href) return under;
    return [...main().querySelectorAll("a[href]")].find((link) => link.href === href) ?? null;
  };

  // Shows a card beside a link. `content` is markup that was cleaned, or elements of the page.
  const show = ({ href, box, title, content, isFocused }) => {
    closeLoose();
    const card = document.createElement("nv-link-card");
    card.nvLink = linkAt(href, box);
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", title);
    card.tabIndex = -1;
    const head = document.createElement("header");
    const name = document.createElement("strong");
    name.textContent = title;
    const pin = button(words.pin, "⚲", (made) => {
      const isPinned = card.classList.toggle("nv-pinned");
      made.setAttribute("aria-pressed", String(isPinned));
      made.title = isPinned ? words.unpin : words.pin;
      made.setAttribute("aria-label", made.title);
    });
    pin.setAttribute("aria-pressed", "false");
    head.append(name, pin, button(words.close, "×", () => close(card)));
    const body = document.createElement("div");
    body.tabIndex = 0;
    if (typeof content === "string") body.innerHTML = content;
    else body.append(...content);
    // The ids of the page are the note's own.
    for (const named of body.querySelectorAll("[id], [name], [data-line]")) {
      for (const attribute of ["id", "name", "data-line"]) named.removeAttribute(attribute);
    }
    card.append(head, body);
    document.body.append(card);
    place(card, card.nvLink?.getBoundingClientRect() ?? box);
    if (isFocused) body.focus({ preventScroll: true });
    return true;
  };

  const place = (card, box) => {
    const width = card.offsetWidth;
    const height = card.offsetHeight;
    const room = document.documentElement.clientWidth;
    const left = Math.min(Math.max(box.left, 8), Math.max(room - width - 8, 8));
    const isBelow = box.bottom + height + 8 <= window.innerHeight || box.top < height;
    const top = isBelow ? box.bottom + 6 : box.top - height - 6;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  };

  // What a link within the note leads to: a footnote, a section, or a block.
  const own = (href, box, isFocused) => {
    const [address, fragment] = href.split("#");
    if (!fragment || address !== location.href.split("#")[0]) return false;
    let anchor = fragment;
    try { anchor = decodeURIComponent(fragment); } catch { /* as it is written */ }
    const target = document.getElementById(anchor) ?? document.getElementsByName(anchor)[0];
    if (!target || !main().contains(target)) return false;
    const title = (target.closest(HEADINGS) ?? target).textContent.trim().slice(0, 120);
    const block = target.closest(`${HEADINGS}, li, p, table, figure, pre, blockquote`) ?? target;
    const content = block.matches(HEADINGS) ? section(block) : [block.cloneNode(true)];
    for (const part of content) part.querySelectorAll?.(".footnote-backref, nv-was").forEach((one) => one.remove());
    const isNote = block.matches(".footnote li");
    const shown = isNote ? [...content[0].childNodes] : content;
    return show({ href, box, title: isNote ? words.footnote : title, content: shown, isFocused });
  };

  // A heading with what is below it, up to the next of its level.
  const section = (heading) => {
    const level = Number(heading.tagName[1]);
    const parts = [heading.cloneNode(true)];
    for (let at = heading.nextElementSibling; at && parts.length < MOST_BLOCKS; at = at.nextElementSibling) {
      if (at.matches(HEADINGS) && Number(at.tagName[1]) <= level) break;
      if (!at.matches("nv-was")) parts.push(at.cloneNode(true));
    }
    return parts;
  };

  const setWords = (given) => { words = given; };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const focused = document.activeElement?.closest("nv-link-card");
    const wanted = focused ? [focused] : loose();
    if (!wanted.length) return;
    wanted.forEach(close);
    event.preventDefault();
    event.stopPropagation();
  }, true);

  return { show, own, closeLoose, clear, setWords };
})();
