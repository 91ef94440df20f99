// Starts the page: who we are first, then the shell, the stream and the view of the address.
import { discover } from "./api.js";
import { isOpen, keyOfAddress, resume, signIn, token } from "./session.js";
import { openShell } from "./shell.js";
import { askForKey } from "./views/signin.js";
import { watch } from "./store.js";

async function open() {
  const key = keyOfAddress();
  let refused = "";
  if (key) {
    try {
      await signIn(key);
    } catch (problem) {
      refused = problem.message;
    }
  } else {
    await resume();
  }
  if (!token() && !(await isOpen())) await askForKey(refused);
  await knowServer();
  openShell();
  watch("session", () => token() || location.reload()); // revoked or run out: back to the start
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
