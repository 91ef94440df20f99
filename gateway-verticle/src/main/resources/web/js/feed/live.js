// The feed of a gateway without the stream: whole states, a few times a second.
import { put, value } from "../store.js";

const BARS_MAX = 5000;

/** Opens the old feed; tells of every message, and of the end. */
export function openLive({ heard, ended }) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/live`);
  socket.onmessage = ({ data }) => {
    const state = JSON.parse(data);
    if (state.error) return;
    heard();
    take(state);
  };
  socket.onclose = ended;
}

function take(state) {
  put("quotes", state.market);
  state.market.forEach((top) => {
    put(`quote ${top.symbol}`, top);
    top.bars.forEach((bar) => addBar(`bars ${top.symbol} ${bar.spec}`, bar));
  });
  put("orders", state.orders);
  put("accounts", state.accounts);
  put("strategies", state.strategies);
  put("trading", { restrictions: state.restrictions, ordersByState: state.ordersByState, fills: state.fills });
}

function addBar(name, bar) {
  const bars = value(name, []);
  if (bars.at(-1)?.time !== bar.time) put(name, [...bars, bar].slice(-BARS_MAX));
}
