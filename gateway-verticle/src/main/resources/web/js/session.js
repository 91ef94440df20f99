// Who the page is: a key, from the address or typed in, is swapped for a token that lives a quarter of an hour.
import { put } from "./store.js";

const KEPT = "outcry.session";
const RENEW_AT = 0.6; // of the token's life
let session = read();
let timer;

/** The key in the address's fragment, which is then gone from it. */
export function keyOfAddress() {
  const found = /^#key=(.+)$/.exec(location.hash);
  if (!found) return "";
  history.replaceState(null, "", location.pathname + location.search);
  return decodeURIComponent(found[1]);
}

export function token() {
  return session?.token ?? "";
}

export function headers() {
  return session ? { Authorization: `Bearer ${session.token}` } : {};
}

/** Swaps a key for a session; throws what the server says against it. */
export async function signIn(key) {
  await ask({ Authorization: `Bearer ${key.trim()}` });
}

/** Goes on with the session of before the reload, if it still holds. */
export async function resume() {
  if (!session) return false;
  try {
    await renew();
    return true;
  } catch (problem) {
    if (problem.status === 401 || problem.status === 403) {
      signOut();
      return false;
    }
    return true; // the server is away, not against us
  }
}

export function signOut() {
  session = undefined;
  clearTimeout(timer);
  sessionStorage.removeItem(KEPT);
  put("session", undefined);
}

function renew() {
  return ask(headers());
}

async function ask(authorization) {
  const response = await fetch("/api/v1/session", { method: "POST", headers: authorization });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw Object.assign(new Error(body.detail || `the server answered ${response.status}`), { status: response.status, code: body.code });
  }
  const life = Math.max(10_000, Date.parse(body.expires) - Date.now());
  session = body;
  sessionStorage.setItem(KEPT, JSON.stringify(body));
  put("session", body);
  clearTimeout(timer);
  timer = setTimeout(keepAlive, life * RENEW_AT);
}

function keepAlive() {
  renew().catch((problem) => {
    if (problem.status === 401 || problem.status === 403) signOut();
    else timer = setTimeout(keepAlive, 5000);
  });
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? undefined;
  } catch {
    return undefined; // somebody else's words under our name
  }
}
