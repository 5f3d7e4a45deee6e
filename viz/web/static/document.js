// What a mark says opens beside the text; kinds can be switched off; every quotation's place can be reached.
"use strict";
const leaves = document.getElementById("leaves");
const panel = document.getElementById("panel");
const told = document.getElementById("told");
let from = null; // the sign or mark that the panel was opened by

/* The marks over a place, the innermost first, one for each entry. */
function over(element) {
  const found = new Map();
  for (let at = element.closest(".mark"); at; at = at.parentElement.closest(".mark")) {
    if (!document.body.classList.contains(`off-${at.dataset.kind}`) && !found.has(at.dataset.entry)) found.set(at.dataset.entry, at);
  }
  return [...found.values()];
}

function light(entry) {
  for (const mark of leaves.querySelectorAll(".picked")) mark.classList.remove("picked");
  if (entry) for (const mark of leaves.querySelectorAll(`[data-entry="${CSS.escape(entry)}"]`)) mark.classList.add("picked");
}

/* The entry as it stands in its list, without what belongs to the list only. */
function copied(entry) {
  const row = entry.closest("tr");
  const copy = (row || entry.closest(".field") || entry).cloneNode(true);
  if (!row) {
    for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
    for (const each of copy.querySelectorAll("details:not(.long)")) each.open = true;
    return copy;
  }
  const list = document.createElement("div");
  for (const cell of copy.children) {
    const part = document.createElement("div");
    if (cell.dataset.name) {
      const name = document.createElement("span");
      name.className = "muted small";
      name.textContent = `${cell.dataset.name}: `;
      part.append(name);
    }
    part.append(...cell.childNodes);
    list.append(part);
  }
  for (const each of list.querySelectorAll("details:not(.long)")) each.open = true;
  return list;
}

/* What the page does not list stands on a page of its own. */
async function fetched(mark, section) {
  const sign = leaves.querySelector(`[data-entry="${CSS.escape(mark.dataset.entry)}"] > .sign`);
  if (!sign) return;
  const answer = await fetch(sign.getAttribute("href"), { headers: { accept: "text/html" } });
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(mark.dataset.entry);
  if (found) section.append(copied(document.adoptNode(found)));
}

function tell(marks) {
  told.replaceChildren(...marks.map((mark) => {
    const section = document.createElement("section");
    section.className = `k-${mark.dataset.kind}`;
    const head = document.createElement("h3");
    const name = leaves.querySelector(`[data-kind="${mark.dataset.kind}"] > .sign`);
    head.textContent = name ? name.getAttribute("aria-label") : "";
    section.append(head);
    const entry = document.getElementById(mark.dataset.entry);
    if (!entry) fetched(mark, section);
    else {
      const link = document.createElement("a");
      link.href = `#${mark.dataset.entry}`;
      link.className = "to-entry small";
      link.textContent = panel.dataset.toEntry;
      section.append(copied(entry), link);
    }
    return section;
  }));
}

function open(element, marks) {
  from = element;
  tell(marks);
  panel.hidden = false;
  panel.scrollTop = 0;
  light(marks[0].dataset.entry);
  const hidden = element.getBoundingClientRect().bottom + 60 - panel.getBoundingClientRect().top;
  if (getComputedStyle(panel).position === "fixed" && hidden > 0) scrollBy({ top: hidden });
}

function close() {
  if (panel.hidden) return;
  const inside = panel.contains(document.activeElement);
  panel.hidden = true;
  light(null);
  if (inside && from) from.focus();
}

/* Open whatever an element is folded into. */
function unfold(element) {
  for (let at = element; at; at = at.parentElement && at.parentElement.closest("details")) if (at.tagName === "DETAILS") at.open = true;
}

/* Go to what the address names: an entry of a list, or the quotation that begins at a character or last before it. */
function arrive() {
  const name = decodeURIComponent(location.hash.slice(1));
  for (const each of document.querySelectorAll(".q.shown")) each.classList.remove("shown");
  const wanted = /^c(\d+)$/.exec(name);
  let there = document.getElementById(name);
  if (!wanted) {
    if (there) { unfold(there); there.scrollIntoView({ block: "start" }); }
    return;
  }
  if (!there) {
    const start = Number(wanted[1]);
    const before = [...document.querySelectorAll("[id^=c]")].filter((each) => /^c\d+$/.test(each.id) && Number(each.id.slice(1)) <= start);
    there = before.sort((a, b) => Number(b.id.slice(1)) - Number(a.id.slice(1)))[0];
  }
  if (!there) return;
  for (const each of document.querySelectorAll(`.q[data-c="${there.id.slice(1)}"]`)) each.classList.add("shown");
  there.scrollIntoView({ block: "center" });
}

if (leaves) {
  leaves.addEventListener("click", (event) => {
    const marks = over(event.target);
    if (!marks.length || (window.getSelection() && String(window.getSelection()))) return;
    event.preventDefault();
    const sign = event.target.closest(".sign") || marks[0].querySelector(".sign") || marks[0];
    open(sign, marks);
    if (event.detail === 0) panel.focus(); // by keyboard
  });
  leaves.addEventListener("mouseover", (event) => {
    for (const each of leaves.querySelectorAll(".hot")) each.classList.remove("hot");
    const [mark] = over(event.target);
    if (mark) for (const each of leaves.querySelectorAll(`[data-entry="${CSS.escape(mark.dataset.entry)}"]`)) each.classList.add("hot");
  });
  document.getElementById("close").addEventListener("click", () => { const back = from; close(); if (back) back.focus(); });
  panel.addEventListener("click", (event) => { if (event.target.closest(".to-entry")) close(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  if (matchMedia("(max-width: 640px)").matches) document.querySelector(".legend").open = false;
  for (const box of document.querySelectorAll("input[data-kind]")) {
    box.disabled = false;
    box.addEventListener("change", () => { document.body.classList.toggle(`off-${box.dataset.kind}`, !box.checked); close(); });
  }
}
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open])")];
  for (const each of folded) each.open = true;
});
window.addEventListener("afterprint", () => { for (const each of folded) each.open = false; });
window.addEventListener("hashchange", arrive);
if (location.hash) arrive();
