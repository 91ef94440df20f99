// What a view holds while it is on the screen; closing gives all of it back.
import { inFrame, notInFrame } from "./frame.js";
import { fail, put, topic, watch } from "../store.js";

export function newScope() {
  const open = [];
  let closed = false;
  const scope = {
    add: (giveBack) => (closed ? giveBack() : open.push(giveBack)),
    isClosed: () => closed,
    /** Draws in the next frame after any of the topics has changed, and at once. */
    watch(names, draw) {
      const due = () => closed || draw();
      names.forEach((name) => scope.add(watch(name, () => inFrame(due))));
      scope.add(() => notInFrame(due));
      inFrame(due);
    },
    every(millis, act) {
      const timer = setInterval(act, millis);
      scope.add(() => clearInterval(timer));
    },
    /** Keeps a topic at what a call answers: now, and again so long after each answer. */
    poll(name, ask, millis) {
      let timer;
      const round = async () => {
        try {
          put(name, await ask());
        } catch (problem) {
          fail(name, problem);
        }
        if (!closed) timer = setTimeout(round, topic(name).error?.status === 404 ? 30_000 : millis);
      };
      scope.add(() => clearTimeout(timer));
      round();
      return () => {
        clearTimeout(timer);
        round();
      };
    },
    close() {
      closed = true;
      open.splice(0).forEach((giveBack) => giveBack());
    },
  };
  return scope;
}
