// Backtests: started here, watched here, read here.
import { api } from "../api.js";
import { attempt, confirmed } from "../ui/dialog.js";
import { clock, gain, grouped, money, since, words } from "../ui/format.js";
import { el } from "../ui/dom.js";
import { go } from "../router.js";
import { newPanel } from "../ui/panel.js";
import { newTable } from "../ui/table.js";
import { reportOf } from "./report.js";
import { value } from "../store.js";

const EVERY_MS = 1000;
const KINDS = { DONE: "up", FAILED: "down", RUNNING: "accent" };

export const backtests = { name: "backtests", title: "Backtests", key: "b", open };

const isGoing = (one) => one.state === "QUEUED" || one.state === "RUNNING";

function open(scope, chosen) {
  const again = scope.poll("backtests", api.backtests, EVERY_MS);
  const table = newTable(
    [
      { name: "Started", of: (one) => clock(one.created), sort: (one) => one.created },
      { name: "Strategy", of: (one) => one.strategy, sort: (one) => one.strategy },
      { name: "Parameters", of: (one) => parametersOf(one), clip: true, wide: true },
      { name: "Recording", of: (one) => one.recording, clip: true, wide: true },
      { name: "State", of: (one) => ({ text: words(one.state), kind: KINDS[one.state] ?? "", chip: true, title: one.error }) },
      { name: "Progress", of: progress },
      { name: "Frames", of: (one) => grouped(String(one.frames ?? "")), number: true, wide: true },
      { name: "Profit", of: (one) => ({ text: money(one.profit, { signed: true }), kind: gain(one.profit) }), number: true, sort: (one) => Number(one.profit ?? 0) },
      { name: "", acts: (one) => (isGoing(one) ? [{ name: "cancel", kind: "danger", run: () => attempt(() => api.cancelBacktest(one.id)).then(again) }] : []) },
    ],
    { key: (one) => one.id, empty: "No backtest was started yet.", label: "Backtests", onRow: (one) => go("backtests", one.id), rowClass: (one) => (one.id === chosen ? "chosen" : "") },
  );
  table.root.classList.add("short");
  const start = el("button", { type: "button", class: "small primary", text: "New backtest", onclick: () => ask(again) });
  const report = el("div");
  let shown;
  scope.watch(["backtests"], () => {
    const all = value("backtests", []);
    table.update(all);
    const one = all.find((each) => each.id === chosen);
    const state = one && `${one.id} ${one.state}`;
    if (one && shown !== state) {
      shown = state;
      drawReport(scope, report, one);
    }
  });
  return el("div", { class: "spread-out" }, newPanel(scope, "Backtests", { topics: ["backtests"], waiting: "Asking", maxAge: 6 * EVERY_MS, tools: [start], flush: true }, table.root).root, report);
}

function parametersOf(one) {
  return Object.entries(one.parameters ?? {}).map(([name, said]) => `${name}=${said}`).join(" ");
}

/** How long a recording is shows the first backtest that has read it to its end. */
function progress(one) {
  const whole = value("backtests", []).find((other) => other.state === "DONE" && other.recording === one.recording);
  const total = whole ? (whole.frames / (whole.loops || 1)) * (one.loops || 1) : undefined;
  if (one.state === "QUEUED") return "waits";
  if (!isGoing(one)) return one.ended ? `took ${since(one.started || one.created, Date.parse(one.ended))}` : "";
  const bar = el("progress", { "aria-label": `Progress of ${one.id}`, max: 1 });
  if (total) bar.value = Math.min(1, one.frames / total);
  return bar;
}

async function ask(again) {
  const names = (await attempt(api.recordings)) ?? [];
  const types = [...new Set(value("strategies", []).map((one) => one.type))];
  const recording = el("select", { name: "recording" }, names.map((name) => el("option", { text: name, value: name })));
  const strategy = el("input", { name: "strategy", value: types[0] ?? "", autocomplete: "off" });
  const loops = el("input", { name: "loops", type: "number", min: 1, max: 1000, value: "1" });
  const parameters = el("input", { name: "parameters", placeholder: "fast=5 slow=20", autocomplete: "off" });
  confirmed({
    title: "New backtest",
    consequences: names.length ? [] : ["There is no recording in the import folder yet."],
    fields: [
      el(
        "div",
        { class: "fields" },
        el("label", { class: "whole" }, "Recording", recording),
        el("label", {}, "Strategy", strategy),
        el("label", {}, "Loops", loops),
        el("label", { class: "whole" }, "Parameters, as name=value", parameters),
      ),
    ],
    yes: "Start",
    act: async () => {
      const started = await api.startBacktest({
        recording: recording.value,
        strategy: strategy.value.trim(),
        loops: Number(loops.value),
        parameters: Object.fromEntries(parameters.value.split(/\s+/).filter(Boolean).map(pair)),
      });
      again();
      go("backtests", started.id);
      return `${started.strategy} is being tried on ${started.recording}`;
    },
  });
}

function pair(text) {
  const at = text.indexOf("=");
  if (at < 1) throw Object.assign(new Error(`not name=value: ${text}`), { code: "PARAMETER" });
  return [text.slice(0, at), text.slice(at + 1)];
}

async function drawReport(scope, into, one) {
  const all = one.state === "DONE" ? await attempt(() => api.backtest(one.id)) : one;
  if (all && !scope.isClosed()) into.replaceChildren(newPanel(scope, `${one.strategy} on ${one.recording}`, {}, reportOf(all)).root);
}
