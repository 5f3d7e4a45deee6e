// The documents to obtain, a line each, to the clipboard.
const copy = document.getElementById("copy");
const listed = document.getElementById("listed");
if (copy && listed && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(listed.value.trim() + "\n");
    document.getElementById("copied").textContent = copy.dataset.said;
  });
}
