import assert from 'node:assert/strict';
import { type PanelId, panels } from '../../../src/experiment/figures/panel-table';
import * as drawn from '../../../src/experiment/figures/panels';
import { layerStyles, policyStyle, policyStyles } from '../../../src/experiment/figures/style';
import { summarise } from '../../../src/experiment/figures/sweep-data';
import type { Figure, Trace } from '../../../src/experiment/figures/types';
import { plainRows, sweepFigure, syntheticRows } from '../synthetic';

const policyPanels = { '4b': drawn.panel4b, '5b': drawn.panel5b, '5c': drawn.panel5c, '5d': drawn.panel5d } as const;
const morePanels = { '6b': drawn.panel6b, '6c': drawn.panel6c, '7a': drawn.panel7a } as const;

function lines(figure: Figure): Trace[] {
  return figure.data.filter(({ mode }) => mode === 'lines+markers');
}

function bands(figure: Figure): Trace[] {
  return figure.data.filter(({ fill }) => fill === 'toself');
}

function metricsOf(id: PanelId): string[] {
  const views = panels[id].views as Record<string, readonly { metric: string }[]>;
  return [...new Set(Object.values(views).flatMap((view) => view.map(({ metric }) => metric)))];
}

describe('panels', () => {
  for (const [id, panel] of Object.entries({ ...policyPanels, ...morePanels })) {
    it(`${id} draws a line and a band a policy in every plot of every view`, () => {
      const rows = plainRows(metricsOf(id as PanelId));
      for (const [view, metrics] of Object.entries(panels[id as PanelId].views)) {
        const figure = panel({ rows, view });
        assert.equal(lines(figure).length, 3 * metrics.length, view);
        assert.equal(bands(figure).length, 3 * metrics.length, view);
        const xTitle = JSON.stringify(figure.layout);
        assert.ok(xTitle.includes(panels[id as PanelId].xTitle));
        assert.match(JSON.stringify(figure.layout.yaxis), /\(|rate|experience/);
      }
    });
  }

  it('draws means and 95 % intervals that a reader can check by hand', () => {
    const value = (_policy: number, x: number, seed: number) => 10 * x + seed;
    const rows = syntheticRows({ policies: ['greedy'], xs: [1, 2], seeds: 2, metrics: ['msr'], value });
    const figure = sweepFigure({ rows, metric: 'msr', xTitle: 'x', yTitle: 'y' });
    assert.deepEqual(lines(figure)[0].y, [11.5, 21.5]);
    // Half width 12.7062 · √0.5 / √2 = 6.3531.
    const highs = (bands(figure)[0].y as number[]).slice(0, 2);
    assert.ok(Math.abs(highs[0] - 17.853102368) < 1e-8 && Math.abs(highs[1] - 27.853102368) < 1e-8);
  });

  it('3b shows the layers of one policy and their growth', () => {
    const metrics = ['energyVehicleJ', 'energyEdgeJ', 'energyCloudJ'];
    const value = (_policy: number, x: number) => x;
    const rows = syntheticRows({ policies: ['greedy', 'random'], xs: [10, 20], seeds: 2, metrics, value });
    const figure = drawn.panel3b({ rows, policy: 'greedy' });
    assert.deepEqual(
      lines(figure).map(({ name }) => name),
      ['vehicle (+100 %)', 'edge (+91 %)', 'cloud (+83 %)'],
    );
    assert.equal(drawn.sweepGrowth(rows, 'greedy', 'energyVehicleJ'), 1);
    assert.deepEqual((lines(figure)[0].line as { color: string }).color, layerStyles.vehicle.color);
  });

  it('gives a policy the same look in every panel', () => {
    const looks = [drawn.panel4b, drawn.panel6b].map((panel) => {
      const figure = panel({ rows: plainRows(['qoe', 'msr'], ['hybrid', 'greedy']), policies: ['greedy'] });
      return JSON.stringify([lines(figure)[0].line, lines(figure)[0].marker]);
    });
    assert.equal(looks[0], looks[1]);
  });

  it('gives no two policies the same look', () => {
    const looks = Object.values(policyStyles).map(({ color, dash, marker }) => `${color} ${dash} ${marker}`);
    const labels = Object.values(policyStyles).map(({ label }) => label);
    assert.equal(new Set(looks).size, looks.length);
    assert.equal(new Set(labels).size, labels.length);
    assert.throws(() => policyStyle('nearist'), /no figure style for policy "nearist"; known: .*nearest/);
  });

  it('marks modified ground, and only that', () => {
    const rows = plainRows(['qoe']);
    const plain = drawn.panel4b({ rows });
    assert.ok(!JSON.stringify(plain).includes('MODIFIED'));
    assert.ok(JSON.stringify(drawn.panel4b({ rows, modified: ['linkRate'] })).includes('MODIFIED(linkRate)'));
  });

  it('draws no band where there is one seed, and says so under the pointer', () => {
    const value = () => 1;
    const rows = syntheticRows({ policies: ['greedy'], xs: [1, 2], seeds: 1, metrics: ['qoe'], value });
    const figure = drawn.panel4b({ rows });
    assert.equal(bands(figure).length, 0);
    assert.match(String((lines(figure)[0].text as string[])[0]), /1 seed, no interval/);
  });
});

describe('panels of tiers', () => {
  it('leave out the line of a policy that never goes there, and name each policy once in the legend', () => {
    const rows = plainRows(['msr', 'msrEdge', 'msrCloud']).map((row) => {
      const { msrCloud, ...others } = row.metrics;
      return row.policy === 'hybrid' ? { ...row, metrics: others } : row;
    });
    const figure = drawn.panel6b({ rows, view: 'tiers' });
    assert.equal(lines(figure).length, 8);
    const named = lines(figure).filter(({ showlegend }) => showlegend);
    assert.deepEqual(named.map(({ name }) => name).sort(), ['greedy', 'hybrid', 'random']);
  });
});

describe('sweep rows', () => {
  const rows = plainRows(['msr']);

  it('are summarised in rising x, whatever their order', () => {
    assert.deepEqual(summarise([...rows].reverse(), 'hybrid', 'msr'), summarise(rows, 'hybrid', 'msr'));
    assert.deepEqual(
      summarise([...rows].reverse(), 'hybrid', 'msr').map(({ x }) => x),
      [0.5, 1, 2],
    );
  });

  it('may lack a metric in some runs: the mean is over those that have it', () => {
    const some = rows.map((row) => (row.seed === 1 ? { ...row, metrics: {} } : row));
    assert.ok(summarise(some, 'greedy', 'msr').every(({ interval }) => interval.count === 2));
  });

  it('are refused with policy, place and value when something is wrong', () => {
    assert.throws(
      () => summarise(rows, 'relay', 'msr'),
      /no rows of policy "relay"; the rows hold greedy, hybrid, random/,
    );
    assert.throws(() => summarise(rows, 'greedy', 'mrs'), /"greedy" has no metric "mrs"; its rows hold msr/);
    assert.throws(() => summarise([...rows, rows[0]], 'greedy', 'msr'), /x 0.5, seed 1 occurs twice/);
    const broken = [{ ...rows[0], metrics: { msr: Number.NaN } }];
    assert.throws(() => summarise(broken, 'greedy', 'msr'), /x 0.5, seed 1: msr is NaN/);
    assert.throws(() => drawn.panel4b({ rows: [] }), /qoe: no rows; there is nothing to draw/);
    assert.throws(() => drawn.panel6b({ rows, view: 'layers' }), /panel 6b has no view "layers"; it has main, tiers/);
  });
});
