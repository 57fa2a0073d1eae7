// How near the picture is seen; a page that is drawn anew stands as near as the one before.
import { clamp } from "./faceplaces.js";

const ZOOMS = [1, 1.6, 2.5, 4];
let zoom = 0;

function setZoom(wanted) {
  zoom = clamp(wanted, 0, ZOOMS.length - 1);
  document.querySelector("[data-stage] .stage-in").style.setProperty("--zoom", ZOOMS[zoom]);
}

export const zoomBy = (steps) => setZoom(zoom + steps);

export const zoomOut = () => setZoom(0);

/** One step nearer, and from the nearest back to the whole. */
export const zoomOn = () => setZoom((zoom + 1) % ZOOMS.length);
