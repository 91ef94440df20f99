// A card that knows how old its numbers are: loading, live, stale or failed, and looks like it.
import { duration } from "./format.js";
import { el, text } from "./dom.js";
import { topic } from "../store.js";
import { isConnected, silentFor } from "../stream.js";

const TICK_MS = 500;

/**
 * Options: topics (names), waiting (what it says until they are known), maxAge (ms; for polled topics; streamed ones are
 * as old as the connection), tools (nodes), size (class), flush (no padding).
 */
export function newPanel(scope, title, { topics = [], waiting = "", maxAge = 0, tools = [], size = "", flush = false }, ...children) {
  const age = el("span", { class: "age", role: "status" });
  const body = el("div", { class: flush ? "body flush" : "body", data: { waiting } }, children);
  const heading = el("h2", { text: title });
  const root = el("section", { class: `panel ${size}`, "aria-label": title }, el("header", {}, heading, age, el("div", { class: "tools" }, tools)), body);
  const judge = () => {
    const [state, why] = stateOf(topics.map(topic), maxAge);
    if (root.dataset.state !== state) root.dataset.state = state;
    text(age, why);
  };
  scope.watch(topics, judge);
  scope.every(TICK_MS, judge);
  return { root, body, title: (words) => text(heading, words) };
}

function stateOf(records, maxAge) {
  const failed = records.find((one) => one.error);
  const unknown = records.find((one) => one.value === undefined);
  if (failed && failed.value === undefined) return ["failed", said(failed.error)];
  if (unknown) return isConnected() || maxAge ? ["loading", ""] : ["failed", "disconnected"];
  if (records.length === 0) return ["live", ""];
  const now = performance.now();
  const old = maxAge ? Math.max(...records.map((one) => now - one.at)) : silentFor();
  if (failed) return ["stale", `${duration(old)} old: ${said(failed.error)}`];
  const isOld = old > (maxAge || 2500);
  return isOld ? ["stale", `${duration(old)} old`] : ["live", ""];
}

function said(error) {
  return error.status === 404 ? "not offered by this server" : `${error.code}: ${error.message}`;
}
