// A button that copies the text beside it. Without scripts there is none, and the text is selected by hand.

/** Give each text that is to be sent elsewhere its button. */
export function offerCopying() {
  for (const box of document.querySelectorAll("[data-copy]")) {
    const text = box.querySelector("textarea");
    const foot = box.querySelector(".say-foot");
    if (!text || !foot || foot.querySelector("button")) continue;
    foot.prepend(makeButton(text));
    const help = foot.querySelector(".form-text");
    if (help) help.textContent = "复制前可以改几个字";
  }
}

function makeButton(text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-soft";
  button.textContent = "复制";
  button.addEventListener("click", async () => {
    button.textContent = (await copyText(text)) ? "已复制" : "已选中，长按复制";
  });
  return button;
}

/** Whether the text is on the clipboard now; else it is selected, so that one more touch copies it. */
async function copyText(text) {
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
