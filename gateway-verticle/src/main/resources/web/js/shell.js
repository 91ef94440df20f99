// What is around every view: the bar at the top with the hands on the brake, the way about, the keyboard.
import { newScope } from "./ui/scope.js";
import { bind } from "./ui/keys.js";
import { el } from "./ui/dom.js";
import { address, go, onMove, place } from "./router.js";
import { start } from "./stream.js";
import { wantEverything } from "./everything.js";
import { keepEquity } from "./equity.js";
import { loadInstruments } from "./instruments.js";
import { openBar } from "./bar.js";
import { openHelp } from "./help.js";
import { askToFlatten, askToHalt } from "./brake.js";
import { openTicket } from "./ticket.js";
import { nextTheme, restoreTheme } from "./theme.js";
import { views } from "./views/all.js";

const main = el("main", { class: "main", id: "main", tabIndex: -1 });
let scope;
let links;

export function openShell() {
  restoreTheme();
  links = views.map((view) =>
    el("a", { href: address(view.name), data: { view: view.name } }, view.title, el("span", { class: "key", text: `g ${view.key}` })),
  );
  const foot = el("div", { class: "foot" }, el("button", { type: "button", class: "link", text: "Help and keys (?)", onclick: openHelp }));
  document.body.replaceChildren(openBar(), el("nav", { class: "nav", "aria-label": "Views" }, links, foot), main);
  wantEverything();
  keys();
  keepEquity();
  loadInstruments();
  onMove(show);
  start();
  show();
}

function keys() {
  views.forEach((view) => bind(`g ${view.key}`, view.title, () => go(view.name)));
  bind("n", "New order", () => openTicket());
  bind("h", "Halt or allow trading", askToHalt);
  bind("f", "Flatten: close every position", askToFlatten);
  bind("/", "Filter", () => document.querySelector("input.filter")?.focus());
  bind("t", "Light, dark or as the system", nextTheme);
  bind("?", "This help", openHelp);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches?.("input.filter")) event.target.blur();
  });
}

function show() {
  const { view: name, argument, parameters } = place();
  const view = views.find((one) => one.name === name) ?? views[0];
  scope?.close();
  scope = newScope();
  links.forEach((link) => {
    if (link.dataset.view === view.name) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else {
      link.removeAttribute("aria-current");
    }
  });
  document.title = `${view.title} · Outcry`;
  main.replaceChildren(view.open(scope, argument, parameters));
  main.scrollTop = 0;
}
