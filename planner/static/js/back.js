// The way back from the page for a fault: to the page as it was left, with all that was typed in it.

document.querySelector("[data-back]").addEventListener("click", (event) => {
  if (history.length < 2) return;
  event.preventDefault();
  history.back();
});
