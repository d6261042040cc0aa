import { deepEqual, equal, ok, throws } from 'node:assert/strict';
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
