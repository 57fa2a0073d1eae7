// Where the keyboard goes on after an answer: to the row, to its neighbour, or to the first field that is wrong.

const INSIDE = ".row-edit, a[href], button, summary";
const ROW = "[data-key], li[id], tr[id]"; // rows of nouns, and whatever else a list tells apart

/** The place of an element among the rows, to be found again when the page has been renewed. */
export function rememberPlace(element) {
  const line = element.closest(".row-line");
  const row = element.closest(ROW) || (line && document.getElementById(line.dataset.row));
  const rows = [row, nextRow(row), nextRow(row, "previousElementSibling")];
  return {
    ids: element.closest("[data-toast]") ? idsIn(element) : rows.map((each) => each?.id),
    noun: element.closest("[data-rows]")?.dataset.rows,
    headings: headingsOver(element),
    path: location.pathname,
  };
}

/** The ids of the headings that an element stands under, the nearest first. */
function headingsOver(element) {
  const part = element.parentElement?.closest("[aria-labelledby]");
  return part ? [part.getAttribute("aria-labelledby"), ...headingsOver(part)] : [];
}

function nextRow(row, way = "nextElementSibling") {
  let other = row?.[way];
  while (other && !other.matches(ROW)) other = other[way];
  return other;
}

/** An undo stands in no row; its address has the key of the row that comes back. */
function idsIn(form) {
  return (form.getAttribute("action") || "").split(/[/?]/).map((part) => `row-${part}`);
}

/**
 * Focus what an answer is about: the row it names, else the row that was there, its neighbour, the way to add one; and
 * the heading above, should none of these be left to the keyboard.
 */
export function focusAfter(answer, place) {
  const main = document.getElementById("main");
  if (focusRefused(main)) return;
  const named = new URL(answer.url, location.href).hash.slice(1);
  const ids = [named.startsWith("row-") ? named : "", ...place.ids].filter(Boolean);
  const rows = ids.map((id) => document.getElementById(id)).filter(Boolean);
  const panel = place.noun && main.querySelector(`[data-rows="${CSS.escape(place.noun)}"]`);
  const target = rows.map(focusableIn).find(Boolean) || panel?.querySelector("[data-row-open]");
  target?.scrollIntoView({ block: "nearest" });
  target?.focus({ preventScroll: true });
  // Another page begins at its top, as after a link.
  if (document.activeElement === document.body && place.path === location.pathname) focusHeading(main, place.headings);
}

/** Without scrolling: the reader stays where they were. */
function focusHeading(main, ids) {
  const heading = ids.map((id) => document.getElementById(id)).find(Boolean) || main.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
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
