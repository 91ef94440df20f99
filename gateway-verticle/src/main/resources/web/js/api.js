// The REST calls. Each answers the body, or throws a Problem that says what is wrong.
import { headers, signOut, token } from "./session.js";

const DEADLINE_MS = 10_000;
const PAGE = 1000;
let operations = new Set();
const path = (...parts) => `/api/v1/${parts.map(encodeURIComponent).join("/")}`;

/** A refusal in the server's own words (RFC 9457), or no answer at all (status 0). */
export class Problem extends Error {
  constructor(status, code, detail) {
    super(detail || code);
    this.status = status;
    this.code = code;
  }
}

/** Reads which operations this server has; until then it seems to have none. */
export async function discover() {
  const { paths } = await call("GET", path("openapi.json"));
  operations = new Set(Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId)));
}

export function offers(operation) {
  return operations.has(operation);
}

/** What an older or smaller server does not have is not asked for. */
function offered(operation, ask) {
  return (...given) => (offers(operation) ? ask(...given) : Promise.reject(new Problem(404, "NOT_OFFERED", "this server does not have it")));
}

export async function call(method, address, body) {
  return (await exchange(method, address, body)).body;
}

async function exchange(method, address, body) {
  const used = token();
  const response = await send(method, address, body);
  const said = await response.text();
  if (response.ok) return { body: said ? JSON.parse(said) : undefined, headers: response.headers };
  if (response.status === 401 && used === token()) signOut();
  let problem = {};
  try {
    problem = JSON.parse(said);
  } catch {
    problem.detail = `the server answered ${response.status}`;
  }
  throw new Problem(response.status, problem.code ?? `HTTP_${response.status}`, problem.detail ?? problem.title);
}

async function send(method, address, body) {
  try {
    return await fetch(address, {
      method,
      headers: { ...headers(), ...(body ? { "Content-Type": "application/json" } : {}) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(DEADLINE_MS),
      cache: "no-store",
    });
  } catch (failure) {
    const late = failure.name === "TimeoutError";
    throw new Problem(0, "NO_ANSWER", late ? `no answer within ${DEADLINE_MS / 1000} s` : "the server cannot be reached");
  }
}

function query(address, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== "");
  return given.length ? `${address}?${new URLSearchParams(given)}` : address;
}

const get = (address, parameters) => call("GET", query(address, parameters));

/** A list over several pages, as far as asked for. */
async function pages(address, parameters, most) {
  const all = [];
  for (let next = query(address, parameters); next && all.length < most; ) {
    const { body, headers: said } = await exchange("GET", next);
    all.push(...body);
    next = /<([^>]+)>;\s*rel="next"/.exec(said.get("Link") ?? "")?.[1];
  }
  return all;
}

export const api = {
  status: () => get(path("status")),
  tasks: () => get(path("tasks")),
  instruments: offered("listInstruments", () => get(path("instruments"), { limit: 1000 })),
  bars: offered("listBars", (symbol, spec, most) => pages(path("bars", symbol), { spec, limit: PAGE }, most)),
  book: offered("showBook", (symbol) => get(path("books", symbol), { levels: 10 })),
  fills: offered("listFills", (parameters) => get(path("fills"), parameters)),
  why: (account, id) => get(path("orders", account, id, "why")),
  submit: (order) => call("POST", path("orders"), order),
  amend: (account, id, change) => call("PATCH", path("orders", account, id), change),
  cancel: (account, id) => call("DELETE", path("orders", account, id)),
  positions: () => get(path("positions")),
  reconciled: () => get(path("reconcile")),
  reconcile: () => call("POST", path("reconcile"), {}),
  strategy: (name, action) => call("POST", path("strategies", name, action)),
  tradingState: (wanted) => call("POST", path("trading-state"), wanted),
  headroom: offered("showHeadroom", () => get(path("risk", "headroom"))),
  cluster: () => get(path("cluster")),
  scale: (role, instances) => call("POST", path("cluster", "scale"), { role, instances }),
  audit: offered("listAudit", (parameters) => get(path("audit"), parameters)),
  recordings: offered("listRecordings", () => get(path("recordings"))),
  backtests: offered("listBacktests", () => get(path("backtests"))),
  backtest: offered("showBacktest", (id) => get(path("backtests", id))),
  startBacktest: offered("startBacktest", (wanted) => call("POST", path("backtests"), wanted)),
  cancelBacktest: offered("cancelBacktest", (id) => call("DELETE", path("backtests", id))),
};
