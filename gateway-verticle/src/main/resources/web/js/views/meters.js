// Bars that show how much of a limit is used.
import { el } from "../ui/dom.js";
import { grouped, trimmed, words } from "../ui/format.js";

const WARN = 0.75;
const FULL = 0.95;

/** A limit: {scope, key, limit, used, max, unit}. */
export function meter(one) {
  const share = Number(one.max) > 0 ? Number(one.used) / Number(one.max) : 0;
  const bar = el("i");
  bar.style.setProperty("--fill", `${Math.min(100, Math.max(0, share * 100)).toFixed(1)}%`);
  const name = `${words(one.limit)}, ${one.key || words(one.scope)}`;
  return el(
    "div",
    { class: "meter-row" },
    el("span", { class: "what", text: name, title: name }),
    el("span", { text: `${grouped(trimmed(one.used))} of ${grouped(trimmed(one.max))} ${one.unit ?? ""}` }),
    el("div", { class: `meter ${share >= FULL ? "down" : share >= WARN ? "warn" : ""}`, role: "meter", "aria-label": name, "aria-valuenow": String(Math.round(share * 100)), "aria-valuemin": "0", "aria-valuemax": "100" }, bar),
  );
}
