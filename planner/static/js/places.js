// Where a post is, taken from the phone of whoever stands there.
import { onPage } from "./swap.js";

const PATIENCE_MS = 15000;
const DEGREES = 6;

function offerPlace(part) {
  const button = part.querySelector("[data-place-here]");
  const field = part.querySelector("input");
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.latitude.toFixed(DEGREES)}, ${coords.longitude.toFixed(DEGREES)}`;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        button.disabled = false;
      },
      () => {
        button.textContent = "手机没给位置，自己填";
      },
      { enableHighAccuracy: true, timeout: PATIENCE_MS },
    );
  });
}

onPage((main) => {
  if (navigator.geolocation) main.querySelectorAll("[data-place]").forEach(offerPlace);
});
