// Two texts of one chapter: somebody else saved in between. Both stand there until the writer decides.
import * as sheet from "./sheet.js";

/** What the answer to a save says of it, if somebody else was faster. */
export function findClash(answer) {
  return answer.status === 409 && answer.page?.querySelector("[data-clash]");
}

/** Whether the page shows two texts that wait for a decision. */
export function isClashing(form) {
  return Boolean(form.querySelector("[data-clash]"));
}

/** Show both texts; a save with the new version is the decision for one's own. */
export function showClash(form, clash, version) {
  sheet.showAnswer(form, clash);
  form.elements.version.value = version;
  // What is counted is what was saved, not what stands here.
  form.querySelector("[data-live]")?.setAttribute("hidden", "");
  clash.scrollIntoView({ block: "nearest" });
}

/** Put the other's text into the area; returns the one that stood there. */
export function takeTheirs(form, area) {
  const mine = area.value;
  area.value = form.querySelector("[data-theirs]").textContent.replace(/^（空）$/, "");
  area.defaultValue = area.value;
  sheet.forgetSheet(form);
  sheet.showAnswer(form);
  return mine;
}
