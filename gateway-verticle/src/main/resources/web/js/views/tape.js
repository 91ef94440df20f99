// Trades as they happen, newest first.
import { clock, grouped } from "../ui/format.js";
import { el } from "../ui/dom.js";
import { newPanel } from "../ui/panel.js";
import { newTable } from "../ui/table.js";
import { value } from "../store.js";
import { want } from "../stream.js";

const SHOWN = 60;

export function tapePanel(scope, symbol) {
  const name = `trades ${symbol}`;
  const table = newTable(
    [
      { name: "Time", of: (trade) => clock(trade.time) },
      { name: "Price", of: (trade) => ({ text: grouped(trade.price), kind: trade.aggressor === "BUY" ? "up" : trade.aggressor === "SELL" ? "down" : "" }), number: true },
      { name: "Quantity", of: (trade) => grouped(trade.quantity), number: true },
    ],
    { key: (trade) => trade.key, empty: "No trade yet.", label: "Trades" },
  );
  table.root.classList.add("tape");
  const dropped = el("span", { class: "quiet" });
  scope.add(want("trades", { symbol }));
  scope.watch([name], () => {
    table.update(value(name, []).slice(0, SHOWN));
    const missed = value(`${name} dropped`, 0);
    dropped.textContent = missed ? `${missed} left out` : "";
  });
  return newPanel(scope, "Tape", { topics: [name], waiting: "Waiting for a trade", size: "tape-panel", flush: true, tools: [dropped] }, table.root).root;
}
