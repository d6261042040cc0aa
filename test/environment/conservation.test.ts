import assert from 'node:assert/strict';
import { createPolicy } from '../../src/agents';
import type { JointAction } from '../../src/environment/action';
import { createEnvironment, type Environment, type StepResult } from '../../src/environment/environment';
import { STATUS } from '../../src/environment/flows';
import { accessPoolHz, backhaulPoolHz, capacityG, type Pools } from '../../src/environment/pools';
import { REQUEST } from '../../src/environment/state';
import { makeConfig } from '../../src/paper/config';
import { createRng, type Rng } from '../../src/support/rng';

const ROOM = 1 + 1e-9;

/** Random options with random node controls: all modes, all powers, pools that are offered in part. */
function wander(environment: Environment, rng: Rng): JointAction {
  const action = createPolicy('random', environment.config).act(environment, rng);
  const { options } = environment;
  for (let k = 0; k < options.count; k++) {
    const v = options.deciders[k];
    const feasible = Array.from({ length: 10 }, (_, o) => o).filter((o) => options.dst[10 * v + o] >= 0);
    if (environment.state.request[v] === REQUEST.PREMIGRATION)
      action.option[v] = feasible[rng.integer(feasible.length)];
  }
  for (const control of [action.power, action.offer, action.admission])
    for (let n = 0; n < control.length; n++) control[n] = rng.uniform() < 0.5 ? 1 : rng.uniform();
  return action;
}

/** Spectrum given out in the slot never exceeds what was left of each pool; C3 holds at every node. */
function checkPools(environment: Environment, before: Pools, { outcome }: StepResult, resold: boolean): void {
  const { config, scenario } = environment;
  const { flows } = outcome;
  const access = new Float64Array(scenario.nodes);
  const backhaul = new Float64Array(scenario.edges);
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.ADMITTED) continue;
    if (flows.access[f] >= 0) access[flows.access[f]] += flows.bandwidthHz[f];
    if (resold && flows.hosting[f] >= 0) access[flows.hosting[f]] += flows.hostingUnits[f] * 1e6;
    if (flows.source[f] >= 0) backhaul[flows.source[f]] += flows.backhaulHz[f];
  }
  for (let n = 0; n < scenario.nodes; n++) {
    assert.ok(
      access[n] <= outcome.offeredUnits[n] * 1e6 * ROOM,
      `node ${n}: ${access[n]} of ${outcome.offeredUnits[n]} MHz`,
    );
    assert.ok(outcome.offeredUnits[n] * 1e6 <= before.accessHz[n] * ROOM);
    assert.ok(before.accessHz[n] >= 0 && before.accessHz[n] <= accessPoolHz(config, n));
    const capacity = outcome.admission[n] * capacityG(config, n, outcome.frequencyHz[n]);
    // own twins that are replaced may have been counted in the hosted sum
    if (outcome.acceptedG[n] > 0) assert.ok(outcome.acceptedG[n] + before.inboundG[n] <= capacity * ROOM);
  }
  for (let j = 0; j < scenario.edges; j++) {
    assert.ok(backhaul[j] <= before.backhaulHz[j] * ROOM);
    assert.ok(before.backhaulHz[j] >= 0 && before.backhaulHz[j] <= backhaulPoolHz(config));
  }
}

/** While power stays, no node hosts more than it can run; a twin that flies back to its own host is there twice until it lands. */
function checkHosted({ config, scenario, pools }: Environment, frequencyHz: Float64Array): void {
  for (let n = 0; n < scenario.nodes; n++)
    assert.ok(pools.hostedG[n] <= capacityG(config, n, frequencyHz[n]) * ROOM, `node ${n} hosts ${pools.hostedG[n]}`);
}

/** Follows every request from its birth to its one end. */
class Ledger {
  readonly ends = { success: 0, failure: 0, expiry: 0, withdrawn: 0 };
  private open: Uint8Array;

  constructor(private readonly environment: Environment) {
    this.open = environment.state.request.slice();
  }

  close({ outcome: { flows }, requests, expiries }: StepResult): void {
    const { request, flightSlots } = this.environment.state;
    assert.deepEqual(requests, this.open, 'the requests of a slot are those left open by the one before');
    const ended = new Map<number, string>();
    const end = (v: number, how: keyof Ledger['ends']) => {
      assert.ok(!ended.has(v), `request of ${v} ended twice: ${ended.get(v)}, ${how}`);
      assert.notEqual(requests[v], REQUEST.NONE);
      ended.set(v, how);
      this.ends[how]++;
    };
    for (let f = 0; f < flows.count; f++) {
      if (flows.status[f] === STATUS.REFUSED) assert.ok(flows.refusal[f] > 0, 'a refusal has a reason');
      if (flows.status[f] !== STATUS.ADMITTED) continue;
      assert.equal(flows.success[f] === 1, flows.broken[f] === 0, 'a failure has a reason, a success none');
      end(flows.vehicle[f], flows.success[f] === 1 ? 'success' : 'failure');
    }
    for (const v of expiries.services) end(v, 'expiry');
    for (const v of expiries.handovers) assert.equal(request[v], REQUEST.HANDOVER);
    this.ends.expiry += expiries.handovers.length;
    for (let v = 0; v < requests.length; v++) {
      if (ended.has(v) || requests[v] === REQUEST.NONE) continue;
      if (requests[v] !== REQUEST.PREMIGRATION) assert.equal(request[v], requests[v], `request of ${v} vanished`);
      else if (request[v] !== REQUEST.PREMIGRATION) this.ends.withdrawn++;
    }
    for (let v = 0; v < request.length; v++) assert.ok(flightSlots[v] === 0 || request[v] === REQUEST.NONE);
    this.open = request.slice();
  }
}

describe('conservation over an episode', () => {
  for (const [profile, register] of [
    ['tiny', {}],
    ['quick', {}],
    ['std', {}],
    ['std', { 'geo.road': 'grid' }],
    ['std', { 'game.enabled': false }],
    ['quick', { 'env.coupling': 'oneshot', 'radio.workConserving': false }],
    ['quick', { 'action.cloudAq': 'priorityReserve' }],
  ] as const)
    it(`${profile} ${JSON.stringify(register)}`, () => {
      const config = makeConfig(profile, { register, parameters: { episodeSlots: 100 } });
      const environment = createEnvironment(config);
      environment.reset(21);
      const rng = createRng(21, 'explore');
      const ledger = new Ledger(environment);
      const modes = new Set<number>();
      let moved = 0;
      for (let t = 0; t < 100; t++) {
        const before = structuredClone(environment.pools);
        const hosts = environment.state.host.slice();
        const step = environment.step(wander(environment, rng));
        checkPools(environment, before, step, config.register['game.enabled'] === true);
        ledger.close(step);
        for (let f = 0; f < step.outcome.flows.count; f++)
          if (step.outcome.flows.success[f]) modes.add(step.outcome.flows.slot[f]);
        const { host } = environment.state;
        for (let v = 0; v < host.length; v++) {
          if (hosts[v] >= 0) assert.ok(host[v] >= 0, 'a twin is never lost');
          if (host[v] !== hosts[v]) moved++;
        }
        const hosted = environment.pools.hostedCount.reduce((sum, count) => sum + count, 0);
        assert.equal(hosted, host.filter((n) => n >= 0).length);
        assert.ok(Number.isFinite(step.reward));
      }
      assert.ok(moved > 0 && ledger.ends.success > 0 && ledger.ends.failure > 0, JSON.stringify(ledger.ends));
      if (config.register['env.coupling'] === 'reservation') assert.ok(ledger.ends.expiry > 0);
      assert.ok(modes.size >= { tiny: 4, quick: 7, std: 8 }[profile], `option slots that succeeded: ${[...modes]}`);
    });

  it('no node hosts more than it can run while power stays', () => {
    const environment = createEnvironment(makeConfig('std'));
    const policy = createPolicy('random', environment.config);
    const rng = createRng(3, 'explore');
    environment.reset(3);
    for (let t = 0; t < 100; t++)
      checkHosted(environment, environment.step(policy.act(environment, rng)).outcome.frequencyHz);
  });
});
