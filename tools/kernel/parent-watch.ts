const periodMs = 500;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A kernel whose client has died would run for ever: it ends with it, even in the middle of a busy cell. */
export function watchParent(): void {
  const parent = process.ppid;
  const client = Number(process.env.JPY_PARENT_PID) || parent;
  setInterval(() => {
    if (process.ppid !== parent || !isAlive(client)) process.kill(process.pid, 'SIGKILL');
  }, periodMs);
}
