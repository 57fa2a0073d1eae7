// The place of a box on a photo, in per cent of its sides: read, shown, kept within, drawn between two points, pulled.

export const LEAST = 0.5; // a shorter side is no box

/** The place of a box as it is on the page now. */
export function readPlace(box) {
  const [left, top, width, height] = ["x", "y", "w", "h"].map((name) =>
    parseFloat(box.style.getPropertyValue(`--${name}`)),
  );
  return { left, top, width, height };
}

export function showPlace(box, place) {
  const values = { x: place.left, y: place.top, w: place.width, h: place.height };
  for (const [name, value] of Object.entries(values)) box.style.setProperty(`--${name}`, `${value}%`);
}

/** The nearest place within the picture. */
export function fit({ left, top, width, height }) {
  const w = clamp(width, LEAST, 100);
  const h = clamp(height, LEAST, 100);
  return { left: clamp(left, 0, 100 - w), top: clamp(top, 0, 100 - h), width: w, height: h };
}

export function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}

/** The box between two points. */
export function spread(from, to) {
  const left = clamp(Math.min(from.x, to.x), 0, 100);
  const top = clamp(Math.min(from.y, to.y), 0, 100);
  const right = clamp(Math.max(from.x, to.x), 0, 100);
  const bottom = clamp(Math.max(from.y, to.y), 0, 100);
  return { left, top, width: right - left, height: bottom - top };
}

export function pull({ place, corner }, across, down) {
  if (corner < 0) return { ...place, left: place.left + across, top: place.top + down };
  const isLeft = corner % 2 === 0;
  const isTop = corner < 2;
  const fixed = { x: place.left + (isLeft ? place.width : 0), y: place.top + (isTop ? place.height : 0) };
  const pulled = {
    x: place.left + (isLeft ? 0 : place.width) + across,
    y: place.top + (isTop ? 0 : place.height) + down,
  };
  return spread(fixed, pulled);
}
