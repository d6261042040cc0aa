import { Session } from 'node:inspector';

const patienceMs = 150;

/** Ends whatever JavaScript the main thread is running, through V8's own debugger interface. */
function terminateMainThread(ended: () => void): void {
  const session = new Session();
  session.connectToMainThread();
  session.post('Runtime.terminateExecution', () => {
    session.disconnect();
    ended();
  });
}

/**
 * An interrupt is first a message: a main thread that is waiting takes it at once. One that stays silent is busy in a
 * loop; then its running code is terminated, again and again until it answers.
 */
export function interrupter(ask: (id: number) => void): { request(): void; answered(id: number): void } {
  let latest = 0;
  let open = false;
  let terminating = false;

  function insist(): void {
    if (!open) return;
    if (!terminating) {
      terminating = true;
      terminateMainThread(() => {
        terminating = false;
        if (open) ask(latest);
      });
    }
    setTimeout(insist, patienceMs);
  }

  return {
    request() {
      latest += 1;
      ask(latest);
      if (!open) setTimeout(insist, patienceMs);
      open = true;
    },
    answered(id) {
      if (id === latest) open = false;
    },
  };
}
