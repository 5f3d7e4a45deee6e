// An open panel with evidence closes by Escape and by a click beside it.
const openOnes = () => document.querySelectorAll(".holder[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const each of openOnes()) {
    each.open = false;
    each.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const each of openOnes()) if (!each.contains(event.target)) each.open = false;
});
