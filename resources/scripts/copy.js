// What a selection is on the clipboard: text, markup, Markdown. Runs in the isolated world beside the
// page, before page.js. A page without scripts has no clipboard: what is copied goes to the window.
"use strict";
window.noteviewerCopy = (() => {
  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, tr, pre, br, hr, dt, dd, summary, .nv-facts";
  const NOT_COPIED = ".nv-copy, .nv-lines, .nv-ref-url, nv-zoom, nv-headings";
  const SHELLS = "table, thead, tbody, tr, ul, ol, dl, pre, code";
  const OURS = "noteviewer:";

  // A copy of a part of the page in which formulas are LaTeX.
  const asSource = (part) => {
    const holder = document.createElement("div");
    holder.append(part);
    for (const formula of holder.querySelectorAll("[data-tex]")) {
      const mark = formula.classList.contains("nv-display") ? "$$" : "$";
      formula.replaceWith(mark + formula.dataset.tex + mark);
    }
    for (const hidden of holder.querySelectorAll(NOT_COPIED)) hidden.remove();
    return holder;
  };

  // A copy of what is selected, within the table or list of which it is a part.
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    let part = range.cloneContents();
    let around = range.commonAncestorContainer;
    for (; around instanceof Element && around.matches(SHELLS); around = around.parentElement) {
      const shell = around.cloneNode();
      shell.append(part);
      part = document.createDocumentFragment();
      part.append(shell);
    }
    return part;
  };

  // Text: what is written, formulas as LaTeX, cells of a row with tabs between them.
  const selectionText = () => {
    const part = selected();
    if (!part) return "";
    if (!part.querySelector("[data-tex], .nv-facts")) return getSelection().toString();
    const holder = asSource(part);
    for (const cell of holder.querySelectorAll("td + td, th + th, th + td, td + th")) cell.before("\t");
    for (const fact of holder.querySelectorAll(".nv-facts > * + *")) fact.before(" · ");
    for (const block of holder.querySelectorAll(BLOCKS)) block.append("\n");
    return holder.textContent.replace(/\n{3,}/g, "\n\n").trim();
  };

  // Markup for other programs: nothing of ours, no address that only we know.
  const selectionHtml = () => {
    const part = selected();
    if (!part) return "";
    const holder = asSource(part);
    for (const fact of holder.querySelectorAll(".nv-facts > * + *")) fact.before(" · ");
    for (const element of holder.querySelectorAll("*")) {
      for (const name of element.getAttributeNames())
        if (!/^(href|src|alt|title|colspan|rowspan|align|start|lang|dir|open)$/.test(name)) element.removeAttribute(name);
      if ((element.getAttribute("href") || "").startsWith(OURS)) element.removeAttribute("href");
      if ((element.getAttribute("src") || "").startsWith(OURS)) element.replaceWith(element.getAttribute("alt") || "");
    }
    return holder.innerHTML;
  };

  // Markdown. Inline: one line of text. Blocks: lines, which stand apart by an empty one.
  const FENCES = { STRONG: "**", B: "**", EM: "*", I: "*", DEL: "~~", S: "~~", MARK: "==" };
  const inFolder = (address) => {
    const { pathname, hash } = new URL(address);
    return pathname.replace(/^\/+/, "") + hash;
  };
  const target = (address) => {
    if (!address.startsWith(OURS)) return address;
    return /^noteviewer:\/\/(page|asset)\//.test(address) ? inFolder(address) : "";
  };
  const inlineOf = (nodes) => [...nodes].map(inline).join("");
  const inline = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ").replace(/[\\`*[\]]/g, "\\$&");
    if (!(node instanceof Element) || node.matches(`${NOT_COPIED}, .nv-ref-host`)) return "";
    if (node.dataset.tex) return `$${node.dataset.tex}$`;
    if (node.matches("br")) return "  \n";
    if (node.matches("img")) return `![${node.alt}](${target(node.src)})`;
    if (node.matches("code, kbd, samp")) {
      const code = node.textContent;
      return code.includes("`") ? `\`\` ${code} \`\`` : `\`${code}\``;
    }
    const text = inlineOf(node.childNodes);
    if (node.matches("a[href]") && target(node.href)) return `[${text.trim()}](${target(node.href)})`;
    const fence = FENCES[node.tagName];
    return fence && text.trim() ? text.replace(/^(\s*)(.*?)(\s*)$/s, `$1${fence}$2${fence}$3`) : text;
  };
  const indented = (text, first, rest) => first + text.split("\n").join(`\n${rest}`).replace(/[ \t]+$/gm, "");
  const codeOf = (node) => {
    const code = (node.querySelector("code") || node).textContent.replace(/\n$/, "");
    const name = node.closest(".nv-code")?.dataset.language || node.dataset?.language || "";
    const fence = code.includes("```") ? "````" : "```";
    return `${fence}${name}\n${code}\n${fence}`;
  };
  const listOf = (list) => [...list.children].map((item, number) => {
    const mark = list.tagName === "OL" ? `${(list.start || 1) + number}. ` : "- ";
    return indented(blocksOf(item.childNodes, "\n"), mark, " ".repeat(mark.length));
  }).join("\n");
  const tableOf = (table) => {
    const rows = [...table.querySelectorAll("tr")].map((row) =>
      `| ${[...row.children].map((cell) => inlineOf(cell.childNodes).trim().replace(/\|/g, "\\|").replace(/\n/g, " ")).join(" | ")} |`);
    const width = table.querySelector("tr")?.children.length || 0;
    rows.splice(1, 0, `|${" --- |".repeat(width)}`);
    return rows.join("\n");
  };
  const block = (node) => {
    if (node.matches(NOT_COPIED)) return "";
    if (node.dataset.tex) return `$$\n${node.dataset.tex}\n$$`;
    if (/^H[1-6]$/.test(node.tagName)) return `${"#".repeat(Number(node.tagName[1]))} ${inlineOf(node.childNodes).trim()}`;
    if (node.matches(".nv-code, pre")) return codeOf(node);
    if (node.matches("ul, ol")) return listOf(node);
    if (node.matches("table")) return tableOf(node);
    if (node.matches("hr")) return "---";
    if (node.matches("blockquote, [data-callout]")) return indented(blocksOf(node.childNodes), "> ", "> ");
    if (node.matches("dd")) return indented(blocksOf(node.childNodes), ": ", "  ");
    if (node.matches(".nv-facts")) return [...node.children].map(inline).join(" · ");
    return blocksOf(node.childNodes);
  };
  const IS_BLOCK = "p, h1, h2, h3, h4, h5, h6, ul, ol, li, dl, dt, dd, pre, table, thead, tbody, tr, hr, blockquote, div, section, " +
    "article, header, footer, nav, details, summary, figure, .nv-display";
  const blocksOf = (nodes, between = "\n\n") => {
    const found = [];
    let line = "";
    const endLine = () => {
      if (line.trim()) found.push(line.trim());
      line = "";
    };
    for (const node of nodes) {
      if (node instanceof Element && node.matches(IS_BLOCK)) {
        endLine();
        found.push(block(node));
      } else line += inline(node);
    }
    endLine();
    return found.filter(Boolean).join(between);
  };
  const selectionMarkdown = () => {
    const part = selected();
    return part ? blocksOf(part.childNodes) : "";
  };

  document.addEventListener("copy", (event) => {
    const text = selectionText();
    if (!text || !event.clipboardData) return;
    event.clipboardData.setData("text/plain", text);
    event.clipboardData.setData("text/html", selectionHtml());
    event.preventDefault();
  });

  return { asSource, selectionText, selectionHtml, selectionMarkdown };
})();
