import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { JSDOM } from 'jsdom';
import { pictureBox } from '../../../src/experiment/figures/layout-shim';
import { policyStyles } from '../../../src/experiment/figures/style';
import { figureToSvg } from '../../../src/experiment/figures/svg';
import { plainRows, sweepFigure } from '../synthetic';

const figure = sweepFigure({
  rows: plainRows(['msr'], Object.keys(policyStyles)),
  metric: 'msr',
  xTitle: 'resource multiplier',
  yTitle: 'migration success rate',
  title: 'Success and resources',
});

interface Label {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function labelsOf(svg: string): Label[] {
  const { document } = new JSDOM(svg, { contentType: 'image/svg+xml' }).window;
  return Array.from(document.querySelectorAll('text')).flatMap((element) => {
    const box = pictureBox(element);
    return box ? [{ text: element.textContent ?? '', ...box }] : [];
  });
}

describe('figureToSvg', () => {
  it('gives the same bytes again, whatever was drawn between', async () => {
    const first = await figureToSvg(figure);
    await figureToSvg({ data: [{ x: [1, 2], y: [2, 1] }], layout: {} });
    assert.equal(await figureToSvg(figure), first);
  });

  it('gives the same bytes in another process', async () => {
    const program = `
      const { figureToSvg } = require('./src/experiment/figures/svg');
      let text = '';
      process.stdin.on('data', (part) => { text += part; });
      process.stdin.on('end', () => figureToSvg(JSON.parse(text)).then((svg) => process.stdout.write(svg)));`;
    const input = JSON.stringify(figure);
    const other = execFileSync(process.execPath, ['--import=tsx', '-e', program], { input, encoding: 'utf8' });
    assert.equal(other, await figureToSvg(figure));
  });

  it('draws what differs differently, and calls at the same time do not mix', async () => {
    const changed = { ...figure, layout: { ...figure.layout, title: { text: 'Another title' } } };
    const [one, two] = await Promise.all([figureToSvg(figure), figureToSvg(changed)]);
    assert.equal(one, await figureToSvg(figure));
    assert.ok(two.includes('Another title') && !one.includes('Another title'));
  });

  it('shares no id with another picture, which would clip it on the same page', async () => {
    const others = [
      { ...figure, layout: { ...figure.layout, title: { text: 'b' } } },
      { data: [], layout: {} },
    ];
    const ids = (await Promise.all([figure, ...others].map((one) => figureToSvg(one)))).flatMap((svg) => [
      ...new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)),
    ]);
    assert.ok(ids.length > 10);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('keeps all texts inside the picture and apart from each other, at 12 px or more', async () => {
    const svg = await figureToSvg(figure);
    const labels = labelsOf(svg);
    for (const { label } of Object.values(policyStyles))
      assert.ok(
        labels.some(({ text }) => text === label),
        label,
      );
    for (const label of labels) {
      const inside = label.left >= 0 && label.right <= 640 && label.top >= 0 && label.bottom <= 420;
      assert.ok(inside, `"${label.text}" leaves the picture: ${JSON.stringify(label)}`);
    }
    labels.forEach((p, index) => {
      for (const q of labels.slice(index + 1)) {
        const overlap = Math.min(p.right, q.right) - Math.max(p.left, q.left);
        const overlapDown = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
        assert.ok(overlap <= 0 || overlapDown <= 1, `"${p.text}" and "${q.text}" overlap`);
      }
    });
    const sizes = [...svg.matchAll(/font-size: ([\d.]+)px/g)].map(([, size]) => Number(size));
    assert.ok(sizes.length > 0 && Math.min(...sizes) >= 12);
  });

  it('names a sans-serif family that every browser has', async () => {
    assert.match(await figureToSvg(figure), /font-family: Arial, Helvetica, sans-serif/);
  });

  it('does not change the figure it draws', async () => {
    const before = JSON.stringify(figure);
    await figureToSvg(figure);
    assert.equal(JSON.stringify(figure), before);
  });

  it('takes its size from the call, else from the layout, and refuses impossible ones', async () => {
    assert.match(await figureToSvg(figure, { width: 800 }), /^<svg[^>]* width="800" height="420"/);
    await assert.rejects(async () => figureToSvg(figure, { width: Number.NaN }), /width is NaN/);
    await assert.rejects(async () => figureToSvg(figure, { height: 9 }), /height is 9/);
  });
});
