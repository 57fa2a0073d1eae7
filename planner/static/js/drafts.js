// Unsaved text of plan chapters, kept in this browser until the server has it.
const place = (id) => `plan/${id}`;

/** Keep a copy of what is written. */
export function keep(id, text) {
  try { localStorage.setItem(place(id), JSON.stringify({ text, at: Date.now() })); } catch { /* full or private: the sheet still holds it */ }
}

/** The server has it. */
export function forget(id) {
  try { localStorage.removeItem(place(id)); } catch { /* nothing was kept */ }
}

/** The copy as { text, at }, or null. */
export function kept(id) {
  try { return JSON.parse(localStorage.getItem(place(id))); } catch { return null; }
}
