// While files are sent and read, the page says so; without this script the browser's own sign does.
const form = document.querySelector("form[data-waiting]");
form?.addEventListener("submit", () => {
  form.querySelector("[role=status]").textContent = form.dataset.waiting;
  form.querySelector("button").disabled = true;
});
addEventListener("pageshow", () => {
  if (form) form.querySelector("button").disabled = false;
});
