import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Publisher, Reply, Router } from 'zeromq';
import { interrupter } from './interrupter';
import type { Channel, ToIo, ToMain } from './messages';
import { watchParent } from './parent-watch';
import { type Connection, decode, encodeReply, type Frame, type Request } from './wire';

/**
 * The thread that owns the sockets. A cell that keeps the main thread busy for minutes delays nothing here: output
 * flows, the heartbeat answers, and an interrupt or a shutdown is heard.
 */
const connection = workerData as Connection;
const port = parentPort;
if (!port) throw new Error('the input-output thread is started by main.js');

const post = (message: ToMain): void => port.postMessage(message);
const address = (portNumber: number): string => `${connection.transport}://${connection.ip}:${portNumber}`;

const unlimited = { sendHighWaterMark: 0, linger: 1000 };
const sockets = {
  iopub: new Publisher(unlimited),
  shell: new Router(unlimited),
  control: new Router(unlimited),
  stdin: new Router(),
  heartbeat: new Reply(),
};

/** Sends one after the other: a socket refuses a second send while one is under way. */
function sender(socket: Publisher | Router): (frames: Frame[]) => void {
  const queue: Frame[][] = [];
  let sending = false;
  async function drain(): Promise<void> {
    sending = true;
    for (let next = queue.shift(); next; next = queue.shift()) await socket.send(next as (string | Buffer)[]);
    sending = false;
  }
  return (frames) => {
    queue.push(frames);
    if (!sending) void drain();
  };
}

const send: Record<Channel, (frames: Frame[]) => void> = {
  iopub: sender(sockets.iopub),
  shell: sender(sockets.shell),
  control: sender(sockets.control),
};

const interrupts = interrupter((id) => post({ kind: 'interrupt', id }));

function reply(request: Request, type: string, content: Record<string, unknown>): void {
  send.control(encodeReply(connection.key, request, type, content));
}

/** A signal, not `process.exit`: that would wait for a busy cell. */
function shutDown(request: Request): void {
  reply(request, 'shutdown_reply', { status: 'ok', restart: request.content.restart === true });
  setTimeout(() => process.kill(process.pid, 'SIGTERM'), 100);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1500);
}

function handleControl(frames: Uint8Array[]): void {
  const request = decode(connection.key, frames);
  if (request.header.msg_type === 'interrupt_request') {
    interrupts.request();
    reply(request, 'interrupt_reply', { status: 'ok' });
  } else if (request.header.msg_type === 'shutdown_request') {
    shutDown(request);
  } else {
    post({ kind: 'request', channel: 'control', frames });
  }
}

async function receive(socket: Router, handle: (frames: Uint8Array[]) => void): Promise<void> {
  for await (const frames of socket) {
    try {
      handle(frames);
    } catch (error) {
      writeSync(2, `twinkit kernel: ${error}\n`);
    }
  }
}

async function answerHeartbeat(): Promise<void> {
  for await (const frames of sockets.heartbeat) await sockets.heartbeat.send(frames);
}

async function start(): Promise<void> {
  await Promise.all([
    sockets.iopub.bind(address(connection.iopub_port)),
    sockets.shell.bind(address(connection.shell_port)),
    sockets.control.bind(address(connection.control_port)),
    sockets.stdin.bind(address(connection.stdin_port)),
    sockets.heartbeat.bind(address(connection.hb_port)),
  ]);
  void receive(sockets.shell, (frames) => post({ kind: 'request', channel: 'shell', frames }));
  void receive(sockets.control, handleControl);
  void answerHeartbeat();
}

port.on('message', (message: ToIo) => {
  if (message.kind === 'send') send[message.channel](message.frames);
  else interrupts.answered(message.id);
});

watchParent();
void start();
