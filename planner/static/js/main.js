// Saves page loads; nothing waits for it. Every action works as a plain link or form.
import { offerCopying } from "./copying.js";
import { dropOld, dropPerson, dropSaved, watchLeaving } from "./drafts.js";
import { focusRefused } from "./focus.js";
import { watchForms } from "./forms.js";
import { watchIntake } from "./intake.js";
import { watchMenus } from "./menus.js";
import { watchNetwork } from "./notes.js";
import { offerAll, watchTyping } from "./offers.js";
import { watchRowOrder } from "./roworder.js";
import { watchRows } from "./rows.js";
import { onPage, watchHistory } from "./swap.js";
import { hideToasts } from "./toast.js";

const root = document.documentElement;

function start() {
  dropOld();
  dropPerson(root.dataset.left);
  dropSaved(root.dataset.saved);
  watchLeaving();
  watchHistory();
  watchMenus();
  watchNetwork();
  watchTyping();
  watchRows();
  watchRowOrder();
  watchIntake();
  watchForms();
  onPage(hideToasts);
  onPage(offerAll);
  onPage(offerCopying);
  focusRefused(document.getElementById("main"));
  root.dataset.ready = "";
}

// A page that was opened before an update is watched over already, by the version that it came with.
if (!("ready" in root.dataset)) start();
