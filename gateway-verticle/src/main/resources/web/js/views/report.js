// What a backtest came to.
import { el } from "../ui/dom.js";
import { gain, grouped, money, trimmed, words } from "../ui/format.js";

const COUNTS = ["orders", "fills", "trades", "quotes", "bars", "gaps", "invariantViolations"];
const RESULTS = ["realizedPnl", "unrealizedPnl", "fees"];

export function reportOf(one) {
  if (one.state !== "DONE") return el("p", { class: one.error ? "problem" : "empty", text: one.error || `It is ${words(one.state)}.` });
  const report = one.report ?? {};
  const tiles = [["Profit", one.profit], ...RESULTS.flatMap((name) => results(name, report[name]))];
  return el(
    "div",
    { class: "spread-out" },
    el("dl", { class: "tiles report-tiles" }, tiles.map(([name, sum]) => tile(name, money(sum, { signed: true }), gain(sum)))),
    el("dl", { class: "tiles report-tiles" }, COUNTS.filter((name) => name in report).map((name) => tile(spoken(name), grouped(String(report[name]))))),
    table(report.ordersByState ?? {}),
  );
}

/** Money by currency, or one sum. */
function results(name, said) {
  if (said === undefined) return [];
  return typeof said === "object" ? Object.entries(said).map(([currency, sum]) => [`${spoken(name)} ${currency}`, String(sum)]) : [[spoken(name), String(said)]];
}

function spoken(name) {
  const apart = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return apart.charAt(0).toUpperCase() + apart.slice(1);
}

function tile(name, number, kind = "") {
  return el("div", { class: "tile" }, el("dt", { text: name }), el("dd", { class: kind, text: trimmed(number) }));
}

function table(byState) {
  const rows = Object.entries(byState).map(([state, count]) => [el("dt", { text: words(state) }), el("dd", { text: grouped(String(count)) })]);
  return el("dl", { class: "facts" }, rows.flat());
}
