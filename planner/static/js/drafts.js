// Texts that the server doesn't have yet, kept in this browser: by person and by the address of their form.
// A copy is { id, fields, at, page, title }; its id is the one-time key of the form that it was typed into.
import { isSameContent } from "./edits.js";
import { personOf } from "./page.js";

const MARK = "draft";
const DAYS = 30;
const MOST_COPIES = 3;
const LEFT = "left"; // how windows tell each other who has signed out

let hasLeft = false;

function keyOf(address) {
  return `${MARK}/${personOf(document)}${address}`;
}

/** Both shelves; texts about children lie on the one that is cleared with the window. */
function shelf(isPrivate) {
  return isPrivate ? sessionStorage : localStorage;
}

function read(storage, key) {
  try {
    const copies = JSON.parse(storage.getItem(key));
    return Array.isArray(copies) ? copies : [];
  } catch {
    return [];
  }
}

function write(storage, key, copies) {
  try {
    if (copies.length) storage.setItem(key, JSON.stringify(copies.slice(0, MOST_COPIES)));
    else storage.removeItem(key);
    return true;
  } catch {
    return false; // full, or a private window: the form itself still holds the text
  }
}

/** All copies of a form that were kept, the newest first. */
export function listCopies(address) {
  const key = keyOf(address);
  return [...read(localStorage, key), ...read(sessionStorage, key)].sort((one, other) => other.at - one.at);
}

/** Keep a copy in the place of its older self; whether that was possible. Nothing is kept for who has left. */
export function keepCopy(address, copy, { isPrivate = false } = {}) {
  if (!personOf(document) || hasLeft) return false;
  const key = keyOf(address);
  const others = read(shelf(isPrivate), key).filter(
    (other) => other.id !== copy.id && !isSameContent(other.fields, copy.fields),
  );
  return write(shelf(isPrivate), key, [{ ...copy, at: Date.now() }, ...others]);
}

/** The copy of that id is no longer needed: saved, or not wanted. */
export function dropCopy(address, id) {
  for (const storage of [localStorage, sessionStorage]) {
    const copies = read(storage, keyOf(address));
    const others = copies.filter((copy) => copy.id !== id);
    if (others.length < copies.length) write(storage, keyOf(address), others);
  }
}

/** Every address of this person that has copies. */
export function listAddresses() {
  const lead = keyOf("");
  return everyKey((key) => key.startsWith(`${lead}/`)).map((key) => key.slice(lead.length));
}

/** Let go of what was typed into the form with that id, wherever it was. */
export function dropSaved(id) {
  if (id) listAddresses().forEach((address) => dropCopy(address, id));
}

/** That person has signed out: nothing of what they typed stays behind, in no window of this browser. */
export function dropPerson(person) {
  if (!person) return;
  dropAll(person);
  try {
    localStorage.setItem(LEFT, person);
    localStorage.removeItem(LEFT);
  } catch {
    // full, or a private window: nothing was kept there
  }
}

/** Hear when this person signs out in another window: this one lets go as well, and keeps nothing more. */
export function watchLeaving() {
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key !== LEFT || !newValue || newValue !== personOf(document)) return;
    hasLeft = true;
    dropAll(newValue);
  });
}

function dropAll(person) {
  const lead = `${MARK}/${person}/`;
  everyKey((key) => key.startsWith(lead)).forEach((key) =>
    [localStorage, sessionStorage].forEach((storage) => write(storage, key, [])),
  );
}

/** Forget copies older than 30 days, and those of a clock that ran ahead; whoever typed them. */
export function dropOld(now = Date.now()) {
  for (const key of everyKey((name) => name.startsWith(`${MARK}/`))) {
    for (const storage of [localStorage, sessionStorage]) {
      const copies = read(storage, key);
      write(
        storage,
        key,
        copies.filter((copy) => Math.abs(now - copy.at) <= DAYS * 24 * 3600_000),
      );
    }
  }
}

function everyKey(wanted) {
  try {
    const keys = [localStorage, sessionStorage].flatMap((storage) => Object.keys(storage));
    return [...new Set(keys)].filter(wanted);
  } catch {
    return [];
  }
}
