// Boxes on a photo by keys: letters count only while the focus is on the picture.
import { draw, keepSoon, press, say } from "./facework.js";
import { fit, readPlace, showPlace } from "./faceplaces.js";
import { zoomBy, zoomOut } from "./facezoom.js";

const STEP = 0.7; // per cent of the picture
const FINE = 0.1;
const NEW = { left: 45, top: 42, width: 10, height: 14 };

function moveByKey(box, event) {
  const sign = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const by = event.altKey ? FINE : STEP;
  const place = readPlace(box);
  const [across, down] = sign.map((part) => part * by);
  const moved = event.shiftKey
    ? { ...place, width: place.width + across, height: place.height + down }
    : { ...place, left: place.left + across, top: place.top + down };
  const fitted = fit(moved);
  showPlace(box, fitted);
  say(
    event.shiftKey
      ? `第 ${box.dataset.box} 处，宽 ${Math.round(fitted.width)}%，高 ${Math.round(fitted.height)}%`
      : `第 ${box.dataset.box} 处，左 ${Math.round(fitted.left)}%，上 ${Math.round(fitted.top)}%`,
  );
  keepSoon(box);
}

const KEYS = {
  n: () => draw(NEW),
  "+": () => zoomBy(1),
  "=": () => zoomBy(1),
  "-": () => zoomBy(-1),
  0: zoomOut,
  "[": () => document.querySelector("a[rel=prev]")?.click(),
  "]": () => document.querySelector("a[rel=next]")?.click(),
};

export function pressKey(event) {
  if (!event.target.closest?.("[data-stage]")) return;
  const box = event.target.closest("[data-box]");
  if (isDone(box, event)) event.preventDefault();
}

function isDone(box, event) {
  if (event.ctrlKey || event.metaKey) {
    const undo = event.key === "z" && document.querySelector(".toast-act");
    if (undo) undo.click();
    return Boolean(undo);
  }
  const work = KEYS[event.key.toLowerCase()];
  if (work) work();
  else if (!box) return false;
  else if (event.key.startsWith("Arrow")) moveByKey(box, event);
  else if (event.key === "Enter") press(box, "hide", "free", "delete");
  else if (["Delete", "Backspace"].includes(event.key)) press(box, "delete", "free");
  else return false;
  return true;
}
