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
const EXTRACT = 30;
const NEAR = 6;
const LOOKED = 3;
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

// Words between quotation marks stand side by side.
function termsOf(query) {
  const parts = [...plain(query).matchAll(/"([^"]+)"|«([^»]+)»|(\S+)/gu)];
  const outside = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
  return parts
    .map(([, one, two, word]) => ({ text: (one ?? two ?? word).replace(outside, ""), isPhrase: !word, isBegun: false }))
    .filter(({ text }) => text)
    .map((term) => ({ ...term, words: wordsOf(term.text) }));
}

// The index

// A large edition is indexed in pieces. Pagefind puts the name of the piece before the hash of a page.
const pieceOf = ({ id }) => id.slice(0, id.lastIndexOf("_"));

function byPiece(results) {
  const pieces = {};
  for (const result of results) (pieces[pieceOf(result)] ??= []).push(result);
  return pieces;
}

function engineOf(edition) {
  const bundle = edition.dataset.bundle;
  const load = async () => {
    const [module, facets] = await Promise.all([
      import(`${bundle}pagefind.js`),
      fetch(`${bundle}facets.json`).then((answer) => answer.json()),
    ]);
    const index = module.createInstance({ baseUrl: "/" });
    await index.init();
    await Promise.all((facets.pieces ?? []).map((piece) => index.mergeIndex(bundle + piece)));
    // Of each page what it is chosen by, the newest first.
    const pages = facets.pages.map(([id, year, section, tags], place) => [
      id,
      { place, year: [year], section: [facets.sections[section]], tag: tags.map((tag) => facets.tags[tag]) },
    ]);
    const sizes = byPiece(facets.pages.map(([id]) => ({ id })));
    return { search: index.search, pages: new Map(pages), sizes, known: new Map() };
  };
  engines[edition.value] ??= load().catch((error) => {
    delete engines[edition.value]; // so that the next search tries again
    throw error;
  });
  return engines[edition.value];
}

async function idsOf(engine, query) {
  if (!engine.known.has(query)) {
    const { results } = await engine.search(query);
    engine.known.set(query, new Set(results.map(({ id }) => id)));
  }
  return engine.known.get(query);
}

// Pagefind alone takes every word that begins like the root of what is asked (« mars » finds "Mark"), and, when there
// is none, words that are the beginning of it ("nato" finds « n’ »). Here a word is found in all its forms; only
// when it is nowhere, it is taken for the beginning of others, and those must begin with all its letters.
async function idsOfTerm(engine, term) {
  const whole = await idsOf(engine, `"${term.text}"`);
  if (whole.size || term.isPhrase) return whole;
  term.isBegun = true;
  const pieces = Object.values(byPiece((await engine.search(term.text)).results));
  const begins = ({ content }) => term.words.every((part) => wordsOf(content).some((word) => word.startsWith(part)));
  const looked = Math.max(LOOKED, Math.ceil(PAGE / pieces.length));
  const begun = pieces.map(async (results) => {
    const some = await Promise.all(results.slice(0, looked).map((result) => result.data()));
    return some.some(begins) ? results.map(({ id }) => id) : [];
  });
  return new Set((await Promise.all(begun)).flat());
}

// How much a word tells that so many of all pages hold (Robertson and Spärck Jones, as Pagefind has it).
const rarity = (all, holding) => Math.log((all - holding + 0.5) / (holding + 0.5) + 1);

// Pagefind weighs a word in each piece by how rare it is there, so that an article is the lower the more its time wrote
// about the same. Here the words are asked for one by one, and weighed by how rare they are in all pieces together.
async function ranked(engine, query, matching) {
  const there = Object.keys(byPiece(matching.map(({ result }) => result)));
  if (!query || there.length < 2) return matching;
  const sum = (counts) => there.reduce((total, piece) => total + (counts[piece]?.length ?? 0), 0);
  const scores = new Map();
  const answers = await Promise.all(query.split(/\s+/u).map((word) => engine.search(word)));
  for (const held of answers.map(({ results }) => byPiece(results))) {
    const everywhere = rarity(sum(engine.sizes), sum(held));
    for (const piece of there.filter((name) => held[name])) {
      const weight = everywhere / rarity(engine.sizes[piece].length, held[piece].length);
      for (const { id, score } of held[piece]) scores.set(id, (scores.get(id) ?? 0) + score * weight);
    }
  }
  const scoreOf = ({ result }) => scores.get(result.id);
  return matching.sort((one, other) => scoreOf(other) - scoreOf(one) || one.page.place - other.page.place);
}

const chosenEdition = () => editions.find((one) => one.value === ask.get("edition")) ?? editions[0];
const nameOf = (group) => group.dataset.group;
const isFiltered = () => groups.some((group) => ask.has(nameOf(group)));

// Sections and years widen each other, tags narrow each other down.
function fits(page, names) {
  return names.every((name) => {
    const chosen = ask.getAll(name);
    const isBorne = (value) => page[name].includes(value);
    return !chosen.length || (name === "tag" ? chosen.every(isBorne) : chosen.some(isBorne));
  });
}

// What is shown

const counted = (count) => (words[plural.select(count)] || words.other).replace("{count}", number.format(count));

// The index holds a mark and a space behind apostrophes, so that both sides are found.
const joined = (text) => text.replace(/\u2060\s?/gu, "");

function marked(text) {
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
}

function isAsked(word) {
  const isForm = (one, other) => one.startsWith(other) && one.length - other.length <= 3;
  const isNear = (one, other) => one.slice(0, 6) === other.slice(0, 6) && Math.min(one.length, other.length) > 6;
  const isSame = (asked) => isForm(word, asked) || isForm(asked, word) || isNear(word, asked);
  return terms.some(({ words, isBegun }) => words.some((asked) => (isBegun ? word.startsWith(asked) : isSame(asked))));
}

const litUp = (text) =>
  text.split(/([\p{L}\p{N}\p{M}]+)/u).map((part, at) => (at % 2 && isAsked(folded(part)) ? marked(part) : part));

// The part of a text that holds most of what is asked; its beginning, when it holds nothing of it.
function extractOf(content, titleWords) {
  const parts = content.split(/\s+/u).slice(titleWords);
  const hits = parts.map((part) => (wordsOf(part).some(isAsked) ? 1 : 0));
  let [first, most, sum] = [0, 0, 0];
  for (let end = 0; end < parts.length; end++) {
    sum += hits[end] - (hits[end - EXTRACT / 2] ?? 0);
    if (sum > most) [first, most] = [Math.max(0, end - EXTRACT / 2 + 1), sum];
  }
  const before = most ? hits.indexOf(1, first) - EXTRACT / 3 : 0;
  const at = before > EXTRACT / 6 ? before : 0;
  const last = Math.min(parts.length, at + EXTRACT);
  const text = joined(parts.slice(at, last).join(" "));
  return litUp(`${at ? "… " : ""}${text}${last < parts.length ? " …" : ""}`);
}

function itemOf({ anchors, content }, edition) {
  const [address, title, section, date, day, titleWords] = JSON.parse(decodeURIComponent(anchors[0].id));
  const item = by("result").content.cloneNode(true).firstElementChild;
  const [link, time] = [item.querySelector("a"), item.querySelector("time")];
  item.querySelector(".kicker").textContent = section;
  item.querySelector(".card-summary").replaceChildren(...extractOf(content, titleWords));
  link.href = address;
  link.replaceChildren(...litUp(title));
  [time.textContent, time.dateTime] = [date, day];
  if (edition.value !== home) Object.assign(item, { lang: edition.value, dir: edition.dataset.dir });
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
  const name = nameOf(group);
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

// How many results each choice would leave.
function countsOf(group, matching) {
  const name = nameOf(group);
  const others = groups.map(nameOf).filter((other) => other !== name || name === "tag");
  const counts = Object.fromEntries(ask.getAll(name).map((value) => [value, 0]));
  for (const { page } of matching.filter((one) => fits(one.page, others))) {
    for (const value of page[name]) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

function showFilters(matching) {
  for (const group of groups) showChoices(group, countsOf(group, matching));
  const filters = by("filters");
  if (filters.hidden) filters.open = matchMedia("(min-width: 62rem)").matches;
  filters.hidden = false;
  by("reset").hidden = !isFiltered();
}

// Nothing found

// How many letters must be changed, put in, left out or exchanged with the next to make one word of the other (the
// distance of Damerau and Levenshtein, without overlaps).
function distance(one, other) {
  let [last, row] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
      const isExchanged = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isExchanged) next[j] = Math.min(next[j], last[j - 2] + 1);
    }
    [last, row] = [row, next];
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

function wayOf(text, act) {
  const [item, button] = ["li", "button"].map((name) => document.createElement(name));
  [button.type, button.textContent] = ["button", text];
  button.addEventListener("click", act);
  item.append(button);
  return item;
}

async function countIn(edition) {
  const engine = await engineOf(edition);
  const sets = await Promise.all(terms.map((term) => idsOfTerm(engine, { ...term })));
  return [...sets[0]].filter((id) => sets.every((set) => set.has(id))).length;
}

async function showHelp(unfiltered, now) {
  const near = by("near");
  const edition = chosenEdition();
  const ways = [];
  if (isFiltered() && unfiltered) {
    ways.push(wayOf(words.unfiltered.replace("{found}", counted(unfiltered)), withoutFilters));
  }
  for (const other of terms.length ? editions.filter((one) => one !== edition) : []) {
    const count = await countIn(other);
    const name = other.closest("label").querySelector("[lang]").textContent;
    if (count) ways.push(wayOf(`${name}\u00a0– ${counted(count)}`, () => (other.click(), field.focus())));
  }
  const topics = terms.length ? await nearTopics(terms.map(({ text }) => text).join(" "), edition) : [];
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
  by("help").hidden = by("start").hidden = false;
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
  const asked = termsOf(ask.get("q") ?? "");
  carryOver();
  if (!asked.length && !isFiltered()) return clear();
  by("start").hidden = true; // it comes back below what helps, if nothing is found
  try {
    const engine = await engineOf(chosenEdition());
    const sets = await Promise.all(asked.map((term) => idsOfTerm(engine, term)));
    const query = asked.map(({ text }) => text).join(" ");
    const { results } = await engine.search(query || null);
    const fitting = results
      .filter(({ id }) => engine.pages.has(id) && sets.every((set) => set.has(id)))
      .map((result) => ({ result, page: engine.pages.get(result.id) }));
    const matching = await ranked(engine, query, fitting);
    if (now !== turn) return; // something else was asked meanwhile
    if (!asked.length || ask.get("sort")) matching.sort((one, other) => one.page.place - other.page.place);
    terms = asked;
    found = matching.filter(({ page }) => fits(page, groups.map(nameOf))).map(({ result }) => result);
    list.replaceChildren();
    by("help").hidden = true;
    by("sorting").hidden = !asked.length || found.length < 2;
    showFilters(matching);
    await show(PAGE);
    if (now !== turn) return;
    const none = asked.length && !matching.length ? words.none.replace("{query}", ask.get("q").trim()) : words.noneChosen;
    status.textContent = found.length ? counted(found.length) : none;
    if (!found.length) await showHelp(matching.length, now);
  } catch (error) {
    if (now === turn) status.textContent = words.failed;
    throw error;
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
  const known = ["q", "edition", "sort", ...groups.map(nameOf)];
  ask = new URLSearchParams([...given].filter(([name, value]) => known.includes(name) && value));
  field.value = ask.get("q") ?? "";
  form.elements.sort.value = ask.get("sort") === "date" ? "date" : "";
  if (editions.length > 1) chosenEdition().checked = true;
  forget("section", "year", "tag");
  search();
}

function forget(...names) {
  for (const name of names) for (const label of root.querySelectorAll(`[data-group=${name}] label`)) label.remove();
}

function changed(method) {
  ask = fromForm();
  const text = ask.toString();
  history[method](null, "", text ? `?${text}` : location.pathname);
  return search();
}

function withoutFilters() {
  forget("section", "year", "tag");
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
  if (target.name === "edition") forget("section", "tag"); // they have other names there
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
