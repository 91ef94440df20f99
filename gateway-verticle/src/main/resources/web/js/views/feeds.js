// The market at a glance, with how well we hear it.
import { grouped, since, words } from "../ui/format.js";
import { newTable } from "../ui/table.js";

const OLD_MS = 5000;

export function feedTable(onRow) {
  return newTable(
    [
      { name: "Symbol", of: (top) => top.symbol },
      { name: "Bid", of: (top) => grouped(top.bid), number: true },
      { name: "Ask", of: (top) => grouped(top.ask), number: true },
      { name: "Last", of: (top) => grouped(top.last), number: true, wide: true },
      { name: "Age", of: (top) => since(top.quoteTime), number: true, wide: true },
      { name: "Feed", of: (top) => ({ text: words(top.health), kind: top.health === "LIVE" ? "up" : "warn", chip: true, title: top.healthReason }) },
    ],
    { key: (top) => top.symbol, empty: "No instrument is quoted.", label: "Feeds", onRow, rowClass: (top) => (isOld(top) ? "old" : "") },
  );
}

/** A feed that is not live, or has not spoken for a while: its numbers look old. */
export function isOld(top) {
  return top.health !== "LIVE" || Date.now() - Date.parse(top.quoteTime) > OLD_MS;
}
