// The page: one WebSocket, whole states a few times a second, drawn as they come.
const STALE_MS = 2000;
const RECONNECT_MS = { first: 250, most: 5000 };
const BARS_SHOWN = 60;
const CLUSTER_MS = 1000;

const byId = (id) => document.getElementById(id);
const barsByStream = new Map();
let lastStateAt = 0;
let reconnectMs = RECONNECT_MS.first;
let halted = false;

function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/live`);
  socket.onmessage = ({ data }) => {
    reconnectMs = RECONNECT_MS.first;
    const state = JSON.parse(data);
    if (state.error) {
      connection("waiting", state.error);
      return;
    }
    lastStateAt = performance.now();
    connection("live", "live");
    draw(state);
  };
  socket.onclose = () => {
    connection("lost", "disconnected, trying again");
    document.body.classList.add("stale");
    setTimeout(connect, reconnectMs);
    reconnectMs = Math.min(reconnectMs * 2, RECONNECT_MS.most);
  };
}

function connection(kind, text) {
  const badge = byId("connection");
  badge.className = `badge ${kind}`;
  badge.textContent = text;
}

setInterval(() => {
  const age = performance.now() - lastStateAt;
  const stale = lastStateAt === 0 || age > STALE_MS;
  document.body.classList.toggle("stale", stale);
  if (lastStateAt !== 0 && stale && byId("connection").classList.contains("live")) {
    connection("waiting", `last update ${Math.round(age / 1000)} s ago`);
  }
}, 500);

function draw(state) {
  const working = ["INTENT", "SENT", "WORKING", "PARTIALLY_FILLED", "PENDING_CANCEL", "PENDING_AMEND", "IN_DOUBT"];
  const open = working.reduce((sum, status) => sum + (state.ordersByState[status] ?? 0), 0);
  halted = state.restrictions.includes("GLOBAL HALTED");
  byId("halt").textContent = halted ? "Allow trading" : "Halt trading";
  const restricted = state.restrictions.length ? `, ${state.restrictions.join(", ")}` : "";
  byId("summary").textContent = `${open} open orders, ${state.fills} fills, market time ${clock(state.time)}${restricted}`;
  rows("market", state.market, "waiting for the first quote", (top) => [
    top.symbol,
    number(top.bidQuantity),
    number(top.bid, "up"),
    number(top.ask, "down"),
    number(top.askQuantity),
    number(top.last),
    number(top.quotes),
    number(top.trades),
    cell(top.health === "LIVE" ? "live" : `${top.health.toLowerCase()} ${top.healthReason}`, top.health === "LIVE" ? "up" : "warn"),
  ]);
  drawBars(state.market);
  rows("strategies", state.strategies, "no strategy is running", (strategy) => [
    strategy.name,
    strategy.type,
    strategy.account,
    strategy.symbol,
    cell(strategy.state, { RUNNING: "up", FAILED: "down" }[strategy.state] ?? "warn"),
    number(strategy.orders),
    strategy.reason,
    buttons(strategy.name, strategyActions(strategy)),
  ]);
  rows("positions", state.accounts.flatMap(positionRows), "no positions yet", (row) => row);
  rows("orders", state.orders, "no orders yet", (order) => [
    clock(order.created),
    order.account,
    order.clientOrderId,
    order.symbol,
    cell(order.side, order.side === "BUY" ? "up" : "down"),
    `${order.type} ${order.timeInForce}`,
    number(order.quantity),
    number(order.filled),
    number(order.price),
    cell(order.status, { IN_DOUBT: "warn", REJECTED: "down", DENIED: "down" }[order.status]),
    order.reason || order.cause,
    working.includes(order.status) ? buttons(`${order.account} ${order.clientOrderId}`, [["cancel", () => cancel(order)]]) : "",
  ]);
}

function positionRows(account) {
  if (account.error) {
    return [[account.account, cell(account.error.code, "down"), account.error.detail, "", "", "", "", ""]];
  }
  const fees = account.cash.map((cash) => `${trim(cash.fees)} ${cash.currency}`).join(", ");
  return account.positions.map((position, index) => [
    account.account,
    position.symbol,
    number(position.quantity),
    number(position.averagePrice),
    number(position.markPrice),
    money(position.unrealizedPnl, position.currency),
    money(position.realizedPnl, position.currency),
    number(index === 0 ? fees : ""),
  ]);
}

function drawBars(market) {
  for (const top of market) {
    for (const bar of top.bars) {
      const key = `${top.symbol} ${bar.spec}`;
      const bars = barsByStream.get(key) ?? [];
      if (bars.at(-1)?.time !== bar.time) {
        bars.push(bar);
        barsByStream.set(key, bars.slice(-BARS_SHOWN));
      }
    }
  }
  const cards = [...barsByStream].map(([key, bars]) => {
    const last = bars.at(-1);
    const card = document.createElement("div");
    const text = document.createElement("p");
    text.textContent = `${key}: open ${last.open}, high ${last.high}, low ${last.low}, close ${last.close}, volume ${trim(last.volume)}`;
    card.append(candles(bars), text);
    return card;
  });
  byId("bars").replaceChildren(...(cards.length ? cards : [quiet("no bar has finished yet")]));
}

function candles(bars) {
  const svg = element("svg", { viewBox: `0 0 ${BARS_SHOWN * 5} 100`, preserveAspectRatio: "none", role: "img" });
  svg.append(Object.assign(element("title", {}), { textContent: `last ${bars.length} bars` }));
  const highs = bars.map((bar) => Number(bar.high));
  const lows = bars.map((bar) => Number(bar.low));
  const top = Math.max(...highs);
  const range = top - Math.min(...lows) || 1;
  const y = (price) => 2 + ((top - Number(price)) / range) * 96;
  bars.forEach((bar, i) => {
    const x = i * 5 + 2.5;
    const kind = Number(bar.close) >= Number(bar.open) ? "candle-up" : "candle-down";
    const upper = Math.min(y(bar.open), y(bar.close));
    const height = Math.max(0.8, Math.abs(y(bar.open) - y(bar.close)));
    svg.append(
      element("line", { x1: x, x2: x, y1: y(bar.high), y2: y(bar.low), class: kind, "stroke-width": 0.6 }),
      element("rect", { x: x - 1.7, y: upper, width: 3.4, height, class: kind, "stroke-width": 0 }),
    );
  });
  return svg;
}

function element(name, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  return node;
}

function rows(id, items, emptyText, cellsOf) {
  const body = byId(id).tBodies[0];
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const drawn = items.map((item) => {
    const row = document.createElement("tr");
    row.append(...cellsOf(item).map((content) => (content instanceof HTMLTableCellElement ? content : cell(content))));
    return row;
  });
  if (drawn.length === 0) {
    const empty = cell(emptyText, "empty");
    empty.colSpan = byId(id).tHead.rows[0].cells.length;
    const row = document.createElement("tr");
    row.append(empty);
    drawn.push(row);
  }
  body.replaceChildren(...drawn);
  if (focused) {
    // the keyboard stays where it was
    [...body.querySelectorAll("button")].find((button) => button.dataset.key === focused)?.focus();
  }
}

function cell(text, kind) {
  const td = document.createElement("td");
  td.textContent = text;
  if (kind) td.classList.add(kind);
  return td;
}

function number(text, kind) {
  const td = cell(text, kind);
  td.classList.add("number");
  return td;
}

function money(text, currency) {
  const kind = text.startsWith("-") ? "down" : /[1-9]/.test(text) ? "up" : "";
  return number(`${trim(text)} ${currency}`, kind);
}

function quiet(text) {
  const p = document.createElement("p");
  p.className = "quiet";
  p.textContent = text;
  return p;
}

function buttons(of, actions) {
  const td = document.createElement("td");
  for (const [name, act] of actions) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.dataset.key = `${of} ${name}`;
    button.onclick = act;
    td.append(button, " ");
  }
  return td;
}

function strategyActions(strategy) {
  const act = (action) => [action, () => call("POST", `/api/v1/strategies/${encodeURIComponent(strategy.name)}/${action}`)];
  switch (strategy.state) {
    case "RUNNING":
    case "WARMING_UP":
      return [act("pause"), act("stop")];
    case "PAUSED":
      return [act("resume"), act("stop")];
    case "STOPPED":
    case "FAILED":
      return [act("start")];
    default:
      return [];
  }
}

function cancel(order) {
  call("DELETE", `/api/v1/orders/${encodeURIComponent(order.account)}/${encodeURIComponent(order.clientOrderId)}`);
}

byId("halt").onclick = async () => {
  const wanted = halted ? "ACTIVE" : "HALTED";
  const question = halted ? "Allow new orders again?" : "Refuse every new order and cancel every open one?";
  if (!confirm(question)) return;
  await call("POST", "/api/v1/trading-state", { scope: "GLOBAL", state: wanted, reason: "page" });
};

async function call(method, path, body) {
  const message = byId("message");
  try {
    const response = await fetch(path, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    });
    if (response.ok) {
      message.hidden = true;
      return true;
    }
    const problem = await response.json();
    message.textContent = `${problem.code}: ${problem.detail}`;
  } catch (error) {
    message.textContent = `no answer: ${error.message}`;
  }
  message.hidden = false;
  return false;
}

function clock(time) {
  return time ? new Date(time).toLocaleTimeString() : "";
}

function trim(decimal) {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}

// Asked for by itself, since it comes from the database; one process has none.
async function cluster() {
  try {
    const response = await fetch("/api/v1/cluster");
    if (response.status === 404) return;
    if (response.ok) {
      drawCluster(await response.json());
    } else {
      alarms([await response.json()]);
    }
  } catch (error) {
    alarms([{ code: "NO_ANSWER", detail: error.message }]);
  }
  setTimeout(cluster, CLUSTER_MS);
}

function drawCluster(state) {
  byId("cluster-section").hidden = false;
  alarms(state.alarms);
  rows("nodes", state.nodes, "no node is alive", (node) => [
    node.node,
    cell(node.reason ? `${node.state}: ${node.reason}` : node.state, node.state === "ACTIVE" ? "up" : "warn"),
    Object.entries(node.roles).map(([role, count]) => `${role} ${count}`).join(", "),
    node.address,
    node.build,
    node.config,
    clock(node.started),
  ]);
  rows("instances", state.roles, "", (role) => [role.role, number(role.running), number(role.wanted ?? "")]);
  const behind = new Map(state.readers.map((reader) => [`position ${reader.partition}`, reader.behind]));
  rows("shards", state.shards, "nothing is owned", (shard) => [
    shard.kind,
    shard.key,
    cell(shard.live ? shard.owner : `nobody (was ${shard.owner || "never owned"})`, shard.live ? "up" : "down"),
    number(shard.epoch),
    number(behind.get(`${shard.kind} ${shard.key}`) ?? ""),
  ]);
}

function alarms(list) {
  const line = byId("alarms");
  line.className = list.length ? "down" : "quiet";
  line.textContent = list.map((alarm) => `${alarm.code}: ${alarm.detail}`).join("; ") || "no alarms";
}

connect();
cluster();
