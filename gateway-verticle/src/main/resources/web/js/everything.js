// What every view needs: the accounts' orders, fills and positions, the quotes, the strategies, the alerts.
import { api, offers } from "./api.js";
import { fail, put, value, watch } from "./store.js";
import { want } from "./stream.js";

const TRADING_MS = 1000;
const wanted = new Set();

/** Begins, and goes on for as long as the page is open. */
export function wantEverything() {
  if (!offers("stream")) return; // the old feed brings all of it unasked
  ["strategies", "alerts"].forEach((channel) => want(channel));
  watch("instruments", () => value("instruments", []).forEach(({ symbol }) => once("quotes", { symbol })));
  trading();
}

/** Asked for again and again: restrictions, counts, and which accounts there are. */
async function trading() {
  try {
    const status = await api.status();
    put("status", status);
    put("trading", { restrictions: status.restrictions, ordersByState: status.ordersByState, fills: status.fills });
    if (wanted.size === 0 || !value("accounts")) {
      (await api.positions()).forEach(({ account }) => ["orders", "fills", "positions"].forEach((channel) => once(channel, { account })));
    }
  } catch (problem) {
    fail("trading", problem);
  }
  setTimeout(trading, TRADING_MS);
}

function once(channel, keys) {
  const key = channel + JSON.stringify(keys);
  if (wanted.has(key)) return;
  wanted.add(key);
  want(channel, keys);
}
