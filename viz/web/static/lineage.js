// The lineage picture: moved and zoomed, walked by keys, its lines lit; the proof beside it comes from the table below.
"use strict";
const canvas = document.getElementById("canvas");
const picture = canvas.querySelector("svg");
const panel = document.getElementById("panel");
const things = [...picture.querySelectorAll(".things > a")];
const byKey = new Map(things.map((thing) => [thing.dataset.key, thing]));
const nodes = things.filter((thing) => thing.classList.contains("node"));
const edges = things.filter((thing) => thing.classList.contains("edge"));
const isEdge = (thing) => thing.classList.contains("edge");
const endsOf = (edge) => [edge.dataset.newer, edge.dataset.basis];
const touching = (key) => edges.filter((edge) => endsOf(edge).includes(key));

// ---- what is seen of the picture
const whole = picture.getAttribute("viewBox").split(" ").map(Number);
let seen = [...whole];
const years = picture.querySelector(".years");
const DEEPEST = 4;
const READABLE = 0.72;

function scale() {
  return Math.min(canvas.clientWidth / seen[2], canvas.clientHeight / seen[3]);
}

function see(x, y, wide) {
  if (!canvas.clientHeight || !canvas.clientWidth || !Number.isFinite(wide)) return;
  const tall = (wide * canvas.clientHeight) / canvas.clientWidth;
  const keep = (at, size, from, room) => (size >= room ? from + (room - size) / 2 : Math.min(Math.max(at, from), from + room - size));
  seen = [keep(x, wide, whole[0], whole[2]), keep(y, tall, whole[1], whole[3]), wide, tall];
  if (tall >= whole[3]) seen[1] = whole[1];
  picture.setAttribute("viewBox", seen.map((value) => value.toFixed(1)).join(" "));
  years.setAttribute("transform", `translate(0 ${Math.max(0, seen[1] - whole[1]).toFixed(1)})`);
}

function widest() {
  return Math.max(whole[2], (whole[3] * canvas.clientWidth) / canvas.clientHeight);
}

function zoom(factor, at) {
  const wide = Math.min(widest(), Math.max(canvas.clientWidth / DEEPEST, seen[2] / factor));
  const share = wide / seen[2];
  const [px, py] = at || [seen[0] + seen[2] / 2, seen[1] + seen[3] / 2];
  see(px - (px - seen[0]) * share, py - (py - seen[1]) * share, wide);
}

const fit = () => see(whole[0], whole[1], Math.max(widest(), canvas.clientWidth));

function middle(thing) {
  const box = (thing.querySelector(".box, .ground") || thing).getBBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

function centre(thing, wide = seen[2]) {
  const [x, y] = middle(thing);
  const tall = (wide * canvas.clientHeight) / canvas.clientWidth;
  see(x - wide / 2, y - tall / 2, wide);
}

/** The whole where it can be read, else the document asked about with what stands left and right of it. */
function begin() {
  const needed = (whole[3] * canvas.clientWidth) / Math.max(whole[2], canvas.clientWidth);
  if (needed < canvas.clientHeight && canvas.clientWidth >= whole[2] * READABLE) canvas.style.height = `${Math.max(300, needed)}px`;
  fit();
  const focus = picture.querySelector(".node.focus");
  if (scale() < READABLE && focus) {
    const wide = canvas.clientWidth / (canvas.clientWidth < 600 ? 0.8 : READABLE);
    centre(focus, wide);
    if (!edges.some((edge) => edge.dataset.basis === focus.dataset.key)) see(middle(focus)[0] + 130 - wide, seen[1], wide);
  }
}

/** Change the room that the picture has, and keep its letters as large as they were. */
function asLarge(change) {
  const before = canvas.clientWidth;
  change();
  see(seen[0], seen[1], (seen[2] * canvas.clientWidth) / before);
}

function reveal(thing) {
  const [x, y] = middle(thing);
  const edge = 60;
  const outside = x < seen[0] + edge || x > seen[0] + seen[2] - edge || y < seen[1] + edge || y > seen[1] + seen[3] - edge;
  if (outside) centre(thing);
}

function placeOf(event) {
  const box = canvas.getBoundingClientRect();
  const factor = scale();
  const left = (canvas.clientWidth - seen[2] * factor) / 2;
  const top = (canvas.clientHeight - seen[3] * factor) / 2;
  return [seen[0] + (event.clientX - box.left - left) / factor, seen[1] + (event.clientY - box.top - top) / factor];
}

canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  if (event.shiftKey) see(seen[0] + event.deltaY / scale(), seen[1], seen[2]);
  else zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 240), placeOf(event));
}, { passive: false });

const fingers = new Map();
let moved = 0;
canvas.addEventListener("pointerdown", (event) => {
  if (event.button) return;
  fingers.set(event.pointerId, event);
  moved = 0;
});
canvas.addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const others = [...fingers.values()].filter((each) => each.pointerId !== event.pointerId);
  if (others.length) {
    const reach = (one) => Math.hypot(one.clientX - others[0].clientX, one.clientY - others[0].clientY) || 1;
    const between = { clientX: (event.clientX + others[0].clientX) / 2, clientY: (event.clientY + others[0].clientY) / 2 };
    zoom(reach(event) / reach(before), placeOf(between));
    moved += 10;
  } else {
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    moved += Math.abs(dx) + Math.abs(dy);
    if (moved > 4) {
      canvas.classList.add("dragging");
      if (!canvas.hasPointerCapture(event.pointerId)) canvas.setPointerCapture(event.pointerId);
      see(seen[0] - dx / scale(), seen[1] - dy / scale(), seen[2]);
    }
  }
  fingers.set(event.pointerId, event);
});
for (const name of ["pointerup", "pointercancel"]) {
  addEventListener(name, (event) => {
    fingers.delete(event.pointerId);
    canvas.classList.remove("dragging");
  });
}
picture.addEventListener("dragstart", (event) => event.preventDefault());

// ---- what belongs together
/** The lines and documents of all lineages through a node; weaker relations only of itself, doubts lead nowhere. */
function together(thing) {
  const found = new Set([thing]);
  if (isEdge(thing)) {
    for (const key of endsOf(thing)) found.add(byKey.get(key));
    return found;
  }
  for (const [from, to] of [["newer", "basis"], ["basis", "newer"]]) {
    const waiting = [thing];
    const met = new Set(waiting);
    while (waiting.length) {
      const here = waiting.pop();
      for (const edge of edges) {
        const onward = here === thing || edge.classList.contains("strong");
        if (edge.dataset[from] !== here.dataset.key || !onward) continue;
        const end = byKey.get(edge.dataset[to]);
        found.add(edge).add(end);
        if (!met.has(end) && edge.classList.contains("strong")) waiting.push(end);
        met.add(end);
      }
    }
  }
  return found;
}

function light(thing) {
  const lit = thing && together(thing);
  picture.classList.toggle("lit", Boolean(thing));
  for (const each of things) each.classList.toggle("lit", Boolean(lit && lit.has(each)));
}

let chosen = null;
for (const thing of things) {
  thing.addEventListener("pointerenter", () => fingers.size || light(thing));
  thing.addEventListener("pointerleave", () => light(chosen));
  thing.addEventListener("focus", () => {
    light(thing);
    if (thing.matches(":focus-visible")) reveal(thing);
  });
  thing.addEventListener("blur", () => light(chosen));
  thing.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || thing.classList.contains("fold")) return;
    event.preventDefault();
    if (moved <= 4) choose(thing);
  });
}
canvas.addEventListener("click", (event) => {
  if (moved > 4) event.preventDefault();
}, true);

// ---- the proof
const made = (tag, className, ...parts) => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...parts);
  return element;
};
const copies = (cell) => [...cell.childNodes].map((child) => child.cloneNode(true));

/** The cells of a row with the contradictions that it points to written out. */
function proof(cell) {
  const part = made("div", "proof", ...copies(cell));
  for (const clash of part.querySelectorAll(".clash")) {
    const told = document.querySelector(clash.querySelector("a").getAttribute("href"));
    if (told) clash.replaceWith(...copies(told));
  }
  return part;
}

/** What the table says of a line: each statement as a sentence, and its proof. */
function ofEdge(key) {
  return [...document.querySelectorAll(`.relations [data-edge="${CSS.escape(key)}"]`)].map((row) => {
    const cells = [...row.cells];
    if (cells.length === 1) return made("div", "statement", ...copies(cells[0]));
    const sentence = cells.slice(0, 3).flatMap((cell, at) => [made(at === 1 ? "b" : "span", cell.className, ...copies(cell)), " "]);
    return made("div", `statement ${row.className}`, made("p", "says", ...sentence), proof(cells[3]));
  });
}

function ofNode(key) {
  const row = document.querySelector(`.documents [data-node="${CSS.escape(key)}"]`);
  if (!row) return [];
  const [name, facts, notes] = row.cells;
  return [made("h3", "", ...copies(name)), made("p", "", ...copies(facts)), proof(notes)];
}

function choose(thing) {
  if (chosen) chosen.classList.remove("chosen");
  chosen = thing;
  thing.classList.add("chosen");
  light(thing);
  const key = thing.dataset.key;
  const parts = isEdge(thing) ? ofEdge(key) : [...ofNode(key), ...touching(key).flatMap((edge) => ofEdge(edge.dataset.key))];
  panel.querySelector(".told-here").replaceChildren(...parts);
  asLarge(() => { panel.hidden = false; });
  panel.scrollTop = 0;
  panel.focus({ preventScroll: true });
  remember(key);
  reveal(thing);
}

function close() {
  if (panel.hidden) return;
  asLarge(() => { panel.hidden = true; });
  const before = chosen;
  if (chosen) chosen.classList.remove("chosen");
  chosen = null;
  light(null);
  remember("");
  if (before) before.focus({ preventScroll: true });
}

function remember(key) {
  const address = new URL(location.href);
  if (key) address.searchParams.set("select", key);
  else address.searchParams.delete("select");
  history.replaceState(null, "", address);
}

panel.querySelector(".close").addEventListener("click", (event) => {
  event.preventDefault();
  close();
});

// ---- keys
function beside(thing, step) {
  const [x, y] = middle(thing);
  const alike = isEdge(thing)
    ? edges.filter((edge) => endsOf(edge).some((key) => endsOf(thing).includes(key)))
    : nodes.filter((node) => Math.abs(middle(node)[0] - x) < 20);
  const sorted = alike.sort((one, other) => middle(one)[1] - middle(other)[1]);
  return sorted[sorted.indexOf(thing) + step];
}

function along(thing, key) {
  const left = key === "ArrowLeft";
  if (isEdge(thing)) {
    const [one, other] = endsOf(thing).map((end) => byKey.get(end));
    const oneIsLeft = middle(one)[0] < middle(other)[0];
    return oneIsLeft === left ? one : other;
  }
  const here = middle(thing)[0];
  const other = (edge) => byKey.get(endsOf(edge).find((end) => end !== thing.dataset.key));
  const onward = touching(thing.dataset.key).filter((edge) => middle(other(edge))[0] < here === left);
  return onward.sort((one, two) => middle(other(one))[1] - middle(other(two))[1])[0];
}

picture.addEventListener("keydown", (event) => {
  const thing = event.target.closest(".things > a");
  const keys = { ArrowUp: () => beside(thing, -1), ArrowDown: () => beside(thing, 1), ArrowLeft: () => along(thing, event.key), ArrowRight: () => along(thing, event.key), Home: () => picture.querySelector(".node.focus") };
  if (thing && keys[event.key] && !event.altKey && !event.ctrlKey) {
    event.preventDefault();
    const next = keys[event.key]();
    if (next) next.focus({ preventScroll: true });
  }
  const zooms = { "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit };
  if (zooms[event.key] && !event.ctrlKey && !event.metaKey) zooms[event.key]();
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

// ---- buttons
const told = document.querySelector(".told");

/** The picture as a PNG, twice as fine as on the screen, drawn from the same file that can be downloaded. */
async function png(button) {
  const link = document.querySelector('.export a[href*="lineage.svg"]').href;
  const source = new Blob([await (await fetch(link)).text()], { type: "image/svg+xml" });
  const image = new Image();
  image.src = URL.createObjectURL(source);
  await image.decode();
  const fine = Math.min(2, 16000 / image.naturalWidth, 16000 / image.naturalHeight);
  const sheet = document.createElement("canvas");
  sheet.width = Math.round(image.naturalWidth * fine);
  sheet.height = Math.round(image.naturalHeight * fine);
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  URL.revokeObjectURL(image.src);
  const made = await new Promise((done) => sheet.toBlob(done, "image/png"));
  if (!made) throw new Error(button.dataset.failed);
  const save = document.createElement("a");
  save.href = URL.createObjectURL(made);
  save.download = "can-cu.png";
  save.click();
  setTimeout(() => URL.revokeObjectURL(save.href), 60000);
}

const doing = {
  in: () => zoom(1.25),
  out: () => zoom(0.8),
  fit,
  centre: () => centre(picture.querySelector(".node.focus")),
  print: () => print(),
  png: (button) => png(button).catch(() => { told.textContent = button.dataset.failed; }),
  copy: (button) => navigator.clipboard.writeText(location.href).then(() => { told.textContent = button.dataset.done; }),
};
for (const button of document.querySelectorAll("[data-do]")) {
  button.hidden = button.dataset.do === "copy" && !navigator.clipboard;
  button.addEventListener("click", () => doing[button.dataset.do](button));
}
document.querySelector(".tools").hidden = false;
document.querySelector(".keys").hidden = false;

// ---- filters go at once; where the person was is found again
const filters = document.querySelector(".filters");
filters.addEventListener("change", (event) => {
  if (!event.target.checkValidity()) return;
  sessionStorage.setItem("lineage filter", `${event.target.name}=${event.target.value}`);
  submitted();
});
filters.addEventListener("submit", (event) => {
  event.preventDefault();
  submitted();
});
function submitted() {
  const asked = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value !== ""));
  location.assign(`${filters.getAttribute("action")}?${asked}`);
}
const last = sessionStorage.getItem("lineage filter");
sessionStorage.removeItem("lineage filter");
if (last) {
  const [name, value] = [last.slice(0, last.indexOf("=")), last.slice(last.indexOf("=") + 1)];
  const field = [...filters.elements].find((each) => each.name === name && (each.type === "number" || each.value === value));
  if (field) field.focus({ preventScroll: true });
}
if (innerWidth <= 1000) document.querySelector(".sieve").open = false;

// ---- paper: the whole picture, every quotation in full
let opened = [];
addEventListener("beforeprint", () => {
  picture.setAttribute("viewBox", whole.join(" "));
  years.removeAttribute("transform");
  opened = [...document.querySelectorAll("main details:not([open]):not(.sieve)")];
  for (const each of opened) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of opened) each.open = false;
  see(seen[0], seen[1], seen[2]);
});

canvas.classList.add("live");
begin();
addEventListener("resize", () => see(seen[0], seen[1], Math.min(seen[2], widest())));
const asked = byKey.get(new URLSearchParams(location.search).get("select"));
if (asked) {
  chosen = asked;
  asked.classList.add("chosen");
  light(asked);
  reveal(asked);
}
