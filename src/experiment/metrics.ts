import type { Environment, StepResult } from '../environment/environment';
import { brokenNames, type Flows, refusalName, STATUS } from '../environment/flows';
import { accessPoolHz, capacityG } from '../environment/pools';
import { REQUEST } from '../environment/state';
import { MODE } from '../models';

/**
 * What one episode is reported by; MODEL.md §5.7. Means over attempts (successes + failures + expiries of F, H and P) unless the name says otherwise.
 * `reward` is R = Σ_t 𝕆(t); seconds, joules, $; shares in [0, 1]. Undefined means (no attempt) are left out of the record.
 */
export type Metrics = Record<string, number>;

/** Running sums of an episode; `record` adds a slot, `finish` gives the metrics. */
export interface Meter {
  record(environment: Environment, step: StepResult): void;
  finish(): Metrics;
}

interface Mean {
  sum: number;
  count: number;
}

export function createMeter(): Meter {
  const totals: Metrics = {
    reward: 0,
    successes: 0,
    failures: 0,
    expiries: 0,
    interruptions: 0,
    handovers: 0,
    slots: 0,
  };
  const means = new Map<string, Mean>();
  const latencies: number[] = [];
  const add = (name: string, value: number, count = 1) => {
    const mean = means.get(name) ?? { sum: 0, count: 0 };
    mean.sum += value;
    mean.count += count;
    means.set(name, mean);
  };
  const count = (name: string, by = 1) => {
    totals[name] = (totals[name] ?? 0) + by;
  };

  function recordFlow(environment: Environment, step: StepResult, f: number): void {
    const { config, scenario } = environment;
    const { flows } = step.outcome;
    const failedAs = config.parameters.latencyMaxS;
    const succeeded = flows.success[f] === 1;
    const tier = flows.dst[f] < scenario.edges ? 'Edge' : 'Cloud';
    count(succeeded ? 'successes' : 'failures');
    if (!succeeded) for (const name of brokenNames(flows.broken[f])) count(`broke.${name}`);
    const latencyS = succeeded ? flows.latencyS[f] : failedAs;
    if (succeeded || config.register['metric.latencyCensor'] === 'failedAtMax') {
      latencies.push(latencyS);
      add('latencyS', latencyS);
    }
    if (succeeded) add('latencySuccessS', flows.latencyS[f]);
    const parts = byLayer(environment, flows, f);
    for (const name of BY_LAYER) add(name, parts[name]);
    add('costPerAttempt', flows.cost[f]);
    add('costPerSuccess', flows.cost[f], succeeded ? 1 : 0);
    add(`msr${tier}`, flows.success[f]);
    add('shareEdgeMode', flows.mode[f] === MODE.EDGE ? 1 : 0);
    add('shareCloudMode', flows.mode[f] === MODE.CLOUD ? 1 : 0);
    add('shareRelayMode', flows.mode[f] === MODE.RELAY ? 1 : 0);
    if (succeeded) count('migrations');
    if (succeeded && step.requests[flows.vehicle[f]] === REQUEST.HANDOVER) count('handovers');
  }

  function recordService(environment: Environment, { outcome: { flows } }: StepResult, f: number): void {
    const succeeded = flows.success[f] === 1;
    if (!succeeded && environment.config.register['metric.qoe'] === 'successOnly') return;
    const rating = succeeded ? flows.rating[f] : 0;
    add('qoe', rating);
    add(flows.dst[f] < environment.scenario.edges ? 'qoeEdge' : 'qoeCloud', rating);
  }

  function recordExpiry(environment: Environment, service: boolean): void {
    const { config } = environment;
    count('expiries');
    if (config.register['metric.latencyCensor'] === 'failedAtMax') {
      latencies.push(config.parameters.latencyMaxS);
      add('latencyS', config.parameters.latencyMaxS);
    }
    for (const name of PER_ATTEMPT) add(name, 0);
    if (service && config.register['metric.qoe'] === 'failedZero') add('qoe', 0);
  }

  return {
    record(environment, step) {
      const { flows } = step.outcome;
      totals.reward += step.reward;
      totals.interruptions += step.interruptions;
      totals.slots++;
      for (const [k, name] of REWARD_PARTS.entries()) count(name, step.parts[k]);
      for (let f = 0; f < flows.count; f++) {
        if (flows.status[f] === STATUS.REFUSED) count(`refused.${refusalName(flows.refusal[f])}`);
        if (flows.status[f] !== STATUS.ADMITTED) continue;
        recordFlow(environment, step, f);
        if (step.requests[flows.vehicle[f]] === REQUEST.SERVICE) recordService(environment, step, f);
      }
      for (let k = 0; k < step.expiries.services.length; k++) recordExpiry(environment, true);
      for (let k = 0; k < step.expiries.handovers.length; k++) recordExpiry(environment, false);
      add('utilisation', utilisationOf(environment, step));
    },
    finish() {
      const attempts = totals.successes + totals.failures + totals.expiries;
      const metrics: Metrics = { ...totals, attempts, interruptionsPerSlot: totals.interruptions / totals.slots };
      if (attempts > 0) metrics.msr = totals.successes / attempts;
      for (const [name, { sum, count: n }] of means) if (n > 0) metrics[name] = sum / n;
      if (latencies.length > 0) metrics.latencyP95S = percentile(latencies, 0.95);
      if (attempts > 0) metrics.energyJ = metrics.energyVehicleJ + metrics.energyEdgeJ + metrics.energyCloudJ;
      return metrics;
    },
  };
}

/** R by objective, in the order of OBJECTIVES. */
export const REWARD_PARTS = [
  'rewardExperience',
  'rewardUtility',
  'rewardLatency',
  'rewardEnergy',
  'rewardCost',
] as const;

/** What a flow adds to each layer, or under AMB-44 all of it to the tier of its destination. */
const BY_LAYER = [
  'latencyVehicleS',
  'latencyEdgeS',
  'latencyCloudS',
  'energyVehicleJ',
  'energyEdgeJ',
  'energyCloudJ',
  'costVehicle',
  'costEdge',
  'costCloud',
] as const;

/** Means per attempt to which an expiry adds a zero. */
const PER_ATTEMPT = [...BY_LAYER, 'costPerAttempt'] as const;

function byLayer(
  { config, scenario }: Environment,
  flows: Flows,
  f: number,
): Record<(typeof BY_LAYER)[number], number> {
  const toCloud = flows.dst[f] >= scenario.edges;
  const relays = flows.mode[f] === MODE.RELAY;
  const serviceS = flows.queueS[f] + flows.executionS[f];
  const [uploadS, moveS] = [flows.uploadS[f], flows.migrationS[f]];
  if (config.register['layer.breakdown'] === 'destinationTier') {
    const at = (cloud: boolean, value: number) => (cloud === toCloud ? value : 0);
    const latencyS = uploadS + moveS + serviceS;
    const energyJ = flows.vehicleJ[f] + flows.edgeJ[f] + flows.cloudJ[f];
    return {
      ...{ latencyVehicleS: 0, latencyEdgeS: at(false, latencyS), latencyCloudS: at(true, latencyS) },
      ...{ energyVehicleJ: 0, energyEdgeJ: at(false, energyJ), energyCloudJ: at(true, energyJ) },
      ...{ costVehicle: 0, costEdge: at(false, flows.cost[f]), costCloud: at(true, flows.cost[f]) },
    };
  }
  return {
    ...{
      latencyVehicleS: uploadS,
      latencyEdgeS: moveS + (toCloud ? 0 : serviceS),
      latencyCloudS: toCloud ? serviceS : 0,
    },
    ...{ energyVehicleJ: flows.vehicleJ[f], energyEdgeJ: flows.edgeJ[f], energyCloudJ: flows.cloudJ[f] },
    ...{ costVehicle: relays ? 0 : flows.cost[f], costEdge: relays ? flows.cost[f] : 0, costCloud: 0 },
  };
}

/** AMB-37: ½ reserved/total bandwidth + ½ hosted cycles/capacity, or one of the two; mean over nodes at the start of the next slot. */
function utilisationOf({ config, scenario, pools }: Environment, { outcome }: StepResult): number {
  let reserved = 0;
  let pool = 0;
  let hosted = 0;
  let capacity = 0;
  for (let n = 0; n < scenario.nodes; n++) {
    pool += accessPoolHz(config, n);
    reserved += accessPoolHz(config, n) - pools.accessHz[n];
    capacity += capacityG(config, n, outcome.frequencyHz[n]);
    hosted += pools.hostedG[n];
  }
  const reading = config.register['metric.utilisation'];
  if (reading === 'bandwidth') return reserved / pool;
  if (reading === 'cpu') return hosted / capacity;
  return 0.5 * (reserved / pool) + 0.5 * (hosted / capacity);
}

/** Smallest value that at least `share` of the values do not exceed. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
