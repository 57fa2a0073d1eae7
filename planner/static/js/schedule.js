// Blocks of the day columns moved and stretched by mouse, finger or keyboard.
import * as board from "./board.js";
import { changeSpan, STEP, wordsOf } from "./spans.js";
import { onPage } from "./swap.js";
import { showToast } from "./toast.js";

const THRESHOLD = 4;
const HOLD_MS = 400;
const IDLE_MS = 800;
const LOCKED = "已锁定，先点“解锁拖动”";
const ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

let grasp = null; // the pointer that holds a block
let keyed = null; // a block moved by keys and not saved yet
let hasDragged = false; // the click that ends a drag opens nothing

// --- mouse and finger

function onPointerDown(event) {
  const block = board.blockAt(event.target);
  if (!block || event.button || board.isSaving()) return;
  finishKeys();
  const box = block.getBoundingClientRect();
  const edge = Math.min(event.pointerType === "mouse" ? 9 : 16, box.height * 0.4);
  grasp = {
    block,
    id: event.pointerId,
    x: event.clientX,
    y: event.clientY,
    from: board.spanOf(block),
    to: board.spanOf(block),
    style: block.getAttribute("style"),
    stretches: event.clientY > box.bottom - edge,
    moves: false,
    isOpen: board.isOpen(),
    hour: block.closest(".pz-col").offsetHeight / Number(getComputedStyle(block).getPropertyValue("--hours")),
  };
  if (!grasp.isOpen && event.pointerType !== "mouse") grasp.timer = setTimeout(() => showToast(LOCKED), HOLD_MS);
}

function onPointerMove(event) {
  if (!grasp || event.pointerId !== grasp.id) return;
  const isFar = Math.hypot(event.clientX - grasp.x, event.clientY - grasp.y) > THRESHOLD;
  if (!grasp.moves && !isFar) return;
  if (!grasp.isOpen) {
    if (event.pointerType === "mouse") {
      showToast(LOCKED);
      hasDragged = true;
    }
    release();
    return;
  }
  if (!grasp.moves) {
    grasp.moves = true;
    grasp.block.setPointerCapture(grasp.id);
  }
  grasp.to = pulledTo(event);
  board.drawBlock(grasp.block, grasp.to);
}

/** Where the pointer has pulled the block in hand. */
function pulledTo(event) {
  const by = Math.round((((event.clientY - grasp.y) / grasp.hour) * 60) / STEP) * STEP;
  if (grasp.stretches) return changeSpan(grasp.from, { stretch: by || 0 });
  const under = board.listColumns().find((column) => {
    const box = column.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX < box.right;
  });
  const isHome = !under || under === grasp.block.closest(".pz-col");
  return changeSpan(grasp.from, { by, day: isHome ? grasp.from.day : under.dataset.day });
}

function onPointerUp(event) {
  if (!grasp || event.pointerId !== grasp.id) return;
  const { block, to, style, moves } = grasp;
  release();
  if (!moves) return;
  hasDragged = true;
  setTimeout(() => (hasDragged = false));
  board.saveBlock(block, to, style);
}

function giveUp() {
  if (grasp?.moves) board.undrawBlock(grasp.block, grasp.style);
  release();
}

function release() {
  clearTimeout(grasp?.timer);
  grasp = null;
}

/** A click on a block opens its row, one on the lock opens the board. */
function onClick(event) {
  if (event.target.closest("[data-lock]")) {
    board.setOpen(!board.isOpen());
    return;
  }
  const block = event.target.closest("[data-board] .it, a[data-add]");
  if (!block || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (hasDragged) {
    hasDragged = false;
    event.preventDefault();
    return;
  }
  const { key } = block.dataset;
  const row = document.querySelector(key ? `#row-${CSS.escape(key)} .row-edit` : "#schedule [data-row-open]");
  if (!row) return;
  event.preventDefault();
  row.click();
}

// --- keyboard

function onKey(event) {
  if (event.key === "Escape" && grasp?.moves) {
    giveUp();
    return;
  }
  const block = board.blockAt(event.target);
  if (!block || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && keyed) cancelKeys(event);
  else if (ARROWS.includes(event.key)) moveByKey(event, block);
}

function cancelKeys(event) {
  event.preventDefault();
  clearTimeout(keyed.timer);
  board.undrawBlock(keyed.block, keyed.style);
  board.announce("已取消");
  keyed = null;
}

function moveByKey(event, block) {
  if (!board.isOpen()) {
    showToast(LOCKED);
    return;
  }
  event.preventDefault();
  if (board.isSaving()) return;
  keyed ??= { block, to: board.spanOf(block), style: block.getAttribute("style") };
  keyed.to = movedBy(keyed.to, event.key, event.shiftKey);
  board.drawBlock(block, keyed.to);
  board.announce(`${board.columnOf(keyed.to.day).getAttribute("aria-label")} ${wordsOf(keyed.to)}`);
  clearTimeout(keyed.timer);
  keyed.timer = setTimeout(finishKeys, IDLE_MS);
}

function movedBy(from, key, hasShift) {
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const columns = board.listColumns();
    const there = columns[columns.indexOf(board.columnOf(from.day)) + (key === "ArrowLeft" ? -1 : 1)];
    return there ? { ...from, day: there.dataset.day } : from;
  }
  const by = key === "ArrowUp" ? -STEP : STEP;
  return changeSpan(from, hasShift ? { stretch: by } : { by });
}

function finishKeys() {
  if (!keyed) return;
  const { block, to, style, timer } = keyed;
  clearTimeout(timer);
  keyed = null;
  board.saveBlock(block, to, style);
}

document.addEventListener("pointerdown", onPointerDown);
document.addEventListener("pointermove", onPointerMove);
document.addEventListener("pointerup", onPointerUp);
document.addEventListener("pointercancel", giveUp);
document.addEventListener("dragstart", (event) => {
  if (board.blockAt(event.target)) event.preventDefault();
});
document.addEventListener("contextmenu", (event) => {
  if (grasp && event.pointerType === "touch" && board.blockAt(event.target)) event.preventDefault();
});
document.addEventListener("click", onClick, true);
document.addEventListener("keydown", onKey);
document.addEventListener("focusout", (event) => {
  if (keyed && event.target === keyed.block) finishKeys();
});
onPage((main) => board.showLock(main, board.isOpen()));
