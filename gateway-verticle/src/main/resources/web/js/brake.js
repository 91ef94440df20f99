// Halt and flatten, always asked twice.
import { api } from "./api.js";
import { confirmed } from "./ui/dialog.js";
import { el } from "./ui/dom.js";
import { grouped } from "./ui/format.js";
import { isZero } from "./ui/decimal.js";
import { openCount, positionsOf } from "./figures.js";
import { value } from "./store.js";
import { newId } from "./ticket.js";

export function halted() {
  return (value("trading")?.restrictions ?? []).some((one) => one.startsWith("GLOBAL"));
}

export function askToHalt() {
  if (halted()) {
    confirmed({
      title: "Allow trading again?",
      consequences: ["New orders are taken everywhere.", "Restrictions of single accounts, strategies or instruments stay."],
      fields: [reason()],
      yes: "Allow trading",
      act: (form) => set("ACTIVE", form).then(() => "Trading is allowed."),
    });
    return;
  }
  const open = openCount(value("trading")?.ordersByState);
  confirmed({
    title: "Halt all trading?",
    consequences: [`${grouped(String(open))} open orders are canceled.`, "Every new order is refused until trading is allowed again.", "Positions stay as they are."],
    fields: [reason()],
    yes: "Halt trading",
    danger: true,
    act: (form) => set("HALTED", form).then(() => "Trading is halted."),
  });
}

export function askToFlatten() {
  const held = positionsOf(value("accounts", [])).filter((position) => !isZero(position.quantity));
  confirmed({
    title: "Flatten everything?",
    consequences: [
      "Nothing that makes a position larger is taken or stays open, until trading is allowed again.",
      held.length === 0 ? "No position is open." : `${held.length} positions are closed at the market: ${held.map((one) => `${one.account} ${grouped(one.quantity)} ${one.symbol}`).join("; ")}.`,
    ],
    fields: [reason()],
    yes: "Flatten",
    danger: true,
    act: (form) => flatten(form, held),
  });
}

/** Reducing first, so that no strategy opens again what is being closed. */
async function flatten(form, held) {
  await set("REDUCING", form);
  const refused = [];
  await Promise.all(held.map((position) => close(position).catch((problem) => refused.push(`${position.symbol}: ${problem.message}`))));
  if (refused.length) throw Object.assign(new Error(refused.join("; ")), { code: "NOT_FLAT" });
  return held.length === 0 ? "No position was open." : `${held.length} closing orders were taken.`;
}

/** A market order against a position. */
export function close(position) {
  const short = position.quantity.startsWith("-");
  return api.submit({
    account: position.account,
    clientOrderId: newId("close"),
    symbol: position.symbol,
    side: short ? "BUY" : "SELL",
    type: "MARKET",
    quantity: position.quantity.replace("-", ""),
    reduceOnly: true,
  });
}

function reason() {
  return el("label", { class: "fields" }, "Reason, for the audit", el("input", { name: "reason", maxLength: 100, value: "by hand" }));
}

function set(state, form) {
  return api.tradingState({ scope: "GLOBAL", state, reason: form.elements.reason.value });
}
