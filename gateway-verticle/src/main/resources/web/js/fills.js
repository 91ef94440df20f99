// Fills of one instrument, newest first: the last ones by a call, the news by the stream.
import { api, offers } from "./api.js";
import { fail, put, value } from "./store.js";

const FILLS_MAX = 500;

/** Keeps "fills SYMBOL" for as long as the scope is open. */
export function wantFills(scope, symbol) {
  const name = `fills ${symbol}`;
  const load = async () => {
    try {
      put(name, await api.fills({ symbol, limit: FILLS_MAX }));
    } catch (problem) {
      fail(name, problem);
    }
  };
  if (!offers("stream")) scope.every(3000, load);
  scope.watch(["fills"], () => {
    const known = new Set(value(name, []).map((fill) => `${fill.account} ${fill.executionId}`));
    const news = value("fills", []).filter((fill) => fill.symbol === symbol && !known.has(`${fill.account} ${fill.executionId}`));
    if (news.length) put(name, [...news, ...value(name, [])].slice(0, FILLS_MAX));
  });
  load();
  return name;
}
