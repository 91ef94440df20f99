// What is traded: scales and multipliers, asked for once.
import { api } from "./api.js";
import { fail, put, value } from "./store.js";

export async function loadInstruments() {
  try {
    put("instruments", await api.instruments());
  } catch (problem) {
    fail("instruments", problem);
    setTimeout(loadInstruments, 5000);
  }
}

export function instrument(symbol) {
  return value("instruments", []).find((one) => one.symbol === symbol);
}

export function multiplierOf(symbol) {
  return String(instrument(symbol)?.multiplier ?? "1");
}

/** The bars that the server keeps. */
export const SPECS = ["1s", "5s", "15s", "1m", "5m", "15m", "1h", "4h"];
