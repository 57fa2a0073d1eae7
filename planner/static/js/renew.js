// A fetched page takes the place of ours part by part; whatever holds unsaved text stays as it is.
import { isUnsaved } from "./edits.js";

/** Forms opened in a row stand in one of these; the server knows nothing of them. */
export const LINE = ".row-line";

const FORM = "form[method=post]";
const ANSWERED = "[data-answered]";

/** Whether an element may not be replaced: it holds unsaved text, a form that stands open, or something of ours. */
function isGuarded(element) {
  if (isOwn(element) || element.querySelector(`${LINE}, [data-own]`)) return true;
  const forms = element.matches(FORM) ? [element] : [...element.querySelectorAll(FORM)];
  return forms.some((form) => !form.matches(ANSWERED) && isUnsaved(form));
}

function isOwn(element) {
  return element.matches(`${LINE}, [data-own]`);
}

/**
 * Make `old` like `fresh`, which is used up.
 * Parts without unsaved text are replaced; where such a text stands, only what is around it is.
 */
export function renew(old, fresh) {
  const guarded = [...old.children].filter(isGuarded);
  const twins = pairUp(
    guarded.filter((child) => !isOwn(child)),
    [...fresh.children],
  );
  const lines = new Map(guarded.filter(isOwn).map((line) => [line.dataset.row, line]));
  [...old.childNodes].filter((child) => !guarded.includes(child)).forEach((child) => child.remove());
  let next = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const twin = twins.get(child);
    const line = child.id && lines.get(child.id);
    if (twin) {
      next = settle(twin, old, next);
      if (!twin.matches("form")) renew(twin, child);
    } else if (line) {
      next = settle(line, old, next);
      child.classList.add("is-edited");
      line.before(child);
    } else {
      old.insertBefore(child, next);
    }
  }
}

/** Let an element stand before `next`, and return what follows it. One that is being typed into is never moved. */
function settle(element, parent, next) {
  if (element !== next && !element.contains(document.activeElement)) parent.insertBefore(element, next);
  return element.nextSibling;
}

/** For each guarded element the fresh one that it stands for: a Map from fresh to old. */
function pairUp(guarded, fresh) {
  const twins = new Map();
  for (const element of guarded) {
    const free = fresh.filter((child) => child.tagName === element.tagName && !twins.has(child));
    const twin = element.id ? free.find((child) => child.id === element.id) : findAlike(element, free);
    if (twin) twins.set(twin, element);
  }
  return twins;
}

/** Without an id: the one with the row that is being edited, else the one that looks and stands alike. */
function findAlike(element, free) {
  const row = element.querySelector(LINE)?.dataset.row;
  const holder = row && free.find((child) => child.querySelector(`#${CSS.escape(row)}`));
  if (holder) return holder;
  const alike = free.filter((child) => !child.id && bareClass(child) === bareClass(element));
  const before = [...element.parentElement.children].filter(
    (child) => child.tagName === element.tagName && !child.id && bareClass(child) === bareClass(element),
  );
  return alike[before.indexOf(element)] || alike[alike.length - 1];
}

function bareClass(element) {
  return element.className.replace(/\bis-\w+/g, "").trim();
}
