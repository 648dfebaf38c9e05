// The box above all topics from A to Z; loaded when a reader first touches it. See docs/scripts.md.
const form = document.querySelector(".filter");
const field = form.querySelector("input");
const status = form.querySelector("[role=status]");
const glossary = document.querySelector(".glossary");
const lang = document.documentElement.lang;
const plural = new Intl.PluralRules(lang);
const LETTERS = { œ: "oe", æ: "ae", ß: "ss", ø: "o", đ: "d", ł: "l", ı: "i", "’": "'" };

const folded = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[œæßøđłı’]/g, (sign) => LETTERS[sign]).trim();

let topics = [];

function add(items) {
  topics.push(...[...items].map((item) => ({ item, name: folded(item.querySelector("a").textContent) })));
}

function told(found) {
  if (!found) return form.dataset.none.replace("{query}", () => field.value.trim());
  return form.dataset[plural.select(found)].replace("{count}", found.toLocaleString(lang));
}

function filter() {
  const query = folded(field.value);
  let found = 0;
  for (const { item, name } of topics) {
    item.hidden = !name.includes(query);
    if (!item.hidden) found += 1;
  }
  for (const section of glossary.children) section.hidden = !section.querySelector("li:not([hidden])");
  for (const rest of glossary.querySelectorAll(".glossary-rest")) rest.hidden ||= !query;
  status.textContent = query ? told(found) : "";
}

// The other pages of a long index: their topics are there as soon as something is sought.
async function rest() {
  const others = [...document.querySelectorAll(".pages ol a")].map((link) => link.href);
  for (const url of others) {
    const answer = await fetch(url);
    if (!answer.ok) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const section of page.querySelectorAll(".glossary > section")) {
      section.classList.add("glossary-rest");
      section.hidden = true;
      glossary.append(section);
      add(section.querySelectorAll("li"));
    }
    filter();
  }
}

field.addEventListener("input", filter);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  field.value = "";
  filter();
});
form.addEventListener("submit", (event) => event.preventDefault());
add(glossary.querySelectorAll("li"));
filter();
rest();
