// Reordering rows: by their handle with mouse or finger, by Alt + arrow keys.
import { getPage, swapMain, toast } from "./main.js";

const ROW = "tr[data-key], li[data-key]";
let dragged = null;

/** Listen for handles and keys anywhere on the page. */
export function bindRowOrder() {
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".grip");
    if (!grip) return;
    event.preventDefault();
    dragged = { row: grip.closest(ROW), home: grip.closest(ROW).previousElementSibling };
    dragged.row.classList.add("is-dragged");
    grip.setPointerCapture(event.pointerId);
  });
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(ROW);
    if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    move(row, { to: event.key === "ArrowUp" ? "up" : "down" });
  });
}

function follow(event) {
  if (!dragged) return;
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest(ROW);
  if (!over || over === dragged.row || over.parentElement !== dragged.row.parentElement) return;
  const box = over.getBoundingClientRect();
  if (event.clientY > box.top + box.height / 2) over.after(dragged.row); else over.before(dragged.row);
}

function drop() {
  if (!dragged) return;
  const { row, home } = dragged;
  cancel();
  if (row.previousElementSibling === home) return;
  const before = siblingKey(row, "previousElementSibling");
  const after = siblingKey(row, "nextElementSibling");
  if (before) move(row, { after: before });
  else if (after) move(row, { before: after });
}

function cancel() {
  dragged?.row.classList.remove("is-dragged");
  dragged = null;
}

function siblingKey(row, way) {
  let other = row[way];
  while (other && !other.dataset.key) other = other[way];
  return other?.dataset.key;
}

async function move(row, place) {
  const form = row.querySelector("form.menu-list");
  if (!form) return;
  const body = new FormData();
  body.set("csrf_token", form.querySelector("[name=csrf_token]").value);
  Object.entries(place).forEach(([name, value]) => body.set(name, value));
  const answer = await getPage(form.querySelector("[formaction$='/move']").getAttribute("formaction"), { method: "POST", body });
  if (!answer.ok || !swapMain(answer, { focus: false })) { toast("没移动成，刷新后再试。"); return; }
  document.getElementById(`row-${row.dataset.key}`)?.querySelector(".row-edit")?.focus({ preventScroll: true });
}
