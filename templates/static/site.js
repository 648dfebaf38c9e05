const all = (css) => [...document.querySelectorAll(css)];
const load = (at) => (at = at?.closest("[data-module]")) && import(at.dataset.module);
all("[data-enhance]").map((at) => (at.hidden = at.dataset.copy && !navigator.clipboard));
(location.search ? all("[data-module]") : [document.activeElement]).map(load);
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
  if (e.key != "/" || e.ctrlKey || e.altKey || e.metaKey || !way) return;
  if (e.target.matches("input,textarea,select") || localStorage.slash) return;
  e.preventDefault();
  way.focus();
  way.click();
};
window.key && onkeydown(key);
