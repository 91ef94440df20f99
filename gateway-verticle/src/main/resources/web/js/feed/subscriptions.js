// What the page wants to hear, and how far it has heard: enough to go on after a break without losing anything.
import { take } from "./channels.js";

const JOURNALED = new Set(["orders", "fills"]); // their places mean the same at every gateway
const wanted = new Map();
const asked = new Map();
let said = 0;

const keyOf = ({ channel, symbol = "", spec = "", account = "" }) => [channel, symbol, spec, account].join(" ");

/** Counts one more who wants it; answers how to tell that one is gone, and whether it is the first. */
export function add(channel, keys, dropped) {
  const key = keyOf({ channel, ...keys });
  const one = wanted.get(key) ?? { channel, keys, count: 0, seq: undefined, epoch: "" };
  one.count += 1;
  wanted.set(key, one);
  let open = true;
  const giveBack = () => {
    if (!open) return;
    open = false;
    one.count -= 1;
    if (one.count === 0) {
      wanted.delete(key);
      dropped(one);
    }
  };
  return { one, isFirst: one.count === 1, giveBack };
}

export function all() {
  return [...wanted.values()];
}

/** The request for a subscription, from where it was if that can be gone on from. */
export function request(one, epoch, { anew = false } = {}) {
  const id = nextId();
  asked.set(id, one);
  const goesOn = !anew && one.seq !== undefined && (JOURNALED.has(one.channel) || one.epoch === epoch);
  return { op: "subscribe", id, channel: one.channel, ...one.keys, ...(goesOn ? { from: one.seq, ...(one.epoch ? { epoch: one.epoch } : {}) } : {}) };
}

export function withdrawal(one) {
  return { op: "unsubscribe", id: nextId(), channel: one.channel, ...one.keys };
}

export function nextId() {
  said += 1;
  return String(said);
}

/** Takes a snapshot or an update; false if something before it is missing. */
export function heard(message) {
  const one = wanted.get(keyOf(message));
  if (!one) return true; // nobody wants it any more
  const isLog = JOURNALED.has(one.channel) || one.channel === "bars" || one.channel === "alerts";
  if (message.type === "update" && isLog && one.seq !== undefined && message.prev > one.seq) return false;
  one.seq = message.seq;
  one.epoch = message.epoch ?? "";
  take(message);
  return true;
}

/** The subscription that an answer is about. */
export function answered({ id }) {
  const one = asked.get(id);
  asked.delete(id);
  return one;
}

/** The one that a message belongs to. */
export function of(message) {
  return wanted.get(keyOf(message));
}

export function forgetAnswers() {
  asked.clear();
}
