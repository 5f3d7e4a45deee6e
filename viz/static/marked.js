"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const words = JSON.parse(document.getElementById("words").textContent);
const card = document.getElementById("card");
const told = document.getElementById("told");
const body = document.body;
let picked = null;

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
const piecesOf = (number) => document.querySelectorAll(`mark[data-mark="${number}"]`);
const isShown = (number) => !body.classList.contains(`off-${data[number].kind}`)
  && (!body.classList.contains("only-doubtful") || data[number].doubtful);

/* The marks over a place, the innermost first. */
function over(element) {
  const numbers = [];
  for (let at = element.closest("mark"); at; at = at.parentElement.closest("mark")) {
    const number = at.dataset.mark === undefined ? null : Number(at.dataset.mark);
    if (number !== null && isShown(number) && !numbers.includes(number)) numbers.push(number);
  }
  return numbers;
}

function line(list, name, value, low) {
  const term = document.createElement("dt");
  const said = document.createElement("dd");
  term.textContent = name;
  said.textContent = value;
  if (low) said.className = "low";
  list.append(term, said);
}

function tell(numbers) {
  told.replaceChildren(...numbers.map((number) => {
    const mark = data[number];
    const section = document.createElement("section");
    section.className = `k-${mark.kind}`;
    const head = document.createElement("h3");
    head.textContent = mark.name;
    const list = document.createElement("dl");
    for (const [name, value] of mark.rows) line(list, name, value, false);
    const sure = [mark.confidence, mark.inferred ? words.inferred : "", mark.doubtful ? words.doubtful : ""];
    line(list, words.confidence, sure.filter(Boolean).join(" · "), mark.doubtful);
    line(list, words.rule, mark.rule, false);
    line(list, words.characters, mark.place, false);
    section.append(head, list);
    return section;
  }));
}

function place(element) {
  const whole = element.getBoundingClientRect();
  const at = element.getClientRects()[0] || whole;
  card.hidden = false;
  const box = card.getBoundingClientRect();
  const below = (whole.height < innerHeight / 3 ? whole : at).bottom + 8;
  const top = below + box.height < innerHeight ? below : Math.max(8, at.top - box.height - 8);
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.width - 12))}px`;
  card.style.top = `${top}px`;
}

function light(numbers, name) {
  document.querySelectorAll(`mark.${name}`).forEach((mark) => mark.classList.remove(name));
  for (const number of numbers) piecesOf(number).forEach((mark) => mark.classList.add(name));
}

function pick(element, numbers) {
  picked = numbers[0];
  tell(numbers);
  card.classList.add("pinned");
  place(element);
  light([picked], "picked");
  document.querySelectorAll("nav a[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
  const link = document.querySelector(`nav a[data-go="${picked}"]`);
  if (!link) return;
  link.setAttribute("aria-current", "true");
  link.closest(".group").open = true;
  const list = document.getElementById("list");
  const at = link.offsetTop - list.offsetTop;
  if (at < list.scrollTop || at > list.scrollTop + list.clientHeight - 60) list.scrollTop = at - list.clientHeight / 2;
}

function close() {
  card.hidden = true;
  card.classList.remove("pinned");
  light([], "picked");
}

function go(number) {
  const mark = document.getElementById(`m${number}`);
  if (!mark) return;
  mark.scrollIntoView({ block: "center" });
  mark.focus({ preventScroll: true });
  pick(mark, [number, ...over(mark).filter((each) => each !== number)]);
}

function step(way) {
  let at = picked === null ? (way > 0 ? -1 : data.length) : picked;
  do at += way; while (at >= 0 && at < data.length && !isShown(at));
  if (at >= 0 && at < data.length) go(at);
}

const text = document.getElementById("text");
text.addEventListener("mouseover", (event) => {
  const numbers = over(event.target);
  light(numbers.slice(0, 1), "hot");
  if (card.classList.contains("pinned")) return;
  if (!numbers.length) { card.hidden = true; return; }
  tell(numbers);
  place(event.target);
});
text.addEventListener("mouseleave", () => { light([], "hot"); if (!card.classList.contains("pinned")) card.hidden = true; });
text.addEventListener("click", (event) => {
  const numbers = over(event.target);
  if (numbers.length) pick(event.target.closest("mark"), numbers); else close();
});
document.getElementById("close").addEventListener("click", close);
document.getElementById("list").addEventListener("click", (event) => {
  const link = event.target.closest("a[data-go]");
  if (!link) return;
  event.preventDefault();
  history.replaceState(null, "", link.hash);
  go(Number(link.dataset.go));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (event.target.matches("input[type=search]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "n") step(1);
  if (event.key === "p") step(-1);
});
for (const box of document.querySelectorAll("input[data-kind]")) {
  box.addEventListener("change", () => {
    body.classList.toggle(`off-${box.dataset.kind}`, !box.checked);
    document.querySelector(`[data-group="${box.dataset.kind}"]`).hidden = !box.checked;
    close();
  });
}
const only = document.getElementById("only-doubtful");
if (only) only.addEventListener("change", () => { body.classList.toggle("only-doubtful", only.checked); close(); });
const search = document.getElementById("search");
search.addEventListener("input", () => {
  const wanted = fold(search.value.trim());
  for (const group of document.querySelectorAll(".group")) {
    let many = 0;
    for (const item of group.querySelectorAll("li")) {
      item.hidden = !fold(item.textContent).includes(wanted);
      many += !item.hidden;
    }
    group.classList.toggle("none", many === 0);
    if (wanted && many) group.open = true;
  }
});
if (matchMedia("(max-width: 760px)").matches) {
  document.getElementById("drawer").open = false;
  document.getElementById("legend").open = false;
}
if (/^#m\d+$/.test(location.hash)) go(Number(location.hash.slice(2)));
document.documentElement.dataset.ready = "1";
