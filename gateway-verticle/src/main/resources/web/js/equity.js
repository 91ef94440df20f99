// What the accounts have made, second by second, for as long as the page is open.
import { put, value, watch } from "./store.js";
import { results } from "./figures.js";

const EVERY_MS = 1000;
const POINTS_MAX = 3600;
let lastAt = 0;

/** Keeps "equity", by currency, and "equity ACCOUNT" for each account: Map of currency to points {time, value}. */
export function keepEquity() {
  watch("accounts", () => {
    const now = Date.now();
    if (now - lastAt < EVERY_MS) return;
    lastAt = now;
    const accounts = value("accounts");
    add("equity", accounts, now);
    accounts.forEach((account) => add(`equity ${account.account}`, [account], now));
  });
}

function add(name, accounts, time) {
  const lines = new Map(value(name, new Map()));
  for (const sum of results(accounts)) {
    const points = lines.get(sum.currency) ?? [];
    lines.set(sum.currency, [...points.slice(-POINTS_MAX + 1), { time, value: Number(sum.net) }]);
  }
  put(name, lines);
}
