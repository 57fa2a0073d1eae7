// A line at the foot of the page that says what happened, for six seconds; never for faults that need an answer.

const TOAST_MS = 6000;

/** Say it, in the place of what was said before; returns the line, so that an undo can be put into it. */
export function showToast(sentence) {
  document.querySelectorAll("[data-toast]").forEach((old) => old.remove());
  const line = document.createElement("div");
  line.className = "toast-line";
  line.dataset.toast = "";
  line.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = sentence;
  line.append(text);
  document.getElementById("main").append(line);
  hideLater(line);
  return line;
}

/** Let the lines that came with a page go in time. */
export function hideToasts(main) {
  main.querySelectorAll("[data-toast]").forEach(hideLater);
}

function hideLater(line) {
  setTimeout(() => {
    if (line.matches(":hover, :focus-within")) hideLater(line);
    else line.remove();
  }, TOAST_MS);
}
