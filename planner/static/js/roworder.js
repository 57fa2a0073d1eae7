// Reordering rows: by their handle with mouse or finger, by Alt + arrow keys.
import { showFault } from "./notes.js";
import { postBody } from "./page.js";
import { faultOf } from "./send.js";
import { showPage } from "./swap.js";

const ROW = "tr[data-key], li[data-key]";

let dragged = null; // the row in hand, its list, and what stood before it
let moves = Promise.resolve(); // one after the other: each begins where the one before has put the row

/** Listen for handles and keys anywhere on the page. */
export function watchRowOrder() {
  document.addEventListener("pointerdown", grasp);
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", giveUp);
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(ROW);
    if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    moveLater(row, { to: event.key === "ArrowUp" ? "up" : "down" });
  });
}

function grasp(event) {
  const grip = event.target.closest(".grip");
  if (!grip) return;
  event.preventDefault();
  const row = grip.closest(ROW);
  dragged = { row, list: row.parentElement, home: row.previousElementSibling };
  row.classList.add("is-dragged");
  grip.setPointerCapture(event.pointerId);
}

function follow(event) {
  if (!dragged) return;
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest(ROW);
  if (!over || over === dragged.row || over.parentElement !== dragged.row.parentElement) return;
  const box = over.getBoundingClientRect();
  if (event.clientY > box.top + box.height / 2) over.after(dragged.row);
  else over.before(dragged.row);
}

function drop() {
  if (!dragged) return;
  const hold = dragged;
  const { row } = hold;
  letGo();
  if (row.previousElementSibling === hold.home) return;
  const before = siblingKey(row, "previousElementSibling");
  const after = siblingKey(row, "nextElementSibling");
  if (before) moveLater(row, { after: before }, hold);
  else if (after) moveLater(row, { before: after }, hold);
}

/** The browser took the pointer for something else, say for scrolling: nothing was dropped. */
function giveUp() {
  if (dragged) putHome(dragged);
  letGo();
}

/** Nobody has saved the new place, so the page doesn't show it. */
function putHome({ row, list, home }) {
  if (home) home.after(row);
  else list.prepend(row);
}

function letGo() {
  dragged?.row.classList.remove("is-dragged");
  dragged = null;
}

function siblingKey(row, way) {
  let other = row[way];
  while (other && !other.dataset.key) other = other[way];
  return other?.dataset.key;
}

function moveLater(row, place, hold = null) {
  const { key } = row.dataset;
  moves = moves.then(() => move(document.getElementById(`row-${key}`) || row, place, hold));
}

/** `hold`: where the row was taken from, if by hand. */
async function move(row, place, hold) {
  const form = row.querySelector("form.menu-list, form[data-move]");
  if (!form) return;
  const body = new FormData(form);
  Object.entries(place).forEach(([name, value]) => body.set(name, value));
  const answer = await postBody(form.querySelector("[formaction$='/move']").getAttribute("formaction"), body);
  const fault = faultOf(answer, false);
  if (fault) {
    if (hold) putHome(hold);
    showFault(form, fault, { isOffline: !answer.page });
  } else {
    showPage(answer);
  }
  document.getElementById(row.id)?.querySelector(".row-edit, .grip")?.focus({ preventScroll: true });
}
