// What each channel's messages do to the store. Snapshots replace, updates add.
import { merged } from "../bars.js";
import { put, value } from "../store.js";

const ORDERS_MAX = 2000;
const LIST_MAX = 500;
const ordersOf = new Map(); // account -> order id -> row
const accountsBy = new Map();
const quotesBy = new Map();

const takers = {
  quotes({ symbol, data }) {
    quotesBy.set(symbol, data);
    put(`quote ${symbol}`, data);
    put("quotes", [...quotesBy.values()].sort((a, b) => a.symbol.localeCompare(b.symbol)));
  },
  trades({ symbol, data }) {
    const name = `trades ${symbol}`;
    const before = value(`${name} total`, 0);
    const known = new Set(value(name, []).map((trade) => trade.key));
    const news = data.trades.map((trade) => ({ ...trade, key: trade.tradeId })).filter((trade) => !known.has(trade.key));
    if (before && data.total - before > news.length) put(`${name} dropped`, value(`${name} dropped`, 0) + data.total - before - news.length);
    put(`${name} total`, data.total);
    put(name, [...news.reverse(), ...value(name, [])].slice(0, LIST_MAX));
  },
  book({ symbol, data }) {
    put(`book ${symbol}`, data);
  },
  bars({ symbol, spec, data, type }) {
    const name = `bars ${symbol} ${spec}`;
    put(name, merged(value(name, []), type === "snapshot" ? data : [data]));
  },
  orders({ account, data, type }) {
    if (type === "snapshot") ordersOf.set(account, new Map());
    const rows = ordersOf.get(account) ?? new Map();
    ordersOf.set(account, rows);
    for (const row of type === "snapshot" ? data : [data]) {
      if (!(rows.get(row.clientOrderId)?.version > row.version)) rows.set(row.clientOrderId, row);
    }
    const all = [...ordersOf.values()].flatMap((one) => [...one.values()]);
    put("orders", all.sort((a, b) => (a.created < b.created ? 1 : -1)).slice(0, ORDERS_MAX));
  },
  fills({ data, type }) {
    const known = new Set(value("fills", []).map((fill) => `${fill.account} ${fill.executionId}`));
    const news = (type === "snapshot" ? data : [data]).filter((fill) => !known.has(`${fill.account} ${fill.executionId}`));
    put("fills", [...news, ...value("fills", [])].sort((a, b) => (a.time < b.time ? 1 : -1)).slice(0, LIST_MAX));
  },
  positions({ account, data }) {
    accountsBy.set(account, data);
    put("accounts", [...accountsBy.values()].sort((a, b) => a.account.localeCompare(b.account)));
  },
  strategies({ data }) {
    put("strategies", data);
  },
  tasks({ data }) {
    put("tasks", data);
  },
  cluster({ data }) {
    put("cluster", data);
  },
  alerts({ data, type }) {
    put("alerts", [...value("alerts", []), ...(type === "snapshot" ? data : [data])].slice(-LIST_MAX));
  },
};

export function take(message) {
  takers[message.channel]?.(message);
}
