import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one test; removed when the test ends. */
export function withFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'twinkit-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file with the given content, in a folder for one use. */
export function withFile(name: string, content: string, work: (file: string) => void): void {
  withFolder((folder) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    work(file);
  });
}

/** The same for work that waits. */
export async function withFolderAsync<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'twinkit-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
