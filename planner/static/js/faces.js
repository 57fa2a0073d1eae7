// Boxes on a photo, by mouse, finger and keys. Each change presses a button of the page, so that nothing is done here
// that the list beside the picture does not do as well; the page is renewed under us and answers.
import { LEAST, fit, pull, readPlace, showPlace, spread } from "./faceplaces.js";
import { zoomBy, zoomOn, zoomOut } from "./facezoom.js";
import { getPage, isSamePerson } from "./page.js";
import { onPage, showPage } from "./swap.js";

const STEP = 0.7; // per cent of the picture
const FINE = 0.1;
const NEW = { left: 45, top: 42, width: 10, height: 14 };
const REST_MS = 700; // so long after the last arrow key the new place is kept
const LOOK_AGAIN_MS = 1500;

const stage = () => document.querySelector("[data-stage]");
const picture = () => stage().querySelector(".stage-in");
const boxOf = (number) => document.querySelector(`[data-box="${number}"]`);
const lineOf = (number) => document.getElementById(`face-${number}`);

const NEWEST = "newest";
let current = ""; // the number of the box that is worked on, or the one that is just being drawn
let held = null; // what the pointer does: draws, moves or pulls
let isDrawing = false; // a finger draws only after 画一处
let resting = 0;
let looking = 0;
let isOnStage = false; // the last step was done on the picture, so the focus goes back there

function say(words) {
  document.querySelector("[data-said]").textContent = words;
}

/** Fill in a form with a place and press its button. */
function send(form, place) {
  for (const [name, value] of Object.entries(place)) form.elements[name].value = value.toFixed(2);
  isOnStage = true;
  form.requestSubmit(form.querySelector("button"));
}

function draw(place) {
  isDrawing = false;
  current = NEWEST;
  send(document.querySelector("[data-new]"), fit(place));
}

function keepPlace(box) {
  clearTimeout(resting);
  resting = 0;
  send(lineOf(box.dataset.box).querySelector("[data-place]"), readPlace(box));
}

/** Press the button of a box in the list; false where it has none of that name. */
function press(box, ...names) {
  const button = names.map((name) => lineOf(box.dataset.box)?.querySelector(`button[name=${name}]`)).find(Boolean);
  isOnStage = Boolean(button);
  button?.form.requestSubmit(button);
  return Boolean(button);
}

function choose(box) {
  current = box?.dataset.box || "";
  document.querySelectorAll("[data-box]").forEach((other) => other.toggleAttribute("aria-current", other === box));
  document.querySelectorAll(".face-list > li").forEach((line) => {
    line.classList.toggle("is-current", line.id === `face-${current}`);
  });
}

/** Where a pointer is, in per cent of the picture. */
function pointOf(event) {
  const { left, top, width, height } = picture().getBoundingClientRect();
  return { x: ((event.clientX - left) / width) * 100, y: ((event.clientY - top) / height) * 100 };
}

function grasp(event) {
  if (event.button || !event.isPrimary || !event.target.closest("[data-stage]")) return;
  const box = event.target.closest("[data-box]");
  if (!box && event.pointerType !== "mouse" && !isDrawing) return;
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
  clearTimeout(resting);
  resting = setTimeout(() => keepPlace(box), REST_MS);
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

/** Letters count only while the focus is on the stage. */
function pressKey(event) {
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

function setDrawing(isOn) {
  isDrawing = isOn;
  stage().classList.toggle("is-drawing", isOn);
  document.querySelector("[data-draw]").setAttribute("aria-pressed", String(isOn));
}

function click(event) {
  if (event.target.closest("[data-draw]")) setDrawing(!isDrawing);
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
  const isStill = location.href === here && !held && !resting && !document.querySelector("form[data-busy]");
  isOnStage ||= isStill && stage().contains(document.activeElement);
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
  setDrawing(isDrawing);
  const box = current === NEWEST ? [...document.querySelectorAll("[data-box]")].pop() : boxOf(current);
  choose(box);
  // After what main.js does with the focus: it knows lists, and no pictures.
  if (isOnStage) queueMicrotask(() => (box || stage()).focus({ preventScroll: true }));
  isOnStage = false;
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
