// The ladder: what rests at each price, and where our own orders are.
import { api, offers } from "../api.js";
import { el, text } from "../ui/dom.js";
import { grouped, trimmed } from "../ui/format.js";
import { decimal, units } from "../ui/decimal.js";
import { isOld } from "./feeds.js";
import { isOpen } from "../figures.js";
import { newPanel } from "../ui/panel.js";
import { openTicket } from "../ticket.js";
import { value } from "../store.js";
import { want } from "../stream.js";

const LEVELS = 10;
const POLL_MS = 500;

export function bookPanel(scope, symbol) {
  const [asks, bids] = [levels(symbol, "ask"), levels(symbol, "bid")];
  const last = el("span");
  const spread = el("small");
  const ladder = el("div", { class: "ladder" }, [...asks].reverse().map((one) => one.root), el("div", { class: "spread" }, last, spread), bids.map((one) => one.root));
  const [book, quote] = [`book ${symbol}`, `quote ${symbol}`];
  if (offers("stream")) scope.add(want("book", { symbol }));
  else scope.poll(book, () => api.book(symbol), POLL_MS);
  scope.watch([book, quote, "orders"], () => {
    const top = value(quote);
    const sides = value(book) ?? topOf(top);
    const mine = mineAt(symbol);
    const most = [...sides.bids, ...sides.asks].reduce((max, [, quantity]) => Math.max(max, Number(quantity)), 0);
    asks.forEach((one, i) => one.draw(sides.asks[i], mine, most));
    bids.forEach((one, i) => one.draw(sides.bids[i], mine, most));
    if (top) {
      text(last, grouped(top.last));
      text(spread, `spread ${trimmed(decimal(units(top.ask) - units(top.bid)))}`);
      ladder.classList.toggle("old", isOld(top));
    }
  });
  return newPanel(scope, "Book", { topics: [quote], waiting: "Waiting for a quote", size: "book-panel", flush: true }, ladder).root;
}

/** The best prices alone, while there is no book. */
function topOf(top) {
  return top ? { bids: [[top.bid, top.bidQuantity]], asks: [[top.ask, top.askQuantity]] } : { bids: [], asks: [] };
}

function mineAt(symbol) {
  const sums = new Map();
  value("orders", [])
    .filter((order) => order.symbol === symbol && isOpen(order) && order.price)
    .forEach((order) => sums.set(order.price, (sums.get(order.price) ?? 0n) + units(order.quantity) - units(order.filled)));
  return sums;
}

function levels(symbol, kind) {
  return Array.from({ length: LEVELS }, () => {
    let price = "";
    const [mine, quantity, at] = [el("span", { class: "mine" }), el("span"), el("span", { class: kind === "bid" ? "up" : "down" })];
    const side = kind === "bid" ? "BUY" : "SELL";
    const root = el("button", { type: "button", class: `level ${kind}`, title: "New order at this price", onclick: () => price && openTicket({ symbol, side, price }) }, mine, at, quantity);
    const draw = (level, ours, most) => {
      root.hidden = level === undefined;
      if (!level) return;
      price = level[0];
      text(at, grouped(price));
      text(quantity, grouped(level[1]));
      text(mine, ours.has(price) ? trimmed(decimal(ours.get(price))) : "");
      root.style.setProperty("--depth", most ? `${((Number(level[1]) / most) * 100).toFixed(1)}%` : "0%");
    };
    return { root, draw };
  });
}
