import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { guardTimers } from './guarded-timers';
import { Kernel } from './kernel';
import type { ToIo, ToMain } from './messages';
import type { Connection } from './wire';

/** Started by Jupyter as `node dist/tools/kernel/main.js {connection_file}`. */
function main(connectionFile: string | undefined): void {
  if (!connectionFile) throw new Error('usage: node dist/tools/kernel/main.js CONNECTION_FILE (Jupyter starts it so)');
  const connection: Connection = JSON.parse(readFileSync(connectionFile, 'utf8'));
  const io = new Worker(join(__dirname, 'io-thread.js'), { workerData: connection });
  const post = (message: ToIo): void => io.postMessage(message);
  guardTimers();
  const kernel = new Kernel(connection, post);
  io.on('message', (message: ToMain) => {
    if (message.kind === 'request') {
      try {
        kernel.handle(message.channel, message.frames);
      } catch (error) {
        writeSync(2, `twinkit kernel: ${error}\n`); // not into the output of a cell
      }
    } else {
      post({ kind: 'interrupted', id: message.id });
      kernel.interrupt();
    }
  });
  process.on('SIGINT', () => kernel.interrupt());
}

main(process.argv[2]);
