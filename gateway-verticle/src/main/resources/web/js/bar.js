// The bar at the top: connection, the few numbers that always count, halt and flatten.
import { chip, el, text } from "./ui/dom.js";
import { duration, gain, grouped, money } from "./ui/format.js";
import { newScope } from "./ui/scope.js";
import { openCount, results } from "./figures.js";
import { silentFor } from "./stream.js";
import { topic, value } from "./store.js";
import { askToFlatten, askToHalt, halted } from "./brake.js";

const STALE_MS = 2500;

export function openBar() {
  const scope = newScope(); // as long as the page
  const connection = el("span", { class: "chip connection warn", role: "status", text: "connecting" });
  const state = el("span", { class: "chip", role: "status" });
  const figures = el("dl", { class: "figures" });
  const halt = el("button", { type: "button", class: "danger", id: "halt", title: "h", onclick: askToHalt });
  const flatten = el("button", { type: "button", class: "danger", id: "flatten", title: "f", text: "Flatten", onclick: askToFlatten });
  scope.watch(["connection"], () => drawConnection(connection));
  scope.every(500, () => drawConnection(connection));
  scope.watch(["trading"], () => drawState(state, halt));
  scope.watch(["accounts", "trading"], () => drawFigures(figures));
  const brand = el("h1", { class: "brand" }, el("img", { src: "icon.svg", alt: "" }), el("span", { text: "Outcry" }));
  return el("header", { class: "top" }, brand, connection, state, figures, el("div", { class: "hands" }, halt, flatten));
}

function drawConnection(node) {
  const state = topic("connection").value;
  const silent = silentFor();
  const [kind, words] =
    state === "live" && silent < STALE_MS
      ? ["up", "live"]
      : state === "live"
        ? ["warn", `silent for ${duration(silent)}`]
        : silent > 0
          ? ["down", `disconnected for ${duration(silent)}`]
          : ["warn", "connecting"];
  text(node, words);
  node.className = `chip connection ${kind}`;
  document.body.dataset.connection = kind === "up" ? "live" : kind === "warn" ? "waiting" : "lost";
}

function drawState(node, halt) {
  const restrictions = value("trading")?.restrictions ?? [];
  const isHalted = halted();
  text(node, restrictions.length === 0 ? "trading" : restrictions.join(", ").toLowerCase());
  node.className = `chip ${restrictions.length === 0 ? "" : isHalted ? "down" : "warn"}`;
  node.hidden = value("trading") === undefined;
  text(halt, isHalted ? "Allow trading" : "Halt");
}

function drawFigures(list) {
  const sums = results(value("accounts", []));
  const shown = sums.map((sum) => figure(`P&L ${sum.currency}`, money(sum.net, { signed: true }), gain(sum.net)));
  const trading = value("trading");
  if (trading) {
    shown.push(figure("open orders", grouped(String(openCount(trading.ordersByState)))));
    const doubt = trading.ordersByState?.IN_DOUBT ?? 0;
    if (doubt) shown.push(el("div", { class: "figure" }, chip(`${doubt} in doubt`, "warn")));
  }
  list.replaceChildren(...shown);
}

function figure(name, number, kind = "") {
  return el("div", { class: "figure" }, el("dt", { text: name }), el("dd", { class: kind, text: number }));
}
