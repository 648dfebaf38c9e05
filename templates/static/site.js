const all = (q) => [...document.querySelectorAll(q)];
const load = (at) => (at = at?.closest("[data-module]")) && import(at.dataset.module);
all("[data-enhance]").map((at) => (at.hidden = at.dataset.copy && !navigator.clipboard));
all(location.search ? "[data-module]" : ":focus").map(load);
addEventListener("focusin", (e) => load(e.target));
onclick = async (e) => {
  load(e.target);
  const at = e.target.closest("[data-copy]");
  if (!at) return;
  await navigator.clipboard.writeText(at.dataset.copy);
  at.nextElementSibling.textContent = at.dataset.copied;
};
onkeydown = (e) => {
  const way = all("[rel=search],#query").pop();
  if (e.key != "/" || e.ctrlKey || e.altKey || e.metaKey || !way || localStorage.slash) return;
  if (e.target.matches("input,textarea,select")) return;
  e.preventDefault();
  way.focus();
  way.click();
};
window.key && onkeydown(key);
