// Bars that show how much of a limit is used.
import { el } from "../ui/dom.js";
import { grouped, trimmed, words } from "../ui/format.js";

const WARN = 0.75;
const FULL = 0.95;

/** How much of a limit is used, 1 for all. */
export function shareOf({ used, max }) {
  return Number(max) > 0 ? Number(used) / Number(max) : 0;
}

/** A limit: {account, limit, key (currency or symbol), used, max}. */
export function meter(one) {
  const share = shareOf(one);
  const bar = el("i");
  bar.style.setProperty("--fill", `${Math.min(100, Math.max(0, share * 100)).toFixed(1)}%`);
  const name = `${one.account}: ${words(one.limit.replace(/([a-z])([A-Z])/g, "$1 $2"))} ${one.key ?? ""}`;
  return el(
    "div",
    { class: "meter-row" },
    el("span", { class: "what", text: name, title: name }),
    el("span", { text: `${grouped(trimmed(one.used))} of ${grouped(trimmed(one.max))}` }),
    el("div", { class: `meter ${share >= FULL ? "down" : share >= WARN ? "warn" : ""}`, role: "meter", "aria-label": name, "aria-valuenow": String(Math.round(share * 100)), "aria-valuemin": "0", "aria-valuemax": "100" }, bar),
  );
}
