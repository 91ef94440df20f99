// What somebody should look at now, worst first: gathered from everything the page knows.
import { value } from "./store.js";
import { words } from "./ui/format.js";

/** Alerts: {kind: "down" | "warn", code, detail, time}. */
export function alerts() {
  const found = [...value("alerts", [])].map((alert) => ({ ...alert, kind: alert.severity === "CRITICAL" ? "down" : "warn" }));
  for (const restriction of value("trading")?.restrictions ?? []) {
    found.push({ kind: restriction.endsWith("HALTED") ? "down" : "warn", code: "TRADING", detail: restriction.toLowerCase() });
  }
  const doubt = value("trading")?.ordersByState?.IN_DOUBT ?? 0;
  if (doubt) found.push({ kind: "down", code: "IN_DOUBT", detail: `${doubt} orders wait for their venue's evidence` });
  for (const top of value("quotes", [])) {
    if (top.health !== "LIVE") found.push({ kind: "warn", code: "FEED", detail: `${top.symbol} is ${words(top.health)}${top.healthReason ? `: ${top.healthReason}` : ""}` });
  }
  for (const strategy of value("strategies", [])) {
    if (strategy.state === "FAILED" || strategy.state === "UNKNOWN") {
      found.push({ kind: "down", code: "STRATEGY", detail: `${strategy.name} ${words(strategy.state)}: ${strategy.reason}`, time: strategy.since });
    }
  }
  for (const account of value("accounts", [])) {
    if (account.error) found.push({ kind: "down", code: account.error.code, detail: `${account.account}: ${account.error.detail}` });
  }
  for (const account of value("reconciled", [])) {
    if (account.findings.length) found.push({ kind: "warn", code: "DIFFERENCE", detail: `${account.account} differs from ${account.venue} in ${account.findings.length}` });
  }
  for (const alarm of value("cluster")?.alarms ?? []) {
    found.push({ kind: "down", code: alarm.code, detail: alarm.detail });
  }
  return found.sort((a, b) => (a.kind === b.kind ? 0 : a.kind === "down" ? -1 : 1));
}

export const ALERT_TOPICS = ["alerts", "trading", "quotes", "strategies", "accounts", "reconciled", "cluster"];
