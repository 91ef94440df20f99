// The order ticket: a new order, or a change of one that is open.
import { api } from "./api.js";
import { confirmed, toast } from "./ui/dialog.js";
import { el } from "./ui/dom.js";
import { grouped } from "./ui/format.js";
import { value, watch } from "./store.js";

const KEPT = "outcry.ticket";
const TYPES = ["LIMIT", "MARKET", "STOP", "STOP_LIMIT"];
const TIMES = ["GTC", "DAY", "IOC", "FOK"];
let count = 0;
let opening = false;

/** An id that nobody has used: the time, and a number within the page. */
export function newId(prefix) {
  count += 1;
  return `${prefix}-${Date.now().toString(36)}-${count}`;
}

/** Opens the ticket, filled with what is given and with what was chosen last. */
export function openTicket(given = {}) {
  const last = { account: "", symbol: "", side: "BUY", type: "LIMIT", quantity: "", ...kept(), price: "", ...given };
  if (!isKnown()) {
    openWhenKnown(given);
    return;
  }
  const accounts = value("accounts", []).map((one) => one.account);
  const symbols = value("quotes", []).map((one) => one.symbol);
  const account = choice("account", accounts, last.account || accounts.at(-1));
  const symbol = choice("symbol", symbols, last.symbol || symbols[0]);
  const type = choice("type", TYPES, last.type);
  const time = choice("timeInForce", TIMES, last.type === "MARKET" ? "IOC" : "GTC");
  const quantity = input("quantity", last.quantity);
  const price = input("price", last.price);
  const trigger = input("triggerPrice", "");
  const postOnly = el("input", { type: "checkbox", name: "postOnly" });
  const reduceOnly = el("input", { type: "checkbox", name: "reduceOnly", checked: given.reduceOnly });
  const side = sides(last.side);
  const touch = el("span", { class: "quiet whole" });
  const fields = el(
    "div",
    { class: "fields" },
    el("div", { class: "whole" }, side.root),
    label("Symbol", symbol),
    label("Account", account),
    label("Type", type),
    label("Time in force", time),
    label("Quantity", quantity),
    label("Price", price),
    label("Trigger price", trigger),
    touch,
    el("label", { class: "check" }, postOnly, "Post only"),
    el("label", { class: "check" }, reduceOnly, "Reduce only"),
  );
  const fit = () => {
    const [limit, stop] = [type.value.endsWith("LIMIT"), type.value.startsWith("STOP")];
    price.parentElement.hidden = !limit;
    trigger.parentElement.hidden = !stop;
    postOnly.disabled = type.value !== "LIMIT";
    const top = value(`quote ${symbol.value}`);
    touch.textContent = top ? `${grouped(top.bid)} bid, ${grouped(top.ask)} ask` : "";
  };
  type.addEventListener("change", () => {
    if (type.value === "MARKET") time.value = "IOC";
    else if (time.value === "IOC") time.value = "GTC";
  });
  fields.addEventListener("change", fit);
  fit();
  const dialog = confirmed({
    title: "New order",
    fields: [fields],
    yes: "Submit",
    act: async () => {
      const order = { account: account.value, symbol: symbol.value, side: side.value(), type: type.value, quantity: quantity.value.trim() };
      keep(order);
      const all = {
        ...order,
        clientOrderId: newId("page"),
        timeInForce: time.value,
        price: price.parentElement.hidden ? undefined : price.value.trim(),
        triggerPrice: trigger.parentElement.hidden ? undefined : trigger.value.trim(),
        postOnly: (!postOnly.disabled && postOnly.checked) || undefined,
        reduceOnly: reduceOnly.checked || undefined,
      };
      const done = await api.submit(all);
      return `${all.side} ${all.quantity} ${all.symbol}: ${done.status.toLowerCase()} as ${all.clientOrderId}`;
    },
  });
  dialog.dataset.ticket = "new";
  // accounts and symbols are heard of one by one: those that come later can be chosen too
  const giveBack = [
    watch("accounts", () => addLater(account, value("accounts", []).map((one) => one.account))),
    watch("quotes", () => addLater(symbol, value("quotes", []).map((one) => one.symbol))),
  ];
  dialog.addEventListener("close", () => giveBack.forEach((one) => one()));
  quantity.focus();
}

function isKnown() {
  return Boolean(value("accounts")?.length && value("quotes")?.length);
}

/** Asked for in the page's first second: it opens as soon as there is something to choose from. */
function openWhenKnown(given) {
  if (opening) return;
  opening = true;
  toast("The ticket opens when the accounts and the market are known.");
  const look = () => {
    if (!isKnown()) return;
    opening = false;
    giveBack.forEach((one) => one());
    openTicket(given);
  };
  const giveBack = ["accounts", "quotes"].map((name) => watch(name, look));
}

/** Opens the change of an open order. */
export function openAmend(order) {
  const quantity = input("quantity", order.quantity);
  const price = input("price", order.price);
  confirmed({
    title: `Amend ${order.clientOrderId}`,
    consequences: [`${order.side} ${grouped(order.quantity)} ${order.symbol}, ${grouped(order.filled)} filled`],
    fields: [el("div", { class: "fields" }, label("Quantity", quantity), order.price !== "" && label("Price", price))],
    yes: "Amend",
    act: async () => {
      const change = {};
      if (quantity.value.trim() !== order.quantity) change.quantity = quantity.value.trim();
      if (order.price !== "" && price.value.trim() !== order.price) change.price = price.value.trim();
      if (Object.keys(change).length === 0) throw Object.assign(new Error("nothing was changed"), { code: "UNCHANGED" });
      await api.amend(order.account, order.clientOrderId, change);
      return `${order.clientOrderId} is being amended`;
    },
  });
}

function sides(chosen) {
  const make = (side) => el("button", { type: "button", class: side.toLowerCase(), text: side === "BUY" ? "Buy" : "Sell", data: { side } });
  const both = [make("BUY"), make("SELL")];
  const choose = (side) => both.forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.side === side)));
  both.forEach((one) => one.addEventListener("click", () => choose(one.dataset.side)));
  choose(chosen);
  return {
    root: el("div", { class: "sides", role: "group", "aria-label": "Side" }, both),
    value: () => both.find((one) => one.getAttribute("aria-pressed") === "true").dataset.side,
  };
}

function choice(name, options, chosen) {
  const select = el("select", { name }, options.map((one) => el("option", { text: one.replaceAll("_", "-"), value: one })));
  if (options.includes(chosen)) select.value = chosen;
  return select;
}

function addLater(select, options) {
  const there = new Set([...select.options].map((one) => one.value));
  select.append(...options.filter((one) => !there.has(one)).map((one) => el("option", { text: one, value: one })));
}

function input(name, value_) {
  return el("input", { name, value: value_, inputMode: "decimal", autocomplete: "off", spellcheck: false });
}

function label(words, field) {
  return el("label", {}, words, field);
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
  } catch {
    return {}; // somebody else's words under our name
  }
}

function keep({ account, symbol, type }) {
  sessionStorage.setItem(KEPT, JSON.stringify({ account, symbol, type }));
}
