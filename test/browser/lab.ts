import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

export interface Lab {
  /** Address of a file, with the token. */
  address(path: string): string;
  readonly origin: string;
  /** Process ids of the server and of the compiler that rebuilds the package. */
  readonly children: number[];
  stop(): Promise<void>;
}

/** JupyterLab draws only the cells in view by default; the test looks at all of them. */
function settings(): string {
  const folder = join(root, 'build/browser/settings');
  mkdirSync(join(folder, '@jupyterlab/notebook-extension'), { recursive: true });
  writeFileSync(join(folder, '@jupyterlab/notebook-extension/tracker.jupyterlab-settings'), '{"windowingMode":"none"}');
  return folder;
}

function ended(process: ChildProcess): Promise<void> {
  return new Promise((resolve) => process.on('exit', () => resolve()));
}

/** Starts JupyterLab as `make lab` does, on a free port. */
export async function startLab(): Promise<Lab> {
  const env = { ...process.env, JUPYTERLAB_SETTINGS_DIR: settings() };
  const args = ['tools/lab.py', '--no-browser', '--ServerApp.port=0', '--ServerApp.allow_remote_access=False'];
  const lab = spawn(join(root, '.venv/bin/python'), args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = ended(lab);
  const url = await new Promise<URL>((resolve, reject) => {
    let log = '';
    lab.stderr?.on('data', (chunk) => {
      log += chunk;
      const found = log.match(/http:\/\/127\.0\.0\.1:\d+\/lab\S*\?token=\w+/);
      if (found) resolve(new URL(found[0]));
    });
    lab.on('exit', (code) => reject(new Error(`JupyterLab ended with ${code}:\n${log}`)));
  });
  const children = readFileSync(`/proc/${lab.pid}/task/${lab.pid}/children`, 'utf8').trim().split(' ').map(Number);
  return {
    origin: url.origin,
    children,
    address: (path) => `${url.origin}/lab/tree/${path}${url.search}`,
    async stop() {
      if (lab.exitCode === null) lab.kill('SIGTERM');
      await exit;
    },
  };
}
