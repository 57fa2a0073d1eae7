// What is done to the boxes of a photo, whoever asks for it. Each change presses a button of the page, so that nothing
// is done here that the list beside the picture does not do as well.
import { fit, readPlace } from "./faceplaces.js";

const REST_MS = 700; // so long after the last arrow key the new place is kept
const NEWEST = "newest";

/**
 * What outlives the page that is drawn anew: the number of the box that is worked on, or the newest one; whether a
 * finger draws, which it does only after 画一处; whether the last step was done on the picture, where the focus then
 * goes back.
 */
export const work = { current: "", isDrawing: false, isOnStage: false };
let resting = 0;

export const stage = () => document.querySelector("[data-stage]");
export const picture = () => stage().querySelector(".stage-in");
export const boxOf = (number) => document.querySelector(`[data-box="${number}"]`);
const lineOf = (number) => document.getElementById(`face-${number}`);

export function say(words) {
  document.querySelector("[data-said]").textContent = words;
}

/** Fill in a form with a place and press its button. */
function send(form, place) {
  for (const [name, value] of Object.entries(place)) form.elements[name].value = value.toFixed(2);
  work.isOnStage = true;
  form.requestSubmit(form.querySelector("button"));
}

export function draw(place) {
  work.isDrawing = false;
  work.current = NEWEST;
  send(document.querySelector("[data-new]"), fit(place));
}

export function keepPlace(box) {
  clearTimeout(resting);
  resting = 0;
  send(lineOf(box.dataset.box).querySelector("[data-place]"), readPlace(box));
}

/** Press the button of a box in the list; false where it has none of that name. */
export function press(box, ...names) {
  const button = names.map((name) => lineOf(box.dataset.box)?.querySelector(`button[name=${name}]`)).find(Boolean);
  work.isOnStage = Boolean(button);
  button?.form.requestSubmit(button);
  return Boolean(button);
}

export function choose(box) {
  work.current = box?.dataset.box || "";
  document.querySelectorAll("[data-box]").forEach((other) => other.toggleAttribute("aria-current", other === box));
  document.querySelectorAll(".face-list > li").forEach((line) => {
    line.classList.toggle("is-current", line.id === `face-${work.current}`);
  });
}

export function setDrawing(isOn) {
  work.isDrawing = isOn;
  stage().classList.toggle("is-drawing", isOn);
  document.querySelector("[data-draw]").setAttribute("aria-pressed", String(isOn));
}

/** Keep the place of a box when no key has moved it for a while. */
export function keepSoon(box) {
  clearTimeout(resting);
  resting = setTimeout(keepPlace, REST_MS, box);
}

/** Whether a place is still to be kept. */
export const isResting = () => Boolean(resting);

/** The box that is worked on, on a page that was drawn anew; none where it is gone. */
export const findCurrent = () =>
  work.current === NEWEST ? [...document.querySelectorAll("[data-box]")].pop() : boxOf(work.current);
