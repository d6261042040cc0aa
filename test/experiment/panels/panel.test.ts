import { deepEqual, equal, match, ok, throws } from 'node:assert/strict';
import { composeSvg } from '../../../src/experiment/figures/compose';
import { curvePanels } from '../../../src/experiment/figures/curve-table';
import { panels } from '../../../src/experiment/figures/panel-table';
import { policyStyle } from '../../../src/experiment/figures/style';
import { figureToSvg } from '../../../src/experiment/figures/svg';
import type { Figure, Trace } from '../../../src/experiment/figures/types';
import type { Metrics } from '../../../src/experiment/metrics';
import { panel, panelIds, panelViews, paperFigure } from '../../../src/experiment/panels';
import { referencePanel } from '../../../src/experiment/reference-panels';
import { flatReferences, syntheticRuns } from '../runs/synthetic-runs';

const LEVELS = { 'mo-maddpg': 4, maddpg: 3, madqn: 2, ga: 1 } as const;
const tables: Record<string, { views: Readonly<Record<string, readonly { metric: string }[]>> }> = {
  ...panels,
  ...curvePanels,
};
const NAMES = [
  ...new Set(
    Object.values(tables).flatMap(({ views }) =>
      Object.values(views)
        .flat()
        .map(({ metric }) => metric),
    ),
  ),
];

const all = (value: number): Metrics => Object.fromEntries(NAMES.map((name) => [name, value]));
const algorithm = (name: keyof typeof LEVELS) =>
  [
    name,
    {
      reach: ({ x, seed }: { x: number; seed: number }) => all(LEVELS[name] + seed / 10 + x / 100),
      progress: ({ share, seed }: { share: number; seed: number }) => {
        const row = { ...all(LEVELS[name] + seed / 10 + share), interruptionsPerSlot: 0, handovers: 3 };
        const ofLoss = (column: string) => column === 'loss' || column === 'bellmanError';
        return Object.fromEntries(Object.entries(row).filter(([column]) => name !== 'ga' || !ofLoss(column)));
      },
      register: name === 'mo-maddpg' ? {} : { 'game.enabled': false },
    },
  ] as const;
const references = flatReferences({
  random: all(0.5),
  hybrid: all(1),
  greedy: all(2),
  'far-sighted': all(3),
  oracle: all(1.5),
  // beside the final weights only: no panel draws them
  'far-sighted-patient': all(3.2),
  'linear broadcast': all(1.2),
});
const names = Object.keys(LEVELS) as (keyof typeof LEVELS)[];
const runs = syntheticRuns(names.map(algorithm), { references });
const half = syntheticRuns(names.slice(0, 2).map(algorithm));

const lines = ({ data }: Figure): Trace[] => data.filter(({ mode, fill }) => String(mode).startsWith('lines') && !fill);
const bands = ({ data }: Figure): Trace[] => data.filter(({ fill }) => fill === 'toself');

describe('the fifteen panels', () => {
  it('have a table of means with half-intervals: a row a policy, a column an x, references where they have one', () => {
    const [proposed, ...others] = panel('6b', runs).grid();
    deepEqual(Object.keys(proposed), ['policy', ...[0.5, 0.75, 1, 1.25, 1.5, 2].map((x) => `at ${x}`)]);
    // five seeds from 4.0 to 4.4, and x/100: mean 4.2 + 0.02, half-width 2.776 · 0.158 / √5
    deepEqual([proposed.policy, proposed['at 2']], ['MO-MADDPG', '4.22 ± 0.20']);
    equal(others.length, 7);
    const curve = panel('6a', runs).grid();
    const random = curve.find(({ policy }) => policy === 'random') ?? {};
    deepEqual(
      Object.entries(random).map(([, cell]) => cell),
      ['random', ...Array(Object.keys(random).length - 2).fill('–'), '0.500 ± 0.000'],
    );
    deepEqual(
      new Set(
        panel('3b', runs)
          .grid()
          .map(({ quantity }) => quantity),
      ).size,
      3,
    );
  });

  it('are all of the paper’s, and every view of each can be drawn', () => {
    deepEqual(panelIds.join(' '), '2a 2b 3a 3b 4a 4b 5a 5b 5c 5d 6a 6b 6c 7a 7b');
    for (const id of panelIds)
      for (const view of panelViews(id)) {
        const { figure, rows, csv, missing } = panel(id, runs, { view });
        ok(lines(figure).length > 0, `${id} ${view}`);
        equal(csv.trimEnd().split('\n').length, rows.length + 1);
        deepEqual(missing, []);
      }
  });

  it('are named where one is asked for that is not there', () => {
    const unknown = { name: 'RangeError', message: /^panel "9z" is not one of 2a, 2b, .*7b/ };
    throws(() => panel('9z' as '2a', runs), unknown);
    throws(() => panelViews('9z' as '2a'), unknown);
    throws(() => referencePanel('2a' as '3b'), { name: 'RangeError', message: /^panel "2a" is not one of 3b, / });
  });

  it('show the four learners with bands over seeds, references thin and without', () => {
    const { figure } = panel('6b', runs);
    deepEqual(
      lines(figure).map(({ name }) => name),
      ['MO-MADDPG', 'MADDPG', 'MADQN', 'GA static', 'random', 'hybrid', 'greedy', 'far-sighted'],
    );
    equal(bands(figure).length, 4);
    const [first] = lines(figure);
    match(String((first.text as string[])[0]), /95 %, 5 seeds/);
  });

  it('say which reference lines run off an axis', () => {
    const titleOf = (shown: typeof runs) => JSON.stringify(panel('6b', shown).figure.layout.title);
    ok(!titleOf(runs).includes('beyond'));
    const far = flatReferences({ random: all(500), greedy: all(2) });
    match(
      titleOf(syntheticRuns(names.map(algorithm), { references: far })),
      /beyond an axis, in part or wholly: random</,
    );
  });

  it('have the numbers a reader can recompute: mean and Student’s interval over training seeds', () => {
    const row = panel('6b', runs).rows.find(({ policy, x }) => policy === 'MO-MADDPG' && x === 1);
    // 4.01 + 0, .1, .2, .3, .4: mean 4.21, s = 0.158114, half width 2.776445·s/√5.
    ok(row !== undefined && Math.abs(row.mean - 4.21) < 1e-9);
    ok(Math.abs(Number(row?.high) - (4.21 + (2.7764451 * 0.15811388) / Math.sqrt(5))) < 1e-6);
    equal(row?.seeds, 5);
  });

  it('keep one colour for an algorithm everywhere', () => {
    for (const id of panelIds) {
      const { figure } = panel(id, runs, { view: id === '3b' ? 'algorithms' : 'main' });
      for (const { name, line } of lines(figure).filter((trace) => trace.name === 'MADDPG'))
        equal((line as { color: string }).color, policyStyle('maddpg').color, `${id} ${name}`);
    }
  });

  it('2b shows raw and comparable together with the reason, and no line of the genetic algorithm', () => {
    const { figure, note } = panel('2b', runs);
    match(note, /different targets/);
    ok(!lines(figure).some(({ name }) => name === 'GA static'));
    equal(lines(figure).filter(({ name }) => name === 'MADQN').length, 2);
    equal(lines(panel('2b', runs, { view: 'genetic' }).figure).length, 1);
  });

  it('3b is the proposed algorithm by layer with its growth', () => {
    const labels = lines(panel('3b', runs).figure).map(({ name }) => name);
    // (4.2 + 0.5)/(4.2 + 0.1) − 1 = 9.3 %.
    deepEqual(labels, ['vehicle (+9 %)', 'edge (+9 %)', 'cloud (+9 %)']);
  });

  it('say what is not there yet, and draw the rest', () => {
    const { figure, missing } = panel('4a', half);
    deepEqual(missing, ['MADQN', 'GA static']);
    match(JSON.stringify(figure.layout.title), /not there yet: MADQN, GA static/);
    throws(() => panel('4a', syntheticRuns([])), /panel 4a, main: there is nothing to draw yet; missing are MO-MADDPG/);
    throws(() => panel('4a', runs, { view: 'layers' }), /panel 4a has no view "layers"; it has main, tiers/);
  });

  it('carry the MODIFIED mark of their runs and of the caller', () => {
    const changed = syntheticRuns(names.map(algorithm), { modified: ['linkRate'] });
    ok(JSON.stringify(panel('2a', changed).figure).includes('MODIFIED(linkRate)'));
    ok(JSON.stringify(panel('2a', runs, { modified: ['queueWait'] }).figure).includes('MODIFIED(queueWait)'));
    ok(!JSON.stringify(panel('2a', runs).figure).includes('MODIFIED'));
  });
});

describe('figures of the paper', () => {
  it('stand in one SVG with every panel, the same bytes twice', async () => {
    const svg = await paperFigure(2, runs);
    match(svg, /^<svg xmlns[^>]* viewBox="0 0 1296 438">/);
    ok(svg.includes('Fig. 2a') && svg.includes('Fig. 2b'));
    equal(await paperFigure(2, runs), svg);
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    equal(new Set(ids).size, ids.length, 'an id occurs twice');
  });

  it('compose in rows and refuse what is no picture', async () => {
    const svg = await figureToSvg(panel('2a', runs).figure);
    match(composeSvg([svg, svg, svg], 2), /width="1296" height="892"/);
    throws(() => composeSvg(['<svg></svg>']), /picture 0 is none that figureToSvg made/);
  });
});
