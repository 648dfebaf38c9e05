// The search page. The index is loaded with the first search, and nothing is sent anywhere. The address holds what is
// asked: q, section, year and tag (any number of each), edition, sort. docs/search.md tells what a reader can do.
const by = (id) => document.getElementById(id);
const [root, form, field, list, status, more] = ["search", "search-form", "query", "results", "found", "more"].map(by);
const editions = [...document.querySelectorAll("input[name=edition]")];
const groups = [...document.querySelectorAll("[data-group]")];
const words = root.dataset;
const home = words.lang;
const plural = new Intl.PluralRules(home);
const number = new Intl.NumberFormat(home, { numberingSystem: "latn" }); // as on all other pages
const PAGE = 10;
const CHOICES = 12;
const NEAR = 6;
const engines = {};
let ask = new URLSearchParams();
let turn = 0;
let found = [];
let terms = [];

// What is typed

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

// « l’OTAN » and « d'Azerbaïdjan » are asked for without their article, other apostrophes as two words.
function plain(query) {
  return query
    .replace(/(^|[\s«"(])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]/giu, "$1")
    .replace(/['’]/gu, " ")
    .trim();
}

// The index

function engineOf(edition) {
  const load = async () => {
    const module = await import(`${edition.dataset.bundle}pagefind.js`);
    await module.options({ baseUrl: "/", excerptLength: 28 });
    await module.init();
    return module;
  };
  engines[edition.value] ??= load().catch((error) => {
    delete engines[edition.value]; // so that the next search tries again
    throw error;
  });
  return engines[edition.value];
}

const chosenEdition = () => editions.find((one) => one.value === ask.get("edition")) ?? editions[0];
const isFiltered = () => groups.some((group) => ask.has(group.dataset.group));

// Sections and years widen each other, tags narrow each other down.
function filtersBut(left) {
  const names = groups.map((group) => group.dataset.group).filter((name) => ask.has(name) && name !== left);
  return Object.fromEntries(names.map((name) => [name, name === "tag" ? ask.getAll(name) : { any: ask.getAll(name) }]));
}

const inOrder = (query) => (!query || ask.get("sort") ? { date: "desc" } : {});

// What is shown

const counted = (count) => (words[plural.select(count)] || words.other).replace("{count}", number.format(count));

// The index holds a mark and a space behind apostrophes, so that both sides are found.
const joined = (text) => text.replace(/\u2060(<\/mark>)?\s?/gu, "$1");

function marked(text) {
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
}

// An excerpt is text with <mark> around what was found; nothing else in it becomes an element.
function excerptOf(excerpt) {
  const decoder = document.createElement("textarea");
  return joined(excerpt)
    .split(/(<mark>.*?<\/mark>)/su)
    .map((part) => {
      const inner = /^<mark>(.*)<\/mark>$/su.exec(part);
      decoder.innerHTML = inner ? inner[1] : part;
      return inner ? marked(decoder.value) : decoder.value;
    });
}

function titleOf(title) {
  const isFound = (word) => terms.some((term) => word.startsWith(term) || (word.length > 3 && term.startsWith(word)));
  return title.split(/([\p{L}\p{N}\p{M}]+)/u).map((part, at) => (at % 2 && isFound(folded(part)) ? marked(part) : part));
}

function itemOf({ meta, excerpt }, edition) {
  const item = by("result").content.cloneNode(true).firstElementChild;
  const link = item.querySelector("a");
  const time = item.querySelector("time");
  item.querySelector(".kicker").textContent = meta.section;
  item.querySelector(".card-summary").replaceChildren(...excerptOf(excerpt));
  link.href = meta.address;
  link.replaceChildren(...titleOf(meta.title));
  [time.textContent, time.dateTime] = [meta.date, meta.day];
  if (edition.value !== home) [item.lang, item.dir, link.hreflang] = [edition.value, edition.dataset.dir, edition.value];
  return item;
}

async function show(count) {
  const [shown, now, edition] = [list.childElementCount, turn, chosenEdition()];
  const results = await Promise.all(found.slice(shown, shown + count).map((result) => result.data()));
  if (now !== turn) return;
  list.append(...results.map((result) => itemOf(result, edition)));
  list.hidden = !found.length;
  more.parentElement.hidden = list.childElementCount >= found.length;
}

function choiceOf(name, value, count) {
  const label = by("choice").content.cloneNode(true).firstElementChild;
  const input = label.firstElementChild;
  [input.name, input.value, input.checked] = [name, value, ask.getAll(name).includes(value)];
  label.querySelector("span").textContent = value;
  label.lastElementChild.textContent = number.format(count);
  return label;
}

// Choices keep their order while one chooses, so that none runs away from under the finger or loses the focus.
function showChoices(group, counts) {
  const name = group.dataset.group;
  const old = [...group.querySelectorAll("label")];
  const byName = (one, other) => (name === "year" ? other.localeCompare(one) : one.localeCompare(other, home));
  const values = Object.keys(counts)
    .filter((value) => counts[value])
    .sort((one, other) => (name === "year" ? 0 : counts[other] - counts[one]) || byName(one, other))
    .slice(0, CHOICES);
  const kept = group.contains(document.activeElement) ? old.map((label) => label.firstElementChild.value) : [];
  const wanted = new Set([...kept, ...ask.getAll(name), ...values]);
  const made = [...wanted].map((value) => {
    const label = old.find((one) => one.firstElementChild.value === value);
    if (!label) return choiceOf(name, value, counts[value] ?? 0);
    label.firstElementChild.checked = ask.getAll(name).includes(value);
    label.lastElementChild.textContent = number.format(counts[value] ?? 0);
    return label;
  });
  if (!kept.length) old.forEach((label) => label.remove());
  for (const label of made) if (!label.isConnected) group.append(label);
  group.hidden = wanted.size < 2 && !ask.has(name);
}

async function showFilters(engine, query, all, now) {
  await engine.filters();
  const answers = await Promise.all(
    groups.map(({ dataset: { group } }) => {
      const filters = filtersBut(group === "tag" ? "" : group);
      return engine.search(query || null, { filters });
    }),
  );
  if (now !== turn) return;
  groups.forEach((group, at) => showChoices(group, answers[at].filters[group.dataset.group] ?? {}));
  const counts = document.querySelectorAll("input[name=edition] ~ .tag-count");
  for (const count of counts) count.textContent = "";
  if (counts.length) counts[editions.indexOf(chosenEdition())].textContent = number.format(all);
  const filters = by("filters");
  if (filters.hidden) filters.open = matchMedia("(min-width: 62rem)").matches;
  filters.hidden = false;
  by("reset").hidden = !isFiltered();
}

// Nothing found

// How many letters must be changed, put in or left out to make one word of the other (Levenshtein's distance).
function distance(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
    }
    row = next;
  }
  return row[other.length];
}

function nearness(label, typed) {
  const names = [folded(label), ...wordsOf(label).filter((word) => word.length > 2)];
  return Math.min(...typed.flatMap((word) => names.map((name) => distance(word, name) / Math.max(word.length, 3))));
}

async function nearTopics(query, edition) {
  const typed = [...new Set([folded(query), ...wordsOf(query).filter((word) => word.length > 2)])];
  const topics = await (await fetch(`${edition.dataset.bundle}topics.json`)).json();
  return topics
    .map(([label, url, count]) => ({ label, url, count, far: nearness(label, typed) }))
    .filter(({ far }) => far <= 0.4)
    .sort((one, other) => one.far - other.far || other.count - one.count)
    .slice(0, NEAR);
}

function wayOf(text, lang, act) {
  const [item, button] = ["li", "button"].map((name) => document.createElement(name));
  [button.type, button.textContent] = ["button", text];
  if (lang) button.lang = lang;
  button.addEventListener("click", act);
  item.append(button);
  return item;
}

async function showHelp(query, unfiltered, now) {
  const near = by("near");
  const edition = chosenEdition();
  const ways = [];
  if (isFiltered() && unfiltered) {
    ways.push(wayOf(words.unfiltered.replace("{found}", counted(unfiltered)), "", () => withoutFilters()));
  }
  for (const other of query ? editions.filter((one) => one !== edition) : []) {
    const { results } = await (await engineOf(other)).search(query);
    const name = other.closest("label").querySelector("[lang]").textContent;
    const text = `${name}\u00a0– ${counted(results.length)}`;
    if (results.length) ways.push(wayOf(text, "", () => (other.click(), field.focus())));
  }
  const topics = query ? await nearTopics(query, edition) : [];
  if (now !== turn) return;
  by("ways").replaceChildren(...ways);
  near.querySelector("ul").replaceChildren(
    ...topics.map(({ label, url }) => {
      const [item, link] = ["li", "a"].map((name) => document.createElement(name));
      [link.className, link.href, link.textContent] = ["tag", url, label];
      item.append(link);
      return item;
    }),
  );
  near.hidden = !topics.length;
  by("help").hidden = false;
}

// The search

function clear() {
  found = [];
  list.replaceChildren();
  list.hidden = by("sorting").hidden = by("help").hidden = true;
  more.parentElement.hidden = true;
  by("start").hidden = false;
  by("filters").hidden = true;
  status.textContent = "";
}

async function search() {
  const now = ++turn;
  const query = plain(ask.get("q") ?? "");
  carryOver();
  if (!query && !isFiltered()) return clear();
  try {
    const engine = await engineOf(chosenEdition());
    const answer = await engine.search(query || null, { filters: filtersBut(""), sort: inOrder(query) });
    if (now !== turn) return; // something else was asked meanwhile
    found = answer.results;
    terms = wordsOf(query).filter((word) => word.length > 1);
    list.replaceChildren();
    by("help").hidden = true;
    by("start").hidden = found.length > 0;
    by("sorting").hidden = !query || found.length < 2;
    await show(PAGE);
    if (now !== turn) return;
    const none = query ? words.none.replace("{query}", ask.get("q").trim()) : words.noneChosen;
    status.textContent = found.length ? counted(found.length) : none;
    await showFilters(engine, query, found.length, now);
    if (!found.length && now === turn) await showHelp(query, answer.unfilteredResultCount, now);
  } catch {
    if (now === turn) status.textContent = words.failed;
  }
}

// The language of the page is changed with what is asked.
function carryOver() {
  for (const link of document.querySelectorAll("a[rel~=alternate][hreflang]")) {
    const address = new URL(link.href);
    const query = ask.get("q");
    query ? address.searchParams.set("q", query) : address.searchParams.delete("q");
    link.href = address;
  }
}

// Form and address

function fromForm() {
  const asked = new URLSearchParams(new FormData(form));
  if (asked.get("edition") === home) asked.delete("edition");
  for (const name of ["q", "sort"]) if (!asked.get(name)?.trim()) asked.delete(name);
  return asked;
}

function fromAddress() {
  const given = new URLSearchParams(location.search);
  const known = ["q", "edition", "sort", ...groups.map((group) => group.dataset.group)];
  ask = new URLSearchParams([...given].filter(([name, value]) => known.includes(name) && value));
  field.value = ask.get("q") ?? "";
  form.elements.sort.value = ask.get("sort") === "date" ? "date" : "";
  if (editions.length > 1) chosenEdition().checked = true;
  for (const group of groups) group.querySelectorAll("label").forEach((label) => label.remove());
  search();
}

function changed(method) {
  ask = fromForm();
  const text = ask.toString();
  history[method](null, "", text ? `?${text}` : location.pathname);
  return search();
}

function withoutFilters() {
  for (const group of groups) group.querySelectorAll("label").forEach((label) => label.remove());
  changed("pushState");
  field.focus();
}

let timer;
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => changed("replaceState"), 150);
});
root.addEventListener("change", ({ target }) => {
  if (target === field || !target.name) return;
  if (target.name === "edition") {
    // Sections and tags have other names there.
    for (const group of groups) if (group.dataset.group !== "year") group.querySelectorAll("label").forEach((label) => label.remove());
  }
  changed("pushState");
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(timer);
  await changed("replaceState");
  list.querySelector("a")?.focus();
});
more.addEventListener("click", async () => {
  const next = list.childElementCount;
  await show(PAGE);
  list.children[next]?.querySelector("a").focus();
});
by("reset").addEventListener("click", withoutFilters);
addEventListener("popstate", fromAddress);

// Keys

function escaped() {
  if (document.activeElement !== field) field.focus();
  else if (!field.value) field.blur();
  else {
    field.value = "";
    changed("replaceState");
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape" && root.contains(document.activeElement)) {
    event.preventDefault();
    return escaped();
  }
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || (at < 0 && document.activeElement !== field)) return;
  const next = event.key === "ArrowDown" ? links[at + 1] : at < 0 ? null : (links[at - 1] ?? field);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

// A field may hold letters already: those of the reader who called this script, or those that the browser kept.
if (location.search || !field.value) fromAddress();
else changed("replaceState");

const slash = by("slash");
slash.checked = !localStorage.slash;
slash.addEventListener("change", () => {
  slash.checked ? localStorage.removeItem("slash") : localStorage.setItem("slash", "off");
});
