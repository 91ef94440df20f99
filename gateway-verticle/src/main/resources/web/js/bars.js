// Bars of one instrument: the history by a call, what is new by the stream, as one list.
import { api } from "./api.js";
import { put, value } from "./store.js";
import { want } from "./stream.js";

const BARS_MAX = 5000;

/** Keeps "bars SYMBOL SPEC" for as long as the scope is open. */
export function wantBars(scope, symbol, spec) {
  const name = `bars ${symbol} ${spec}`;
  scope.add(want("bars", { symbol, spec }));
  const load = async () => {
    try {
      const history = await api.bars(symbol, spec, BARS_MAX);
      put(name, merged(history.sort((a, b) => (a.time < b.time ? -1 : 1)), value(name, [])));
    } catch (problem) {
      if (value(name) === undefined && problem.status === 404) put(name, []);
      else if (problem.status !== 404 && !scope.isClosed()) setTimeout(load, 3000);
    }
  };
  load();
  return name;
}

/** Both lists in order, each time once; the second knows better. */
export function merged(older, newer) {
  if (newer.length === 0 || older.length === 0) return older.length === 0 ? newer : older;
  if (newer[0].time > older.at(-1).time) return [...older, ...newer].slice(-BARS_MAX);
  const byTime = new Map(older.map((bar) => [bar.time, bar]));
  newer.forEach((bar) => byTime.set(bar.time, bar));
  return [...byTime.values()].sort((a, b) => (a.time < b.time ? -1 : 1)).slice(-BARS_MAX);
}
