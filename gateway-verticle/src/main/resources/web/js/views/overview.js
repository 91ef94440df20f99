// How things stand: the money, the limits, the feeds, and what somebody should look at.
import { ALERT_TOPICS, alerts } from "../alerts.js";
import { api } from "../api.js";
import { chip, el } from "../ui/dom.js";
import { clock, gain, grouped, money, words } from "../ui/format.js";
import { exposures, isOpen, openCount, results } from "../figures.js";
import { go } from "../router.js";
import { newLines } from "../ui/chart.js";
import { newPanel } from "../ui/panel.js";
import { newTable } from "../ui/table.js";
import { orderTable } from "./orderTable.js";
import { feedTable } from "./feeds.js";
import { meter, shareOf } from "./meters.js";
import { multiplierOf } from "../instruments.js";
import { value } from "../store.js";

const ALERTS_SHOWN = 12;
const METERS_SHOWN = 8;

export const overview = { name: "overview", title: "Overview", key: "o", open };

function open(scope) {
  scope.poll("reconciled", api.reconciled, 5000);
  return el(
    "div",
    { class: "grid" },
    el("div", { class: "stack two-thirds" }, result(scope), equity(scope), feeds(scope)),
    el("div", { class: "stack third" }, alarms(scope), strategies(scope), headroom(scope)),
    latest(scope),
  );
}

function result(scope) {
  const tiles = el("dl", { class: "tiles" });
  scope.watch(["accounts", "trading"], () => tiles.replaceChildren(...tilesOf(value("accounts", []))));
  return newPanel(scope, "Profit and loss", { topics: ["accounts"], waiting: "Waiting for the accounts", flush: true }, tiles).root;
}

function tilesOf(accounts) {
  const made = results(accounts);
  const exposed = exposures(accounts, multiplierOf);
  const trading = value("trading");
  const each = (list, draw) => (list.length === 0 ? [el("dd", { class: "quiet", text: "none" })] : list.map(draw));
  const amount = (text, currency, signed = true) => el("dd", { class: signed ? gain(text) : "", title: text }, money(text, { signed }), el("small", { text: ` ${currency}` }));
  return [
    tile("Net result", ...each(made, (sum) => amount(sum.net, sum.currency))),
    tile("Unrealized", ...each(made, (sum) => amount(sum.unrealized, sum.currency))),
    tile("Fees", ...each(made, (sum) => amount(sum.fees, sum.currency, false))),
    tile("Exposure, gross", ...each(exposed, (sum) => amount(sum.gross, sum.currency, false))),
    tile("Exposure, net", ...each(exposed, (sum) => amount(sum.net, sum.currency))),
    tile("Open orders", el("dd", { text: trading ? grouped(String(openCount(trading.ordersByState))) : "" }), el("dd", { class: "more", text: trading ? `${grouped(String(trading.fills))} fills` : "" })),
  ];
}

function tile(name, ...numbers) {
  return el("div", { class: "tile" }, el("dt", { text: name }), numbers);
}

function alarms(scope) {
  const list = el("ul", { class: "alerts" });
  scope.watch(ALERT_TOPICS, () => {
    const found = alerts();
    const rows = found.slice(0, ALERTS_SHOWN).map((alert) => el("li", {}, chip(words(alert.code), alert.kind), el("span", { text: alert.detail }), el("span", { class: "faint", text: clock(alert.time) })));
    if (found.length > ALERTS_SHOWN) rows.push(el("li", { class: "quiet", text: `and ${found.length - ALERTS_SHOWN} more` }));
    list.replaceChildren(...(rows.length ? rows : [el("li", { class: "empty", text: "Nothing needs you." })]));
  });
  return newPanel(scope, "Alerts", { topics: ["trading"], waiting: "Waiting for the first news", flush: true }, list).root;
}

function equity(scope) {
  const body = el("div");
  let chart;
  let names = "";
  scope.watch(["equity"], () => {
    const lines = value("equity", new Map());
    const now = [...lines.keys()].join();
    if (!now) {
      body.replaceChildren(el("p", { class: "empty", text: "Nothing has been traded yet." }));
      return;
    }
    if (now !== names) {
      names = now;
      chart = newLines(scope, [...lines.keys()]);
      body.replaceChildren(chart.root);
    }
    chart.draw([...lines.values()]);
  });
  return newPanel(scope, "Net result since the page was opened", { topics: ["accounts"], waiting: "Waiting for the accounts" }, body).root;
}

function headroom(scope) {
  const list = el("div", { class: "meters" });
  scope.poll("headroom", api.headroom, 2000);
  scope.watch(["headroom"], () => list.replaceChildren(...nearest(value("headroom", [])).map(meter)));
  return newPanel(scope, "Risk headroom", { topics: ["headroom"], waiting: "Asking", maxAge: 8000 }, list).root;
}

/** The limits of all accounts that can be used up, the nearest to their end first. */
function nearest(accounts) {
  const all = accounts.flatMap(({ account, limits }) => limits.filter((one) => one.used !== undefined).map((one) => ({ ...one, account })));
  return all.sort((a, b) => shareOf(b) - shareOf(a)).slice(0, METERS_SHOWN);
}

function feeds(scope) {
  const table = feedTable((top) => go("market", top.symbol));
  scope.watch(["quotes"], () => table.update(value("quotes", [])));
  return newPanel(scope, "Feeds", { topics: ["quotes"], waiting: "Waiting for the first quote", flush: true }, table.root).root;
}

function strategies(scope) {
  const table = newTable(
    [
      { name: "Strategy", of: (one) => one.name },
      { name: "Symbol", of: (one) => one.symbol, wide: true },
      { name: "Orders", of: (one) => grouped(String(one.orders)), number: true },
      { name: "State", of: (one) => ({ text: words(one.state), kind: { RUNNING: "up", FAILED: "down" }[one.state] ?? "warn", chip: true }) },
    ],
    { key: (one) => one.name, empty: "No strategy is running.", label: "Strategies", onRow: (one) => go("strategies", one.name) },
  );
  scope.watch(["strategies"], () => table.update(value("strategies", [])));
  return newPanel(scope, "Strategies", { topics: ["strategies"], waiting: "Waiting for the strategies", flush: true }, table.root).root;
}

function latest(scope) {
  const table = orderTable(["time", "strategy", "symbol", "side", "quantity", "price", "status"], { empty: "No order is open.", label: "Open orders" });
  table.root.classList.add("short");
  scope.watch(["orders"], () => table.update(value("orders", []).filter(isOpen)));
  return newPanel(scope, "Open orders", { topics: ["orders"], waiting: "Waiting for the orders", flush: true }, table.root).root;
}
