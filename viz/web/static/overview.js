"use strict";
// The page as a whole: what is chosen and filtered, kept in the address; keyboard; the picture if it can be drawn.
let corpus = null;
let picture = null;
let arranger = null;
let places = []; // what the search finds among what the filters leave
const state = { chosen: null, steps: 1, colour: "kind", typed: "", rows: ROWS, filters: null };
const seen = { left: null, far: null, chosen: null, steps: 1, colour: () => "#888", recolour: () => recolour() };

const CALM = 6000; // documents

const none = () => ({ kinds: new Set(), relations: new Set(), state: "all", issuer: "", from: 0, to: 0 });
const act = { choose, step: (steps) => (choose(state.chosen, { steps }), undefined) };

async function begin() {
  const from = byId("stage").dataset.from;
  try {
    const data = from ? await (await fetch(from)).json() : JSON.parse(byId("corpus").textContent);
    corpus = corpusOf(data);
  } catch {
    byId("summary").textContent = words.failed;
    return;
  }
  readAddress();
  update();
  draw();
  recolour();
  wire();
  if (state.chosen !== null) choose(state.chosen, { keep: true });
  document.documentElement.dataset.ready = "";
}

function draw() {
  if (!corpus.size) return;
  try {
    picture = pictureOf(corpus, byId("stage"), () => seen, choose);
  } catch {
    byId("stage").replaceChildren(el("p", { class: "notice" }, words.no_webgl));
    return;
  }
  const worker = byId("stage").dataset.worker;
  if (worker && corpus.size > 2) {
    arranger = arranging(corpus, picture, worker, (running) => {
      byId("arrange").textContent = running ? words.pause : words.arrange;
    });
    byId("arrange").hidden = false;
    byId("arrange").textContent = words.arrange;
    // A larger picture would stop at every turn; its places are good ones already.
    if (!stillness.matches && corpus.size <= CALM) setTimeout(() => arranger.start(), 1200);
  }
}

/** Look again at everything that follows from the filters, the words typed and the colours. */
function update() {
  seen.left = filtered(corpus, state.filters);
  recolour();
  showSummary(corpus, seen.left);
  showFilters(corpus, seen.left, state.filters, toggle);
  seek();
  show();
  writeAddress();
}

function seek() {
  places = sought(corpus, state.typed).filter((at) => seen.left.shown[at]);
  showFound(corpus, places, state.typed, choose);
  showRows(corpus, places, state.rows, choose);
}

function show() {
  seen.chosen = state.chosen;
  seen.steps = state.steps;
  seen.far = state.chosen === null ? null : around(corpus, seen.left, state.chosen, state.steps);
  showChosen(corpus, seen.left, state.chosen, state.steps, act);
  byId("stage").classList.toggle("chosen", state.chosen !== null);
  picture?.refresh();
}

function recolour() {
  const colour = colouring(corpus, state.colour, seen.left.shown);
  seen.colour = colour.colour;
  showLegend(corpus, colour, picture);
}

/** Choose a document (its place, or null), go there, and remember it. */
function choose(at, { steps = state.steps, keep = false } = {}) {
  const other = at !== state.chosen;
  state.chosen = at;
  state.steps = steps;
  show();
  if (at !== null && picture) look(picture, [...seen.far.keys()], keep);
  if (!keep) writeAddress(other);
  if (other && at !== null && !keep && document.activeElement?.classList.contains("pick")) byId("chosen").focus({ preventScroll: true });
}

function toggle(which, value, on) {
  if (on) state.filters[which].delete(value);
  else state.filters[which].add(value);
  const focused = document.activeElement?.value;
  update();
  byId(which).querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
}

// The address: #d=PATH&steps=2&colour=year&kinds=…&relations=…&state=held&issuer=…&from=2020&to=2024&q=…
function writeAddress(push = false) {
  const told = new URLSearchParams();
  const { filters } = state;
  if (state.chosen !== null) told.set("d", corpus.path[state.chosen]);
  if (state.steps !== 1) told.set("steps", state.steps);
  if (state.colour !== "kind") told.set("colour", state.colour);
  for (const which of ["kinds", "relations"]) if (filters[which].size) told.set(which, [...filters[which]].join(" "));
  if (filters.state !== "all") told.set("state", filters.state);
  for (const which of ["issuer", "from", "to"]) if (filters[which]) told.set(which, filters[which]);
  if (state.typed) told.set("q", state.typed);
  const address = told.size ? `#${told}` : location.pathname + location.search;
  if (push) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

function readAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  state.chosen = corpus.byPath.get(said.get("d")) ?? null;
  state.steps = said.get("steps") === "2" ? 2 : 1;
  state.colour = ["community", "year", "issuer"].includes(said.get("colour")) ? said.get("colour") : "kind";
  state.typed = said.get("q") ?? "";
  state.filters = none();
  for (const which of ["kinds", "relations"]) state.filters[which] = new Set((said.get(which) ?? "").split(" ").filter(Boolean));
  state.filters.state = ["held", "cited"].includes(said.get("state")) ? said.get("state") : "all";
  state.filters.issuer = corpus.issuers.includes(said.get("issuer")) ? said.get("issuer") : "";
  for (const which of ["from", "to"]) state.filters[which] = Number(said.get(which)) || 0;
  byId("colour").value = state.colour;
  byId("seek").value = state.typed;
}

function wire() {
  const later = waiting(150);
  byId("seek").addEventListener("input", () => later(() => {
    state.typed = byId("seek").value;
    state.rows = ROWS;
    seek();
    writeAddress();
  }));
  byId("seek").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && places.length) choose(places[0]);
  });
  byId("colour").addEventListener("change", () => {
    state.colour = byId("colour").value;
    recolour();
    picture?.refresh();
    writeAddress();
  });
  byId("state").addEventListener("change", () => filter({ state: byId("state").value }));
  byId("issuer").addEventListener("change", () => filter({ issuer: byId("issuer").value }));
  byId("year-from").addEventListener("change", () => filter({ from: Number(byId("year-from").value) || 0 }));
  byId("year-to").addEventListener("change", () => filter({ to: Number(byId("year-to").value) || 0 }));
  byId("reset").addEventListener("click", () => filter(none()));
  byId("more").addEventListener("click", () => {
    state.rows += 2 * ROWS;
    showRows(corpus, places, state.rows, choose);
  });
  byId("zoom-in").addEventListener("click", () => picture?.camera.animatedZoom({ duration: 150 }));
  byId("zoom-out").addEventListener("click", () => picture?.camera.animatedUnzoom({ duration: 150 }));
  byId("fit").addEventListener("click", () => picture?.camera.animatedReset({ duration: 200 }));
  byId("arrange").addEventListener("click", () => arranger?.toggle());
  byId("png").addEventListener("click", () => picture && downloadPicture(picture, "can-cu.png"));
  addEventListener("popstate", () => {
    readAddress();
    update();
    if (state.chosen !== null) choose(state.chosen, { keep: true });
  });
  document.addEventListener("keydown", keyboard);
}

function filter(changes) {
  Object.assign(state.filters, changes);
  state.rows = ROWS;
  update();
}

function keyboard(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape" && state.chosen !== null) choose(null);
  else if (event.key === "/" && !typing) {
    event.preventDefault();
    byId("seek").focus();
  }
}

/** Runs only the last of several calls in so many milliseconds. */
function waiting(time) {
  let timer = 0;
  return (run) => {
    clearTimeout(timer);
    timer = setTimeout(run, time);
  };
}

begin();
