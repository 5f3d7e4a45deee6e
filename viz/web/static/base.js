// What every page does: "/" goes to the search box, Escape leaves it.
"use strict";
document.addEventListener("keydown", (event) => {
  const field = document.getElementById("q");
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});
