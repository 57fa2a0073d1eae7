// Boxes on a photo, by mouse and finger; keys are in facekeys.js. The page is renewed under us and answers.
import { pressKey } from "./facekeys.js";
import { LEAST, fit, pull, readPlace, showPlace, spread } from "./faceplaces.js";
import {
  boxOf,
  choose,
  draw,
  findCurrent,
  isResting,
  keepPlace,
  picture,
  setDrawing,
  stage,
  work,
} from "./facework.js";
import { zoomBy, zoomOn } from "./facezoom.js";
import { getPage, isSamePerson } from "./page.js";
import { onPage, showPage } from "./swap.js";

const LOOK_AGAIN_MS = 1500;

let held = null; // what the pointer does: draws, moves or pulls
let looking = 0;

/** Where a pointer is, in per cent of the picture. */
function pointOf(event) {
  const { left, top, width, height } = picture().getBoundingClientRect();
  return { x: ((event.clientX - left) / width) * 100, y: ((event.clientY - top) / height) * 100 };
}

function grasp(event) {
  if (event.button || !event.isPrimary || !event.target.closest("[data-stage]")) return;
  const box = event.target.closest("[data-box]");
  if (!box && event.pointerType !== "mouse" && !work.isDrawing) return;
  event.preventDefault();
  if (box) hold(event, box);
  else held = { event, from: pointOf(event), box: addShade(), isNew: true };
  stage().setPointerCapture(event.pointerId);
}

/** Take a box by its middle, or by one of its corners. */
function hold(event, box) {
  choose(box);
  box.focus({ preventScroll: true });
  const corner = [...box.querySelectorAll("i")].indexOf(event.target);
  held = { event, from: pointOf(event), box, place: readPlace(box), corner, isMoved: false };
}

/** A box that is being drawn; it becomes one when the answer shows it. */
function addShade() {
  const shade = document.createElement("span");
  shade.className = "fbox q";
  picture().append(shade);
  return shade;
}

function follow(event) {
  if (!held || event.pointerId !== held.event.pointerId) return;
  const { x, y } = pointOf(event);
  const across = x - held.from.x;
  const down = y - held.from.y;
  held.isMoved ||= Math.hypot(event.clientX - held.event.clientX, event.clientY - held.event.clientY) > 4;
  if (held.isNew) showPlace(held.box, spread(held.from, { x, y }));
  else if (held.isMoved) showPlace(held.box, fit(pull(held, across, down)));
}

function drop(event) {
  if (!held || event.pointerId !== held.event.pointerId) return;
  const { box, isNew, isMoved } = held;
  held = null;
  if (!isNew) {
    if (isMoved) keepPlace(box);
    return;
  }
  const place = isMoved ? readPlace(box) : null;
  if (place && place.width >= LEAST && place.height >= LEAST) draw(place);
  box.remove();
}

/** The browser took the pointer for scrolling: nothing was done. */
function giveUp() {
  if (held?.isNew) held.box.remove();
  else if (held) showPlace(held.box, held.place);
  held = null;
}

function click(event) {
  if (event.target.closest("[data-draw]")) setDrawing(!work.isDrawing);
  else if (event.target.closest("[data-zoom]")) zoomOn();
  else if (event.target.closest("[data-box]")) event.preventDefault();
  else if (event.target.closest(".face-list > li")) choose(boxOf(event.target.closest("li").id.slice("face-".length)));
}

/** What the last step said, with its undo, stays on the page that is drawn anew beside it. */
function keepToast(answer) {
  const toast = document.querySelector("[data-toast]");
  if (toast) answer.page.getElementById("main")?.prepend(toast.cloneNode(true));
  return answer;
}

/** While the house works on the photo, the page is fetched anew, unless somebody holds a box. */
async function lookAgain() {
  looking = 0;
  if (!document.querySelector("#main[data-pending]")) return;
  const here = location.href;
  const answer = await getPage(here);
  const isStill = location.href === here && !held && !isResting() && !document.querySelector("form[data-busy]");
  work.isOnStage ||= isStill && stage().contains(document.activeElement);
  if (answer.ok && isStill && isSamePerson(answer)) showPage(keepToast(answer), { leads: true });
  else lookLater();
}

function lookLater() {
  clearTimeout(looking);
  looking = setTimeout(lookAgain, LOOK_AGAIN_MS);
}

/** After the page was drawn: what scripts can do is offered, and the box that was worked on keeps the focus. */
function begin() {
  if (!stage()) return;
  document.querySelectorAll("[data-draw], [data-zoom], [data-keys]").forEach((part) => (part.hidden = false));
  stage().tabIndex = 0;
  zoomBy(0);
  setDrawing(work.isDrawing);
  const box = findCurrent();
  choose(box);
  // After what main.js does with the focus: it knows lists, and no pictures.
  if (work.isOnStage) queueMicrotask(() => (box || stage()).focus({ preventScroll: true }));
  work.isOnStage = false;
  lookLater();
}

document.addEventListener("pointerdown", grasp);
document.addEventListener("pointermove", follow);
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", giveUp);
document.addEventListener("keydown", pressKey);
document.addEventListener("click", click);
document.addEventListener("focusin", (event) => {
  const box = event.target.closest?.("[data-box]");
  if (box) choose(box);
});
onPage(begin);
