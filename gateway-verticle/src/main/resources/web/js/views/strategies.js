// The strategies: what they do, with which parameters, and their switches.
import { api } from "../api.js";
import { attempt, confirmed } from "../ui/dialog.js";
import { clock, grouped, since, words } from "../ui/format.js";
import { el } from "../ui/dom.js";
import { go } from "../router.js";
import { newLines } from "../ui/chart.js";
import { newPanel } from "../ui/panel.js";
import { newTable } from "../ui/table.js";
import { orderTable } from "./orderTable.js";
import { value } from "../store.js";

export const strategies = { name: "strategies", title: "Strategies", key: "s", open };

function open(scope, name) {
  let chosen = name;
  const table = newTable(
    [
      { name: "Strategy", of: (one) => one.name, sort: (one) => one.name },
      { name: "Type", of: (one) => one.type, wide: true },
      { name: "Account", of: (one) => one.account, wide: true, sort: (one) => one.account },
      { name: "Symbol", of: (one) => one.symbol, wide: true, sort: (one) => one.symbol },
      { name: "State", of: (one) => ({ text: words(one.state), kind: { RUNNING: "up", FAILED: "down" }[one.state] ?? "warn", chip: true, title: one.reason }), sort: (one) => one.state },
      { name: "For", of: (one) => since(one.since), number: true, wide: true },
      { name: "Orders", of: (one) => grouped(String(one.orders)), number: true, wide: true, sort: (one) => one.orders },
      { name: "Callbacks", of: (one) => grouped(String(one.callbacks)), number: true, wide: true },
      { name: "Conflated", of: (one) => grouped(String(one.conflated)), number: true, wide: true },
      { name: "", acts: strategyActs },
    ],
    { key: (one) => one.name, empty: "No strategy was deployed.", label: "Strategies", onRow: (one) => go("strategies", one.name), rowClass: (one) => (one.name === chosen ? "chosen" : "") },
  );
  const live = { topics: ["strategies"], waiting: "Waiting for the strategies" };
  const details = el("div");
  let shown = "";
  scope.watch(["strategies"], () => {
    const all = value("strategies", []);
    table.update(all);
    const one = all.find((each) => each.name === chosen) ?? all[0];
    if (one && shown !== one.name) {
      chosen = shown = one.name;
      table.update(all);
      details.replaceChildren(detailsOf(scope, one));
    }
  });
  return el("div", { class: "spread-out" }, newPanel(scope, "Strategies", { ...live, flush: true }, table.root).root, details);
}

/** The switches that a strategy's state allows, as a table's acts. */
function strategyActs({ name, state }) {
  const now = (action) => ({ name: action, run: () => attempt(() => api.strategy(name, action), `${name}: ${action} was taken`) });
  const stop = {
    name: "stop",
    kind: "danger",
    run: () =>
      confirmed({
        title: `Stop ${name}?`,
        consequences: ["It decides nothing any more.", "What it holds stays; start begins it anew."],
        yes: "Stop strategy",
        danger: true,
        act: () => api.strategy(name, "stop").then(() => `${name} is stopping`),
      }),
  };
  switch (state) {
    case "RUNNING":
    case "WARMING_UP":
      return [now("pause"), stop];
    case "PAUSED":
      return [now("resume"), stop];
    case "STOPPED":
    case "FAILED":
      return [now("start")];
    default:
      return [];
  }
}

function detailsOf(scope, strategy) {
  const facts = el("dl", { class: "facts" });
  const chart = el("div");
  let lines;
  const columns = ["time", "id", "symbol", "side", "quantity", "price", "status"];
  const orders = orderTable(columns, { empty: "It has no recent order.", label: "Orders of the strategy" });
  orders.root.classList.add("short");
  scope.watch(["strategies"], () => {
    const one = value("strategies", []).find((each) => each.name === strategy.name);
    if (one) facts.replaceChildren(...factsOf(one));
  });
  scope.watch([`equity ${strategy.account}`], () => {
    const known = value(`equity ${strategy.account}`, new Map());
    if (known.size === 0) return;
    if (!lines) {
      lines = newLines(scope, [...known.keys()]);
      chart.replaceChildren(lines.root);
    }
    lines.draw([...known.values()]);
  });
  scope.watch(["orders"], () => orders.update(value("orders", []).filter((order) => order.strategy === strategy.name).slice(0, 50)));
  return el(
    "div",
    { class: "grid" },
    newPanel(scope, strategy.name, { topics: ["strategies"], size: "third" }, facts).root,
    newPanel(scope, `Net result of ${strategy.account} since the page was opened`, { topics: ["accounts"], waiting: "Waiting for the accounts", size: "two-thirds" }, chart).root,
    newPanel(scope, `Orders of ${strategy.name}`, { topics: ["orders"], waiting: "Waiting for the orders", flush: true }, orders.root).root,
  );
}

function factsOf(one) {
  const rows = [
    ["Type", one.type],
    ["Account", one.account],
    ["Symbol", one.symbol],
    ["State", words(one.state)],
    ["Reason", one.reason || "none"],
    ["Since", clock(one.since)],
    ["Parameters", one.parameters || "none"],
  ];
  return rows.flatMap(([name, said]) => [el("dt", { text: name }), el("dd", { class: name === "Parameters" ? "parameters" : "", text: String(said) })]);
}
