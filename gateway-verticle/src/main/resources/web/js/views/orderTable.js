// Orders as a table: a row opens the order, on a phone the only way to its acts.
import { newTable } from "../ui/table.js";
import { orderActs, openOrder } from "./order.js";
import { orderColumns } from "./orderColumns.js";

/** A table of orders with these columns. */
export function orderTable(names, { empty, label }) {
  const columns = [...names.map((name) => orderColumns[name]), { name: "", acts: orderActs, wide: true }];
  return newTable(columns, { key: (order) => `${order.account} ${order.clientOrderId}`, empty, label, onRow: openOrder });
}
