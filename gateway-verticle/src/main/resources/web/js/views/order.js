// One order from close by: what it is, what can be done with it, and why it happened, by its journaled life.
import { api } from "../api.js";
import { attempt, openDialog } from "../ui/dialog.js";
import { clock, grouped, trimmed, words } from "../ui/format.js";
import { el } from "../ui/dom.js";
import { isOpen } from "../figures.js";
import { openAmend } from "../ticket.js";

/** Why, amend and cancel of an order, as a table's acts. */
export function orderActs(order) {
  const why = { name: "why?", run: () => openOrder(order) };
  return isOpen(order) ? [why, ...changes(order)] : [why];
}

function changes(order) {
  return [
    { name: "amend", run: () => openAmend(order) },
    {
      name: "cancel",
      kind: "danger",
      run: () => attempt(() => api.cancel(order.account, order.clientOrderId), `${order.clientOrderId} is being canceled`),
    },
  ];
}

export async function openOrder(order) {
  const life = el("ol", { class: "life" }, el("li", { text: "asking" }));
  const button = (act) => el("button", { type: "button", class: act.kind ?? "", text: act.name, onclick: () => { dialog.close(); act.run(); } });
  const close = el("button", { type: "button", class: "primary", text: "Close", onclick: () => dialog.close() });
  const dialog = openDialog(
    el("div", {}, el("h2", { text: `Why ${order.clientOrderId}?` }), facts(order), life, el("div", { class: "end" }, isOpen(order) && changes(order).map(button), close)),
    "wide-dialog",
  );
  try {
    const events = await api.why(order.account, order.clientOrderId);
    life.replaceChildren(...events.map(step));
  } catch (problem) {
    life.replaceChildren(el("li", {}, el("span", { class: "down", text: `${problem.code}: ${problem.message}` })));
  }
}

function facts(order) {
  const price = order.price ? ` at ${grouped(order.price)}` : "";
  const rows = [
    ["Order", `${order.side} ${grouped(trimmed(order.quantity))} ${order.symbol}${price}, ${words(order.type)} ${order.timeInForce}`],
    ["Of", `${order.strategy}, ${order.account}`],
    ["Now", `${words(order.status)}, ${grouped(trimmed(order.filled))} filled${order.reason ? `: ${order.reason}` : ""}`],
  ];
  return el("dl", { class: "facts" }, rows.flatMap(([name, said]) => [el("dt", { text: name }), el("dd", { text: said })]));
}

function step(event) {
  const name = event.event.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return el(
    "li",
    {},
    el("strong", { text: name }),
    el("span", { class: "quiet", text: clock(event.at), title: event.at }),
    event.cause && el("span", { class: "more", text: `because of ${event.cause}` }),
    event.detail && el("span", { class: "more", text: event.detail }),
    el("span", { class: "more faint", text: `journal ${event.partition}/${event.sequence}, epoch ${event.epoch}, version ${event.version}` }),
  );
}
