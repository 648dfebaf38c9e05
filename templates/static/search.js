// Search: the index is loaded with the first letter that is typed, and nothing is sent anywhere.
const form = document.querySelector("form.search");
const field = document.getElementById("query");
const list = document.getElementById("results");
const status = document.getElementById("found");
const sample = document.getElementById("result");
const more = document.getElementById("more");
const words = form.dataset;
const plural = new Intl.PluralRules(words.lang);
const number = new Intl.NumberFormat(words.lang, { numberingSystem: "latn" }); // as on all other pages
const PAGE = 10;
let engine;
let asked = "";
let found = [];

function load() {
  engine ??= import(`${words.bundle}pagefind.js`).then(async (module) => {
    await module.options({ baseUrl: "/", bundlePath: words.bundle, excerptLength: 24 });
    await module.init();
    return module;
  });
  return engine;
}

// « l’OTAN » and « d'Azerbaïdjan » are asked for without their article, other apostrophes as two words.
function plain(query) {
  return query
    .replace(/(^|[\s«"(])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]/giu, "$1")
    .replace(/['’]/gu, " ")
    .trim();
}

// The index holds a mark and a space behind apostrophes, so that both sides are found.
function joined(text) {
  return text.replace(/\u2060(<\/mark>)?\s?/gu, "$1");
}

async function show(count) {
  const shown = list.childElementCount;
  const results = await Promise.all(found.slice(shown, shown + count).map((result) => result.data()));
  for (const { meta, excerpt } of results) {
    const item = sample.content.cloneNode(true);
    const link = item.querySelector("a");
    item.querySelector(".kicker").textContent = meta.section;
    item.querySelector(".card-summary").replaceChildren(...marked(joined(excerpt)));
    item.querySelector(".card-meta").textContent = meta.date;
    link.href = meta.address;
    link.textContent = meta.title;
    list.append(item);
  }
  list.hidden = !found.length;
  more.parentElement.hidden = list.childElementCount >= found.length;
}

// An excerpt is text with <mark> around what was found; nothing else in it becomes an element.
function marked(excerpt) {
  const decoder = document.createElement("textarea");
  return excerpt.split(/(<mark>.*?<\/mark>)/su).map((part) => {
    const inner = /^<mark>(.*)<\/mark>$/su.exec(part);
    decoder.innerHTML = inner ? inner[1] : part;
    if (!inner) return document.createTextNode(decoder.value);
    const mark = document.createElement("mark");
    mark.textContent = decoder.value;
    return mark;
  });
}

async function search() {
  const query = plain(field.value);
  asked = query;
  const address = new URL(location.href);
  field.value ? address.searchParams.set("q", field.value) : address.searchParams.delete("q");
  history.replaceState(null, "", address);
  let answer = [];
  try {
    answer = query ? (await (await load()).search(query)).results : [];
  } catch {
    status.textContent = words.failed;
    return;
  }
  if (query !== asked) return; // a later letter was typed meanwhile
  found = answer;
  list.replaceChildren();
  status.textContent = !query
    ? ""
    : found.length
      ? (words[plural.select(found.length)] || words.other).replace("{count}", number.format(found.length))
      : words.none.replace("{query}", field.value.trim());
  await show(PAGE);
}

let timer;
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, 120);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  search().then(() => list.querySelector("a")?.focus());
});
more.addEventListener("click", async () => {
  const next = list.childElementCount;
  await show(PAGE);
  list.children[next]?.querySelector("a").focus();
});
document.addEventListener("keydown", (event) => {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "Escape" && at >= 0) field.focus();
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (at < 0 && document.activeElement !== field) return;
  const next = event.key === "ArrowDown" ? links[at + 1] : (links[at - 1] ?? field);
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

field.value ||= new URLSearchParams(location.search).get("q") ?? "";
if (field.value) search();
