// Starts the page: who we are first, then the shell, the stream and the view of the address.
import { discover, offers } from "./api.js";
import { keyOfAddress, resume, signIn, token } from "./session.js";
import { openShell } from "./shell.js";
import { askForKey } from "./views/signin.js";
import { watch } from "./store.js";

async function open() {
  const key = keyOfAddress();
  await knowServer();
  if (offers("beginSession")) await begin(key);
  openShell();
  watch("session", () => token() || location.reload()); // revoked or run out: back to the start
}

/** By the key of the address, by the session of before a reload, or by asking. */
async function begin(key) {
  let refused = "";
  try {
    if (key) await signIn(key);
    else await resume();
  } catch (problem) {
    refused = problem.message;
  }
  if (!token()) await askForKey(refused);
}

/** The page begins when the server has said what it has, however long that takes. */
async function knowServer() {
  for (;;) {
    try {
      return await discover();
    } catch (problem) {
      if (problem.status === undefined) throw problem; // ours, not the server's
      await new Promise((later) => setTimeout(later, 1000));
    }
  }
}

open();
