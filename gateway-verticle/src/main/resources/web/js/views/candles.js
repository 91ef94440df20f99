// The candles of an instrument; fills are arrows on their bar, open orders lines at their price.
import { credit } from "../help.js";
import { el, text } from "../ui/dom.js";
import { grouped, places, trimmed } from "../ui/format.js";
import { isOpen } from "../figures.js";
import { newCandles } from "../ui/chart.js";
import { newPanel } from "../ui/panel.js";
import { replace } from "../router.js";
import { SPECS } from "../instruments.js";
import { value } from "../store.js";
import { wantBars } from "../bars.js";
import { wantFills } from "../fills.js";

const MARKS_MAX = 500;
const SPEC = "5s";

export function candlePanel(scope, symbol, wanted) {
  const spec = SPECS.includes(wanted) ? wanted : SPEC;
  const bars = wantBars(scope, symbol, spec);
  const fills = wantFills(scope, symbol);
  const chart = newCandles(scope);
  const legend = el("div", { class: "legend" });
  let pointed;
  const say = () => drawLegend(legend, pointed ?? lastOf(value(bars, [])));
  chart.onPoint((bar) => {
    pointed = bar;
    say();
  });
  scope.watch([bars], () => {
    const all = value(bars, []);
    if (all.length === 0) return;
    chart.bars(all, places(all[0].close));
    mark();
    say();
  });
  const mark = () => {
    if (value(bars, []).length === 0) return;
    const start = value(bars)[0].time;
    const shown = value(fills, []).filter((fill) => fill.time >= start).slice(0, MARKS_MAX).reverse();
    chart.marks(shown.map((fill) => ({ time: fill.time, side: fill.side, text: shown.length > 60 ? "" : `${fill.strategy} ${trimmed(fill.quantity)}` })));
  };
  scope.watch([fills], mark);
  scope.watch(["orders"], () => chart.lines(value("orders", []).filter((order) => order.symbol === symbol && isOpen(order)).map(line)));
  const nothing = el("p", { class: "empty", text: "No bar has finished yet." });
  scope.watch([bars], () => (nothing.hidden = value(bars, []).length > 0));
  const tools = [
    ...SPECS.map((one) => el("button", { type: "button", class: "small", text: one, "aria-pressed": String(one === spec), onclick: () => choose(symbol, one) })),
    el("button", { type: "button", class: "small", text: "fit", onclick: chart.fit }),
  ];
  return newPanel(scope, symbol, { topics: [bars], waiting: "Waiting for the bars", size: "chart-panel", flush: true, tools }, legend, nothing, chart.root, credit()).root;
}

function choose(symbol, spec) {
  replace("market", symbol, { spec });
  dispatchEvent(new HashChangeEvent("hashchange"));
}

function line(order) {
  const price = Number(order.price) > 0 ? order.price : order.triggerPrice;
  return { key: `${order.account} ${order.clientOrderId}`, price, side: order.side, title: `${order.strategy} ${trimmed(order.quantity)}` };
}

function lastOf(bars) {
  return bars.at(-1);
}

function drawLegend(legend, bar) {
  if (!bar) return;
  const parts = ["open", "high", "low", "close", "volume"].filter((name) => bar[name] !== undefined);
  if (legend.childElementCount !== parts.length) legend.replaceChildren(...parts.map((name) => el("span", {}, `${name} `, el("b"))));
  parts.forEach((name, i) => text(legend.children[i].lastElementChild, grouped(trimmed(String(bar[name])))));
}
