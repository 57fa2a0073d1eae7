// Signing up without an account: the guardian's part where the year asks for it, and a signature by finger.

const WIDTH = 340;
const HEIGHT = 160;
const MOST_STROKES = 40;
const MOST_POINTS = 3000;

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

function watchSignature(part) {
  const box = part.querySelector("[data-signature-box]");
  const path = box.querySelector("path");
  const field = document.querySelector("input[name=signature]");
  let strokes = readStrokes(field.value);
  let current = null;

  const draw = () => {
    path.setAttribute("d", strokes.map(pathOf).join(""));
    field.value = strokes.length ? JSON.stringify(strokes) : "";
  };
  const add = (event) => {
    const place = box.getBoundingClientRect();
    const x = clamp(((event.clientX - place.left) / place.width) * WIDTH, WIDTH);
    const y = clamp(((event.clientY - place.top) / place.height) * HEIGHT, HEIGHT);
    const count = strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
    if (count < MOST_POINTS) current.push(x, y);
  };
  box.addEventListener("pointerdown", (event) => {
    if (strokes.length >= MOST_STROKES) return;
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
  part.querySelector("[data-signature-again]").addEventListener("click", () => {
    strokes = [];
    draw();
  });
  part.hidden = false;
  for (const send of document.querySelectorAll("[data-signature-send]")) send.hidden = false;
  draw();
}

/** What was signed before the form came back. */
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
for (const part of document.querySelectorAll("[data-signature]")) watchSignature(part);
document.querySelector("[data-focus]")?.focus();
