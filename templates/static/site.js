// On every page, so at most 1,000 bytes: see docs/scripts.md.
const all = (css) => [...document.querySelectorAll(css)];
const load = (node) => {
  const url = node?.closest("[data-module]")?.dataset.module;
  if (url) import(url);
};
all("[data-enhance]").map((node) => (node.hidden = node.dataset.copy && !navigator.clipboard));
(location.search ? all("[data-module]") : [document.activeElement]).map(load);
addEventListener("focusin", (e) => load(e.target));
addEventListener("click", async (e) => {
  load(e.target);
  const it = e.target.closest("[data-copy]");
  if (!it) return;
  await navigator.clipboard.writeText(it.dataset.copy);
  it.nextElementSibling.textContent = it.dataset.copied;
});
addEventListener("keydown", (e) => {
  const way = all("[rel=search],#query").pop();
  if (e.key != "/" || e.ctrlKey || e.altKey || e.metaKey || !way) return;
  if (e.target.matches("input,textarea,select") || localStorage.slash) return;
  e.preventDefault();
  way.focus();
  way.click();
});
