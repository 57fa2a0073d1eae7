// Where the keyboard goes on after an answer: to the row, to its neighbour, or to the first field that is wrong.

const INSIDE = ".row-edit, a[href], button, summary";

/** The place of an element among the rows, to be found again when the page has been renewed. */
export function rememberPlace(element) {
  const line = element.closest(".row-line");
  const row = element.closest("[data-key]") || (line && document.getElementById(line.dataset.row));
  const panel = element.closest("[data-rows]");
  return {
    ids: [row, nextRow(row), nextRow(row, "previousElementSibling")].map((r) => r?.id),
    noun: panel?.dataset.rows,
  };
}

function nextRow(row, way = "nextElementSibling") {
  let other = row?.[way];
  while (other && !other.dataset.key) other = other[way];
  return other;
}

/** Focus what an answer is about: the row it names, else the row that was there, its neighbour, the way to add one. */
export function focusAfter(answer, place) {
  const main = document.getElementById("main");
  if (focusRefused(main)) return;
  const named = new URL(answer.url, location.href).hash.slice(1);
  const ids = [named.startsWith("row-") ? named : "", ...place.ids].filter(Boolean);
  const row = ids.map((id) => document.getElementById(id)).find(Boolean);
  const panel = place.noun && main.querySelector(`[data-rows="${CSS.escape(place.noun)}"]`);
  const target = row ? focusableIn(row) : panel?.querySelector("[data-row-open]");
  target?.scrollIntoView({ block: "nearest" });
  target?.focus({ preventScroll: true });
}

function focusableIn(row) {
  return row.querySelector(".row-edit") || row.querySelector(INSIDE);
}

/** Focus the first faulty field of a refused form, else the line that says what is wrong; whether there was one. */
export function focusRefused(scope) {
  const target = scope.querySelector("[aria-invalid=true]") || scope.querySelector("[data-focus]");
  if (!target) return false;
  for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  target.scrollIntoView({ block: "nearest" });
  target.focus({ preventScroll: true });
  return true;
}
