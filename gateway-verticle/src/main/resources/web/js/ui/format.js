// How numbers and times read. A minus sign is a minus sign; every number keeps its own places.
import { isZero, rounded } from "./decimal.js";

const FIGURE_SPACE = "\u2007";
const POINT_SPACE = "\u2008";

/** Thousands apart, a true minus. */
export function grouped(text) {
  if (!text) return "";
  const [whole, fraction] = String(text).replace("-", "").split(".");
  const sign = String(text).startsWith("-") ? "\u2212" : "";
  const head = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return sign + head + (fraction === undefined ? "" : `.${fraction}`);
}

/** Money to the cent, with its sign where it is a result. */
export function money(text, { signed = false } = {}) {
  if (text === undefined || text === "") return "";
  const cents = rounded(text, 2);
  return (signed && !cents.startsWith("-") && !isZero(cents) ? "+" : "") + grouped(cents);
}

/** The class that says gain or loss. */
export function gain(text) {
  if (isZero(text)) return "";
  return String(text).startsWith("-") ? "down" : "up";
}

/** Without zeros at the end. */
export function trimmed(text) {
  return text && text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** Pads a number so that in a right-aligned column of so many places the points stand in one line. */
export function aligned(text, places) {
  const at = text.indexOf(".");
  const has = at < 0 ? 0 : text.length - at - 1;
  if (places <= has || !/\d$/.test(text)) return text;
  return text + (has === 0 ? POINT_SPACE : "") + FIGURE_SPACE.repeat(places - has);
}

export function places(text) {
  const at = text.indexOf(".");
  return at < 0 || !/\d$/.test(text) ? 0 : text.length - at - 1;
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat(undefined, { month: "short", day: "2-digit" });

/** Time of day; with the day in front if it is not today. */
export function clock(time, now = new Date()) {
  if (!time) return "";
  const date = new Date(time);
  const today = date.toDateString() === now.toDateString();
  return today ? CLOCK.format(date) : `${DAY.format(date)} ${CLOCK.format(date)}`;
}

export function duration(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3600)} h`;
}

export function since(time, now = Date.now()) {
  return time ? duration(now - Date.parse(time)) : "";
}

/** PARTIALLY_FILLED reads as "partially filled". */
export function words(constant) {
  return (constant ?? "").replaceAll("_", " ").toLowerCase();
}
