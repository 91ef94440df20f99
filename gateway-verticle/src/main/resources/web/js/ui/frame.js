// Draws at most once a frame, however often something changed.
const waiting = new Set();
let asked = false;

export function inFrame(draw) {
  waiting.add(draw);
  if (!asked) {
    asked = true;
    requestAnimationFrame(run);
  }
}

export function notInFrame(draw) {
  waiting.delete(draw);
}

function run() {
  asked = false;
  const due = [...waiting];
  waiting.clear();
  due.forEach((draw) => draw());
}
