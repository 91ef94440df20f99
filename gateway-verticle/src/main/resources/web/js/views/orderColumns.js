// How an order reads in a table.
import { clock, grouped, trimmed, words } from "../ui/format.js";

const KINDS = { IN_DOUBT: "warn", REJECTED: "down", DENIED: "down", WORKING: "accent", PARTIALLY_FILLED: "accent", FILLED: "up" };

export const orderColumns = {
  time: { name: "Time", of: (order) => clock(order.created), wide: true, sort: (order) => order.created },
  account: { name: "Account", of: (order) => order.account, wide: true, sort: (order) => order.account },
  strategy: { name: "Strategy", of: (order) => order.strategy, wide: true, sort: (order) => order.strategy },
  id: { name: "Order", of: (order) => order.clientOrderId, clip: true, wide: true, sort: (order) => order.clientOrderId },
  symbol: { name: "Symbol", of: (order) => order.symbol, sort: (order) => order.symbol },
  side: { name: "Side", of: (order) => ({ text: order.side, kind: order.side === "BUY" ? "up" : "down" }) },
  type: { name: "Type", of: (order) => `${words(order.type)} ${order.timeInForce}`, wide: true },
  quantity: { name: "Quantity", of: (order) => grouped(trimmed(order.quantity)), number: true, sort: (order) => Number(order.quantity) },
  filled: { name: "Filled", of: (order) => grouped(trimmed(order.filled)), number: true, wide: true, sort: (order) => Number(order.filled) },
  price: { name: "Price", of: (order) => grouped(order.price || order.triggerPrice), number: true, sort: (order) => Number(order.price) },
  status: { name: "Status", of: (order) => ({ text: words(order.status), kind: KINDS[order.status] ?? "", chip: true }), sort: (order) => order.status },
  reason: { name: "Reason", of: (order) => order.reason, clip: true, wide: true },
};
