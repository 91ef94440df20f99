// The one WebSocket of the page (docs/stream.md): says who we are, subscribes, and comes back by itself.
import { offers } from "./api.js";
import { openLive } from "./feed/live.js";
import { fail, put, value, watch } from "./store.js";
import { token } from "./session.js";
import * as subscriptions from "./feed/subscriptions.js";

const RECONNECT_MS = { first: 250, most: 5000 };
const SILENT_MAX_MS = 6000; // three heartbeats
let socket;
let epoch = "";
let ready = false;
let heardAt = 0;
let wait = RECONNECT_MS.first;

export function isConnected() {
  return value("connection") === "live";
}

/** Milliseconds since anything was heard. */
export function silentFor() {
  return heardAt === 0 ? 0 : performance.now() - heardAt;
}

export function start() {
  tell("connecting");
  if (offers("stream")) connect();
  else openLive({ heard: hear, ended: again });
}

/** Keeps a channel coming for as long as somebody wants it. */
export function want(channel, keys = {}) {
  const { one, isFirst, giveBack } = subscriptions.add(channel, keys, (gone) => send(subscriptions.withdrawal(gone)));
  if (isFirst) send(subscriptions.request(one, epoch));
  return giveBack;
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const mine = new WebSocket(`${scheme}://${location.host}/api/v1/stream`, ["outcry.v1"]);
  socket = mine;
  ready = false;
  subscriptions.forgetAnswers();
  mine.onmessage = ({ data }) => on(JSON.parse(data));
  mine.onclose = () => {
    ready = false;
    if (socket === mine) again();
  };
}

function on(message) {
  hear();
  switch (message.type) {
    case "welcome":
      epoch = message.epoch;
      raw({ op: "auth", id: "auth", token: token() });
      break;
    case "ok":
      if (message.id === "auth") begin();
      else subscriptions.answered(message);
      break;
    case "error":
      refused(message);
      break;
    case "snapshot":
    case "update":
      if (!subscriptions.heard(message)) anew(subscriptions.of(message));
      break;
    default: // a heartbeat, or news for a later page
  }
}

function begin() {
  ready = true;
  subscriptions.all().forEach((one) => raw(subscriptions.request(one, epoch)));
}

function refused(message) {
  const one = subscriptions.answered(message);
  if (one && message.code === "SEQ_RANGE") raw(subscriptions.request(one, epoch, { anew: true }));
  else if (one) fail([one.channel, ...Object.values(one.keys)].join(" "), { code: message.code, message: message.detail });
}

/** Something was missed: asks for it, from where we were. */
function anew(one) {
  raw(subscriptions.withdrawal(one));
  raw(subscriptions.request(one, epoch));
}

function send(message) {
  if (ready) raw(message);
}

function raw(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function hear() {
  heardAt = performance.now();
  wait = RECONNECT_MS.first;
  tell("live");
}

function again() {
  tell("lost");
  setTimeout(start, wait);
  wait = Math.min(wait * 2, RECONNECT_MS.most);
}

function tell(state) {
  if (value("connection") !== state) put("connection", state);
}

// A connection that is open and says nothing is none.
setInterval(() => {
  if (socket?.readyState === WebSocket.OPEN && silentFor() > SILENT_MAX_MS) {
    const dead = socket;
    socket = undefined;
    dead.close();
    again();
  }
}, 1000);

// A renewed session is said on the same socket.
watch("session", () => token() && raw({ op: "auth", id: subscriptions.nextId(), token: token() }));
