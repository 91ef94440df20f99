// Positions, and what the accounts have made of them.
import { api } from "../api.js";
import { close } from "../brake.js";
import { clock, gain, grouped, money, trimmed } from "../ui/format.js";
import { confirmed } from "../ui/dialog.js";
import { el } from "../ui/dom.js";
import { isZero } from "../ui/decimal.js";
import { newPanel } from "../ui/panel.js";
import { newTable } from "../ui/table.js";
import { positionsOf, results } from "../figures.js";
import { value } from "../store.js";

export const positions = { name: "positions", title: "Positions", key: "p", open };

const result = (text) => ({ text: money(text, { signed: true }), kind: gain(text), title: text });

function open(scope) {
  const held = newTable(
    [
      { name: "Account", of: (one) => one.account, sort: (one) => one.account },
      { name: "Symbol", of: (one) => one.symbol, sort: (one) => one.symbol },
      { name: "Quantity", of: (one) => ({ text: grouped(trimmed(one.quantity)), kind: gain(one.quantity) }), number: true, sort: (one) => Number(one.quantity) },
      { name: "Average", of: (one) => (isZero(one.quantity) ? "" : grouped(one.averagePrice)), number: true, wide: true },
      { name: "Mark", of: (one) => grouped(one.markPrice), number: true, wide: true },
      { name: "Unrealized", of: (one) => result(one.unrealizedPnl), number: true, sort: (one) => Number(one.unrealizedPnl) },
      { name: "Realized", of: (one) => result(one.realizedPnl), number: true, sort: (one) => Number(one.realizedPnl) },
      { name: "", of: (one) => ({ text: one.currency, kind: "quiet" }), wide: true },
      { name: "", acts: (one) => (isZero(one.quantity) ? [] : [{ name: "close", kind: "danger", run: () => askToClose(one) }]) },
    ],
    { key: (one) => `${one.account} ${one.symbol}`, empty: "No position has ever been opened.", label: "Positions" },
  );
  const accounts = newTable(
    [
      { name: "Account", of: (one) => one.account, sort: (one) => one.account },
      { name: "", of: (one) => ({ text: one.currency, kind: "quiet" }) },
      { name: "Realized", of: (one) => result(one.realized), number: true, wide: true },
      { name: "Unrealized", of: (one) => result(one.unrealized), number: true, wide: true },
      { name: "Fees", of: (one) => money(one.fees), number: true },
      { name: "Net", of: (one) => result(one.net), number: true },
      { name: "Trouble", of: (one) => ({ text: one.error, kind: "down" }), clip: true, wide: true },
    ],
    { key: (one) => `${one.account} ${one.currency}`, empty: "No account is known.", label: "Accounts" },
  );
  const venues = newTable(
    [
      { name: "Account", of: (one) => one.account },
      { name: "Venue", of: (one) => one.venue },
      { name: "Agrees", of: (one) => ({ text: one.error || (one.current ? "yes" : "not current"), kind: one.error ? "down" : one.current ? "up" : "warn", chip: true }) },
      { name: "Differences", of: (one) => String(one.findings.length), number: true },
      { name: "Last agreed", of: (one) => clock(one.clean), wide: true },
    ],
    { key: (one) => one.account, empty: "Nothing has been compared yet.", label: "Reconciliation" },
  );
  const again = scope.poll("reconciled", api.reconciled, 5000);
  const ask = el("button", { type: "button", class: "small", text: "Compare now", onclick: () => compare(again) });
  const draw = () => {
    const all = value("accounts", []);
    held.update(positionsOf(all));
    accounts.update(all.flatMap(accountRows));
  };
  scope.watch(["accounts"], draw);
  scope.watch(["reconciled"], () => venues.update(value("reconciled", [])));
  const live = { topics: ["accounts"], waiting: "Waiting for the accounts", flush: true };
  return el(
    "div",
    { class: "grid" },
    newPanel(scope, "Positions", live, held.root).root,
    newPanel(scope, "Accounts", { ...live, size: "half" }, accounts.root).root,
    newPanel(scope, "Compared with the venue", { topics: ["reconciled"], waiting: "Asking", maxAge: 20_000, size: "half", flush: true, tools: [ask] }, venues.root).root,
  );
}

function accountRows(account) {
  const error = account.error ? `${account.error.code}: ${account.error.detail}` : "";
  const sums = results([account]);
  if (sums.length === 0) return [{ account: account.account, currency: "", error }];
  return sums.map((sum) => ({ ...sum, account: account.account, error }));
}

function askToClose(position) {
  confirmed({
    title: `Close ${grouped(trimmed(position.quantity))} ${position.symbol}?`,
    consequences: [`A market order of ${position.account}, which can only make the position smaller.`, "Working orders stay open."],
    yes: "Close position",
    danger: true,
    act: () => close(position).then((done) => `${done.clientOrderId}: ${done.status.toLowerCase()}`),
  });
}

async function compare(again) {
  confirmed({
    title: "Compare with the venues now?",
    consequences: ["Differences are dealt with as the rules of the configuration say."],
    yes: "Compare",
    act: () => api.reconcile().then(again),
  });
}
