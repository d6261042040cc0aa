import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { type Lab, startLab } from './lab';

const root = join(__dirname, '../..');
const copy = 'build/browser/notebooks/00-start-here.ipynb';

/** A copy: JupyterLab saves what it has run. */
function copyNotebook(): void {
  mkdirSync(join(root, 'build/browser/notebooks'), { recursive: true });
  copyFileSync(join(root, 'notebooks/00-start-here.ipynb'), join(root, copy));
}

/** Prompts of the code cells that have source: "[3]:" has run, "[*]:" is running, "[ ]:" has not. */
function prompts(page: Page): Promise<string[]> {
  return page.$$eval('.jp-CodeCell', (cells) =>
    cells
      .filter((cell) => cell.querySelector('.cm-content')?.textContent?.trim())
      .map((cell) => cell.querySelector('.jp-InputPrompt')?.textContent ?? ''),
  );
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What a person does: wait for the kernel, clear the committed outputs, run all from the menu, wait for the last cell. */
async function runAll(page: Page): Promise<void> {
  const choose = async (menu: string, item: string): Promise<void> => {
    await page.getByRole('menuitem', { name: menu, exact: true }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  await page.locator('.jp-Notebook .jp-CodeCell').first().waitFor();
  await page.locator('#jp-main-statusbar').getByText('twinkit (TypeScript) | Idle').waitFor();
  await choose('Edit', 'Clear Outputs of All Cells');
  await choose('Run', 'Run All Cells');
  for (let seen = ['']; seen.some((prompt) => !/^\[\d+\]:$/.test(prompt)); seen = await prompts(page)) {
    if (await page.locator('[data-mime-type="application/vnd.jupyter.error"]').count()) return;
    await page.waitForTimeout(250);
  }
}

describe('JupyterLab in a real browser', function () {
  this.timeout(180_000);
  let lab: Lab;
  let browser: Browser;

  before(async () => {
    copyNotebook();
    lab = await startLab();
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await lab?.stop();
  });

  it('opens 00-start-here, runs every cell without an error and draws the figure live', async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 2000 } });
    page.setDefaultTimeout(60_000);
    await page.goto(lab.address(copy));
    await runAll(page);
    await page.screenshot({ path: join(root, 'build/browser/start-here.png') });
    const errors = await page.locator('[data-mime-type="application/vnd.jupyter.error"]').allInnerTexts();
    assert.deepEqual(errors, []);
    const plot = page.locator('.js-plotly-plot .main-svg').first();
    await plot.waitFor();
    const box = await plot.boundingBox();
    assert.ok(box && box.width > 200 && box.height > 100, JSON.stringify(box));
  });

  it('answers on loopback only, and only to who has the token', async () => {
    assert.match(lab.origin, /^http:\/\/127\.0\.0\.1:/);
    assert.equal((await fetch(`${lab.origin}/api/contents`)).status, 403);
  });

  it('ends together with the compiler that rebuilds the package', async () => {
    assert.equal(lab.children.length, 2);
    await browser.close();
    await lab.stop();
    assert.deepEqual(lab.children.filter(isAlive), []);
  });
});
