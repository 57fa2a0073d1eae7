// The page of a whole plan: pointing at one side lights the other, and ticks change the figures of the page.
import { onPage } from "./swap.js";

/** The words and the proposal of the same number shine together. */
function light(form, event) {
  const mark = event.target.closest("[data-mark]");
  const number = mark ? mark.dataset.mark : event.target.closest(".plan-props > li")?.id.slice(1);
  for (const lit of form.querySelectorAll(".plan-mark.on, .plan-props > .on")) lit.classList.remove("on");
  if (!number) return;
  for (const part of form.querySelectorAll(`[data-mark="${number}"], #p${number}`)) part.classList.add("on");
}

function boxOf(form, number) {
  return form.querySelector(`#c${number}`);
}

function setBox(form, number, isOn) {
  const box = boxOf(form, number);
  if (!box) return;
  box.disabled = false;
  box.checked = isOn;
}

/** An answer ticks what it takes, and lets go of what else hung on the question. */
function follow(form, control) {
  const takes = (control.dataset.takes ?? "").split(" ").filter(Boolean);
  const hangs = (control.dataset.hangs ?? "").split(" ").filter(Boolean);
  for (const number of hangs) setBox(form, number, takes.includes(number));
  if (control.matches("select")) for (const number of takes) setBox(form, number, control.value !== "");
}

/** The figures of a group start from those of the server: some of its proposals may not be shown. */
function countGroup(part) {
  const [said, left] = [part.querySelector("[data-group-on]"), part.querySelector("[data-group-left]")];
  const shown = [...part.querySelectorAll("[name=take]")];
  const on = shown.filter((box) => box.checked).length;
  part.dataset.hidden ??= Number(said.textContent) - shown.filter((box) => box.defaultChecked).length;
  said.textContent = Number(part.dataset.hidden) + on;
  left.textContent = shown.length - on;
}

/** Title, dock and marks say what is ticked now; proposals that aren't shown keep their part. */
function count(form, hidden) {
  for (const part of form.querySelectorAll("[data-plan-group]")) countGroup(part);
  const boxes = [...form.querySelectorAll("[name=take]")];
  for (const box of boxes) {
    for (const mark of form.querySelectorAll(`[data-mark="${box.value}"]`)) {
      mark.classList.toggle("maybe", !box.checked);
    }
  }
  const on = boxes.filter((box) => box.checked).length;
  for (const node of document.querySelectorAll("[data-plan-on]")) node.textContent = hidden + on;
  for (const node of document.querySelectorAll("[data-plan-left]")) node.textContent = boxes.length - on;
}

onPage(() => {
  const form = document.querySelector("[data-plan-form]");
  if (!form) return;
  const said = Number(document.querySelector("[data-plan-on]").textContent);
  const hidden = said - form.querySelectorAll("[name=take]:checked").length;
  form.addEventListener("pointerover", (event) => light(form, event));
  form.addEventListener("focusin", (event) => light(form, event));
  form.addEventListener("change", (event) => {
    if (event.target.dataset.takes !== undefined) follow(form, event.target);
    count(form, hidden);
  });
  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-tick-group]")) return;
    event.preventDefault();
    for (const box of event.target.closest("section").querySelectorAll("[name=take]:enabled")) box.checked = true;
    count(form, hidden);
  });
});
