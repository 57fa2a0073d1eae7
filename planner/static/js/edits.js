// What was typed into a form, and whether it differs from what the server drew.

const NEVER_KEPT = new Set(["password", "file", "hidden", "submit", "button", "image", "reset"]);
// What the server draws into a form that it didn't take; notes of our own don't count.
const REFUSED = "[aria-invalid=true], [role=alert]:not([data-note]), .find .must";
const CODES = /^(code|one-time-code|current-password|new-password)$/;

/** The controls whose content may be kept: no passwords, no codes, no files, nothing that only machines read. */
export function controlsOf(form) {
  return [...form.elements].filter(
    (control) =>
      control.name &&
      "value" in control &&
      control.type !== "fieldset" &&
      !NEVER_KEPT.has(control.type) &&
      !CODES.test(control.name) &&
      !CODES.test(control.autocomplete || ""),
  );
}

/** Whether somebody can write into the form: choices alone are made again in a moment. */
export function hasText(form) {
  return controlsOf(form).some(
    (control) => control.tagName === "TEXTAREA" || control.matches("input:not([type=checkbox], [type=radio])"),
  );
}

/** The content of a form as a list of [name, value]; a choice that is off has the value null. */
export function fieldsOf(form) {
  return controlsOf(form).map((control) => [control.name, contentOf(control)]);
}

/** The same list as the server drew it. */
function drawnFields(form) {
  return controlsOf(form).map((control) => [control.name, drawnContentOf(control)]);
}

function contentOf(control) {
  if (isChoice(control)) return control.checked ? control.value : null;
  if (control.tagName === "SELECT") return selected([...control.options].filter((option) => option.selected));
  return control.value;
}

function drawnContentOf(control) {
  if (isChoice(control)) return control.defaultChecked ? control.value : null;
  if (control.tagName !== "SELECT") return control.defaultValue;
  const options = [...control.options];
  const drawn = options.filter((option) => option.defaultSelected);
  return selected(drawn.length || control.multiple ? drawn : options.slice(0, 1));
}

function isChoice(control) {
  return control.type === "checkbox" || control.type === "radio";
}

function selected(options) {
  return options.map((option) => option.value).join("\n");
}

/** Whether two lists of fields hold the same. */
export function isSameContent(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether somebody has changed the form since it was drawn. */
export function isEdited(form) {
  return !isSameContent(fieldsOf(form), drawnFields(form));
}

/** Whether the form holds text that the server doesn't have: edited, or refused. */
export function isUnsaved(form) {
  return isEdited(form) || (!isBlank(fieldsOf(form)) && Boolean(form.querySelector(REFUSED)));
}

/** Whether anything is written in it at all. */
export function isBlank(fields) {
  return fields.every(([, value]) => !value || !value.trim());
}

/** Put content back into a form: each value to the control of its name, in order. Tells listeners as if typed. */
export function putFields(form, fields) {
  const controls = controlsOf(form);
  for (const [name, value] of fields) {
    const at = controls.findIndex((control) => control.name === name && (!isRadio(control) || control.value === value));
    const isOff = value === null;
    const control = at >= 0 ? controls.splice(at, 1)[0] : null;
    if (control && !(isOff && isRadio(control))) putContent(control, value);
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function isRadio(control) {
  return control.type === "radio";
}

function putContent(control, value) {
  if (isChoice(control)) control.checked = value !== null;
  else if (control.tagName !== "SELECT") control.value = value;
  else for (const option of control.options) option.selected = value.split("\n").includes(option.value);
  if (control.tagName === "INPUT" || control.tagName === "TEXTAREA") {
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
