// Pages without an account: the guardian's part where the year asks for it, a signature or a drawing by finger.

const MOST_POINTS = 3000;
// Points that lie nearer are one to the eye.
const NEAR = 2;

/** Full years on the day of the shift; the month of birth counts as not yet reached, as on the server. */
function ageOn(day, year, month) {
  const [shiftYear, shiftMonth] = day.split("-").map(Number);
  return shiftYear - year - (shiftMonth <= month ? 1 : 0);
}

function watchBirth(part) {
  const [year, month] = part.querySelectorAll("input");
  const ofMinors = document.querySelectorAll("[data-guardian], [data-minor]");
  const note = part.querySelector("[data-age]");
  const grownUp = Number(part.dataset.grownUp);
  const show = () => {
    const isKnown = /^\d{4}$/.test(year.value.trim()) && Number(month.value) > 0 && Number(month.value) < 13;
    const age = isKnown ? ageOn(part.dataset.birth, Number(year.value), Number(month.value)) : grownUp;
    const isMinor = age < grownUp && age >= 0;
    for (const asked of ofMinors) asked.hidden = !isMinor;
    note.hidden = !isMinor;
    note.textContent = isMinor ? `${age} 岁，要监护人同意，填在下面。` : "";
  };
  part.addEventListener("input", show);
  show();
}

function watchPad(part) {
  const box = part.querySelector("[data-pad-box]");
  const path = box.querySelector("path");
  const { width, height } = box.querySelector("svg").viewBox.baseVal;
  const mostStrokes = Number(part.dataset.mostStrokes);
  const field = document.querySelector(`input[name=${part.dataset.pad}]`);
  let strokes = readStrokes(field.value);
  let current = null;

  const draw = () => {
    const drawn = strokes.filter((stroke) => stroke.length);
    path.setAttribute("d", drawn.map(pathOf).join(""));
    field.value = drawn.length ? JSON.stringify(drawn) : "";
  };
  const add = (event) => {
    const place = box.getBoundingClientRect();
    const x = clamp(((event.clientX - place.left) / place.width) * width, width);
    const y = clamp(((event.clientY - place.top) / place.height) * height, height);
    const count = strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
    const [lastX, lastY] = current.slice(-2);
    const isNear = Math.hypot(x - lastX, y - lastY) < NEAR;
    if (count < MOST_POINTS && !isNear) current.push(x, y);
  };
  box.addEventListener("pointerdown", (event) => {
    if (strokes.length >= mostStrokes) return;
    event.preventDefault();
    box.setPointerCapture(event.pointerId);
    current = [];
    strokes.push(current);
    add(event);
    draw();
  });
  box.addEventListener("pointermove", (event) => {
    if (!current) return;
    for (const point of event.getCoalescedEvents?.() ?? [event]) add(point);
    draw();
  });
  for (const name of ["pointerup", "pointercancel"]) box.addEventListener(name, () => (current = null));
  part.querySelector("[data-pad-again]").addEventListener("click", () => {
    strokes = [];
    draw();
  });
  part.hidden = false;
  for (const send of document.querySelectorAll("[data-signature-send]")) send.hidden = false;
  draw();
}

/** What was drawn before the form came back. */
function readStrokes(text) {
  try {
    return text ? JSON.parse(text) : [];
  } catch {
    return [];
  }
}

function clamp(value, most) {
  return Math.max(0, Math.min(most, Math.round(value)));
}

function pathOf(stroke) {
  const [x, y, ...rest] = stroke;
  return `M${x} ${y}L${(rest.length ? rest : [x, y]).join(" ")}`;
}

for (const part of document.querySelectorAll("[data-birth]")) watchBirth(part);
for (const part of document.querySelectorAll("[data-pad]")) watchPad(part);
document.querySelector("[data-focus]")?.focus();
