// One instrument: candles with what the strategies did on them, the book, the tape, the orders.
import { offers } from "../api.js";
import { bookPanel } from "./book.js";
import { candlePanel } from "./candles.js";
import { el } from "../ui/dom.js";
import { go } from "../router.js";
import { isOpen } from "../figures.js";
import { newPanel } from "../ui/panel.js";
import { openTicket } from "../ticket.js";
import { orderTable } from "./orderTable.js";
import { tapePanel } from "./tape.js";
import { value } from "../store.js";

export const market = { name: "market", title: "Market", key: "m", open };

function open(scope, argument, parameters) {
  const root = el("div");
  const first = () => value("quotes", [])[0]?.symbol;
  let shown;
  const draw = () => {
    const symbol = argument || first();
    if (!symbol || shown === symbol) return;
    shown = symbol;
    root.replaceChildren(tabs(scope, symbol), body(scope, symbol, parameters));
  };
  root.append(newPanel(scope, "Market", { topics: ["quotes"], waiting: "Waiting for the first quote" }).root);
  scope.watch(["quotes"], draw);
  if (argument) draw();
  return root;
}

function tabs(scope, symbol) {
  const list = el("div", { class: "symbols", role: "group", "aria-label": "Instruments" });
  let names = "";
  scope.watch(["quotes"], () => {
    const symbols = value("quotes", []).map((top) => top.symbol);
    if (symbols.join() === names) return;
    names = symbols.join();
    list.replaceChildren(
      ...symbols.map((one) => el("button", { type: "button", text: one, "aria-pressed": String(one === symbol), onclick: () => go("market", one) })),
      el("button", { type: "button", class: "primary", text: "New order (n)", onclick: () => openTicket({ symbol }) }),
    );
  });
  return list;
}

function body(scope, symbol, parameters) {
  const columns = ["time", "strategy", "id", "side", "type", "quantity", "filled", "price", "status"];
  const table = orderTable(columns, { empty: "No order of this instrument is open.", label: "Open orders of the instrument" });
  table.root.classList.add("short");
  scope.watch(["orders"], () => table.update(value("orders", []).filter((order) => order.symbol === symbol && isOpen(order))));
  const orders = newPanel(scope, `Open orders in ${symbol}`, { topics: ["orders"], waiting: "Waiting for the orders", size: "orders-panel", flush: true }, table.root);
  return el("div", { class: "market" }, candlePanel(scope, symbol, parameters.get("spec")), bookPanel(scope, symbol), offers("stream") && tapePanel(scope, symbol), orders.root);
}
