import type { Environment } from '../environment/environment';
import { STATUS } from '../environment/flows';
import { dwellS } from '../environment/links';
import { accessPoolHz, capacityG } from '../environment/pools';
import { createOutcome, type SlotOutcome, slotValue, weightsOf } from '../environment/slot';
import { DEFER, REQUEST } from '../environment/state';
import type { Config } from '../paper/config';
import { clip } from '../support/numeric';
import { decidersOf, idleAction } from './choice';
import { ascend } from './coordinate-ascent';
import { REFUSED } from './greedy';
import type { Policy } from './policy';
import { checkWeights, tunedWeights } from './tuned';

/** θ₀–θ₁₀ of MODEL.md §5.6, and where the search for them starts. Power and φ are shares of their ranges. */
export const FAR_SIGHTED_START = [
  { name: 'cloud destination', mean: 0.05, deviation: 0.1 },
  { name: 'dwell at an edge destination', mean: 0.05, deviation: 0.1 },
  { name: 'held spectrum', mean: 0.1, deviation: 0.2 },
  { name: 'latency of hand-overs and pre-migrations', mean: 0.05, deviation: 0.1 },
  { name: 'hosted share of the destination', mean: 0.05, deviation: 0.1 },
  { name: 'deferring a pre-migration', mean: 0, deviation: 0.1 },
  { name: 'deferring a pre-migration, by dwell', mean: 0.05, deviation: 0.1 },
  { name: 'edge power', mean: 0.5, deviation: 0.2 },
  { name: 'cloud power', mean: 0.5, deviation: 0.2 },
  { name: 'edge offer', mean: 0.9, deviation: 0.1 },
  { name: 'cloud offer', mean: 0.9, deviation: 0.1 },
] as const;

const FAILURE = 0.2;
const LONG_DWELL_S = 30;
const LONG_S = 8;
/** Smallest offered fraction φ of a node (MODEL.md §5.4). */
const LOWEST_OFFER = 0.3;

/** What a flow is worth beyond its slot. */
function bonusOf(environment: Environment, outcome: SlotOutcome, theta: readonly number[], f: number): number {
  const { config, scenario, state, pools } = environment;
  const { flows } = outcome;
  const n = flows.dst[f];
  const v = flows.vehicle[f];
  const stays = n < scenario.edges ? Math.min(dwellS(config, scenario, state, v, n), LONG_DWELL_S) / LONG_DWELL_S : 0;
  let bonus = n < scenario.edges ? theta[1] * stays : theta[0];
  if (flows.access[f] >= 0) {
    const share = flows.bandwidthHz[f] / accessPoolHz(config, flows.access[f]);
    bonus -= (theta[2] * share * Math.min(flows.uploadS[f], LONG_S)) / LONG_S;
  }
  if (state.request[v] !== REQUEST.SERVICE) bonus -= (theta[3] * Math.min(flows.latencyS[f], LONG_S)) / LONG_S;
  bonus -= (theta[4] * pools.hostedG[n]) / capacityG(config, n, outcome.frequencyHz[n]);
  return flows.success[f] === 1 ? bonus : bonus - FAILURE;
}

/**
 * Far-sighted heuristic: coordinated greedy that may also pre-migrate and adds to the slot's objective what a choice is worth
 * later; node power and offered fraction are constants of the tier (MODEL.md §5.6). `patient` lets every vehicle defer, as
 * `patientGreedy` does.
 * @param theta as `FAR_SIGHTED_START`; power is clipped to [0, 1], offers to [0.3, 1]
 */
export function farSightedWith(config: Config, theta: readonly number[], patient = false): Policy {
  checkWeights('far-sighted', theta, FAR_SIGHTED_START.length);
  const outcome = createOutcome(config);
  const weights = weightsOf(config);
  const { edges, preMigrationS } = config.parameters;
  return {
    name: patient ? 'far-sighted-patient' : 'far-sighted',
    act(environment, rng) {
      const { equations, state, links } = environment;
      const action = idleAction(environment);
      for (let n = 0; n < action.power.length; n++) {
        const tier = n < edges ? 0 : 1;
        action.power[n] = clip(theta[7 + tier], 0, 1);
        action.offer[n] = clip(theta[9 + tier], LOWEST_OFFER, 1);
      }
      const deciders = decidersOf(environment, true);
      const score = () => {
        let sum = slotValue(equations, environment.evaluate(action, outcome), weights, REFUSED);
        for (let f = 0; f < outcome.flows.count; f++)
          if (outcome.flows.status[f] === STATUS.ADMITTED) sum += bonusOf(environment, outcome, theta, f);
        for (const v of deciders)
          if (state.request[v] === REQUEST.PREMIGRATION && action.option[v] === DEFER)
            sum += theta[5] + (theta[6] * links.dwellHostS[v]) / preMigrationS;
        return sum;
      };
      const mayDefer = (v: number) => patient || state.request[v] === REQUEST.PREMIGRATION;
      ascend(environment, action, deciders, mayDefer, score, rng);
      return action;
    },
  };
}

/** The heuristic with the committed weights. */
export const farSighted = (config: Config): Policy => farSightedWith(config, tunedWeights('far-sighted', config));

/** The patient heuristic with its own committed weights. */
export const patientFarSighted = (config: Config): Policy =>
  farSightedWith(config, tunedWeights('far-sighted-patient', config), true);
