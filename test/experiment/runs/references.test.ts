import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { asKept, readPoints, writePoints } from '../../../src/experiment/runs/points';
import {
  playReferences,
  pointsOfReferences,
  referenceEpisodes,
  remakeReferences,
} from '../../../src/experiment/runs/references';
import { makeConfig } from '../../../src/paper/config';
import { withFolder } from '../../support/temporary';

const config = makeConfig('tiny');

describe('points of the reference policies', () => {
  it('are played once and kept, the same as played again; what was changed is found', () => {
    withFolder((folder) => {
      const file = join(folder, 'references.json');
      const points = pointsOfReferences('tiny', file);
      equal(points.length, referenceEpisodes('tiny'));
      deepEqual(pointsOfReferences('tiny', file), points);
      equal(remakeReferences('tiny', file), 8 + 4 * 4);
      writePoints(
        file,
        { config },
        points.filter(({ axis, x }) => axis !== 'dataMB' || x !== 20),
      );
      deepEqual(pointsOfReferences('tiny', file), points);
      const other = points.map((point) => (point.axis === 'dataMB' ? { ...point, metrics: { reward: 0 } } : point));
      writePoints(file, { config }, other);
      throws(() => remakeReferences('tiny', file), /random, dataMB at 10, seed 7000: other numbers than/);
    });
  });

  it('what was played before a stop is not played again, and is no whole file', () => {
    withFolder((folder) => {
      const file = join(folder, 'references.json');
      const points = pointsOfReferences('tiny', file);
      rmSync(file);
      const marked = points.map((point) => ({ ...point, metrics: { ...point.metrics, reward: 1 } }));
      const before = marked.filter(({ axis, x }) => axis === 'none' || (axis === 'dataMB' && x < 30));
      writePoints(`${file}.part`, { config }, before);
      const after = pointsOfReferences('tiny', file);
      const isKept = ({ metrics }: { metrics: { reward?: number } }) => metrics.reward === 1;
      equal(after.filter(isKept).length, before.length);
      deepEqual(
        after.filter((point) => !isKept(point)),
        points.filter(({ axis, x }) => axis !== 'none' && (axis !== 'dataMB' || x >= 30)),
      );
      deepEqual(readdirSync(folder), ['references.json']);
    });
  });

  it('at the default include the search in every slot, and are searched for gains of single players', () => {
    const points = playReferences('tiny', { advance() {}, finish() {} }, [
      { axis: 'none', values: [0], seeds: [7000] },
    ]);
    deepEqual(
      points.map(({ policy }) => policy),
      [
        ...['random', 'hybrid', 'greedy', 'far-sighted', 'oracle', 'far-sighted-patient'],
        ...['linear', 'linear broadcast'],
      ],
    );
    for (const { metrics } of points) ok(metrics.exploitability >= 0 && metrics.exploitability < 1e-6);
    withFolder((folder) => {
      const file = join(folder, 'references.json');
      writePoints(file, { config }, points);
      deepEqual(readPoints(file, { config }), points.map(asKept));
    });
  });
});
