// Times of a day in minutes, as the blocks of a schedule are moved and stretched. A span is { day, start, end }.

/** The smallest move, in minutes. */
export const STEP = 5;
const LAST = 24 * 60;

/** 09:30 as minutes; null for an empty text. */
export function minutesOf(text) {
  return text ? Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)) : null;
}

/** Minutes as 09:30; empty for null. */
export function clockOf(minutes) {
  if (minutes === null) return "";
  const parts = [Math.floor(minutes / 60), minutes % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/** A span as people read it. */
export function wordsOf({ start, end }) {
  return end === null ? clockOf(start) : `${clockOf(start)}—${clockOf(end)}`;
}

/** A span moved by that many minutes, stretched, or put on another day; always within its day. */
export function changeSpan(from, { by = 0, stretch = 0, day = from.day }) {
  if (stretch) {
    const end = (from.end ?? from.start + STEP) + stretch;
    return { ...from, end: Math.min(Math.max(end, from.start + STEP), LAST) };
  }
  const length = from.end === null || from.end <= from.start ? 0 : from.end - from.start;
  const start = Math.min(Math.max(from.start + by, 0), LAST - (length || STEP));
  return { day, start, end: from.end === null ? null : length ? start + length : from.end };
}

/** Whether two spans are the same. */
export function isSameSpan(one, other) {
  return one.day === other.day && one.start === other.start && one.end === other.end;
}
