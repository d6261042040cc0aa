import { metricsOf } from '../../paper/claims';
import { LEARNERS, runsOf } from '../runs/rows';
import { label, type PredicateJudge } from './common';
import { conclude, concludeWithin } from './conclude';
import { difference, relative } from './finding';
import { collect, tenth } from './values';

/** The last tenth of the episodes against the first, for every learner. */
export const overTraining =
  (sign: 1 | -1): PredicateJudge =>
  (claim, runs) => {
    const findings = metricsOf(claim).flatMap((metric) =>
      LEARNERS.map((algorithm) => {
        const own = runsOf(runs, { algorithm });
        const [first, last] = (['first', 'last'] as const).map((which) =>
          collect(own, (run) => tenth(run, metric, which)),
        );
        return difference(`${metric} of ${label(algorithm)}, last tenth against first`, last, first, sign);
      }),
    );
    return conclude(claim, { findings, bound: 0 });
  };

/** The change from the first tenth of the episodes to the last stays within a share. */
export const changesByLessThan: PredicateJudge = (claim, runs) => {
  const own = runsOf(runs, { algorithm: 'ga' });
  const [first, last] = (['first', 'last'] as const).map((which) =>
    collect(own, (run) => tenth(run, claim.metric, which)),
  );
  const found = relative(`${claim.metric} of ${label('ga')}, last tenth against first`, last, first, 1);
  return concludeWithin(claim, found, 0, Number(claim.threshold));
};
