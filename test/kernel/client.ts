import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { userEnvironment } from '../support/shell';

const root = join(__dirname, '../..');

export interface Failed {
  ename: string;
  evalue: string;
  traceback: string[];
}

export interface Ran {
  stdout: string;
  stderr: string;
  errors: Failed[];
  displays: Record<string, unknown>[];
  messages: number;
  reply: { status: string; execution_count?: number };
  queued: Ran[];
}

export type Step =
  | { run: string; interruptAfter?: number; queue?: string[] }
  | { complete: string }
  | { inspect: string; at: number }
  | { forge: string }
  | { info: true };

/** Runs client.py with our Python and gives what it printed. */
export function python(input: string, ...options: string[]): Promise<string> {
  const args = [join(__dirname, 'client.py'), __dirname, ...options];
  const client = spawn(join(root, '.venv/bin/python'), args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: userEnvironment(),
  });
  client.stdin.end(input);
  return new Promise((resolve, reject) => {
    let output = '';
    client.stdout.on('data', (chunk) => {
      output += chunk;
    });
    client.on('error', reject);
    client.on('close', () => resolve(output));
  });
}

/** Performs the steps in one kernel through a real Jupyter client. */
export async function inKernel<Answer = Ran>(steps: Step[]): Promise<Answer[]> {
  return JSON.parse(await python(JSON.stringify(steps)));
}
