// The blotter: every order, filtered, with its why, its change and its end.
import { api } from "../api.js";
import { confirmed, toast } from "../ui/dialog.js";
import { el } from "../ui/dom.js";
import { isOpen } from "../figures.js";
import { newPanel } from "../ui/panel.js";
import { openTicket } from "../ticket.js";
import { orderTable } from "./orderTable.js";
import { replace } from "../router.js";
import { value } from "../store.js";

const SHOWN_MAX = 500;
const COLUMNS = ["time", "account", "strategy", "id", "symbol", "side", "type", "quantity", "filled", "price", "status", "reason"];
const LISTS = { open: isOpen, done: (order) => !isOpen(order), all: () => true };

export const orders = { name: "orders", title: "Orders", key: "r", open };

function open(scope, argument) {
  let list = LISTS[argument] ? argument : "all";
  const filter = el("input", { class: "filter", type: "search", placeholder: "Filter ( / )", "aria-label": "Filter orders" });
  const buttons = Object.keys(LISTS).map((name) => el("button", { type: "button", class: "small", text: name, onclick: () => choose(name) }));
  const table = orderTable(COLUMNS, { empty: "No order is like that.", label: "Orders" });
  table.root.classList.add("tall");
  const count = el("span", { class: "quiet" });
  const tools = [
    count,
    filter,
    ...buttons,
    el("button", { type: "button", class: "small danger", text: "Cancel all shown", onclick: () => cancelAll(shown().filter(isOpen)) }),
    el("button", { type: "button", class: "small primary", text: "New order (n)", onclick: () => openTicket() }),
  ];
  const panel = newPanel(scope, "Orders", { topics: ["orders"], waiting: "Waiting for the orders", tools, flush: true }, table.root);

  function shown() {
    const parts = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    return value("orders", []).filter(LISTS[list]).filter((order) => parts.every((part) => textOf(order).includes(part)));
  }

  function draw() {
    const found = shown();
    table.update(found.slice(0, SHOWN_MAX));
    count.textContent = found.length > SHOWN_MAX ? `${SHOWN_MAX} of ${found.length}` : String(found.length);
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.textContent === list)));
  }

  function choose(name) {
    list = name;
    replace("orders", name);
    draw();
  }

  filter.addEventListener("input", draw);
  scope.watch(["orders"], draw);
  return panel.root;
}

function textOf(order) {
  return `${order.account} ${order.strategy} ${order.clientOrderId} ${order.symbol} ${order.side} ${order.type} ${order.timeInForce} ${order.status.replaceAll("_", " ")} ${order.reason}`.toLowerCase();
}

function cancelAll(open) {
  if (open.length === 0) {
    toast("None of these orders is open.");
    return;
  }
  confirmed({
    title: `Cancel ${open.length} open ${open.length === 1 ? "order" : "orders"}?`,
    consequences: ["Those that the list shows now, and no others."],
    yes: "Cancel them",
    danger: true,
    act: async () => {
      const answers = await Promise.allSettled(open.map((order) => api.cancel(order.account, order.clientOrderId)));
      const refused = answers.filter((one) => one.status === "rejected");
      if (refused.length) throw Object.assign(new Error(`${refused.length} of ${open.length} were refused: ${refused[0].reason.message}`), { code: refused[0].reason.code });
      return `${open.length} orders are being canceled`;
    },
  });
}
