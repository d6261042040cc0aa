import assert from 'node:assert/strict';
import { createPolicy } from '../../src/agents';
import type { Policy } from '../../src/agents/policy';
import { createEnvironment } from '../../src/environment/environment';
import { DEFER, REQUEST } from '../../src/environment/state';
import { runEpisode, seedsFrom } from '../../src/experiment/evaluate';
import { interruptionCauses } from '../../src/experiment/interruptions';
import { makeConfig } from '../../src/paper/config';

const config = makeConfig('quick');
const seeds = seedsFrom(7000, 3);

/** Acts like another policy, but lets vehicles do what `choose` says of their request. */
const altered = (base: Policy, choose: (request: number, option: number) => number): Policy => ({
  ...base,
  act(environment, rng) {
    const action = base.act(environment, rng);
    const option = action.option.map((chosen, v) => choose(environment.state.request[v], chosen));
    return { ...action, option };
  },
});

describe('what vehicles do while their twins are out of reach', () => {
  it('adds up to the interruptions that the metrics count', () => {
    for (const name of ['random', 'greedy']) {
      const policy = createPolicy(name, config);
      const { total, begin, ...doing } = interruptionCauses(config, policy, seeds);
      const environment = createEnvironment(config);
      const counted = seeds.map((seed) => runEpisode(environment, policy, seed).interruptionsPerSlot);
      const sum = Object.values(doing).reduce((a, b) => a + b, 0);
      assert.ok(total > 0 && begin > 0 && begin <= total, `${name}: ${begin} begin of ${total}`);
      assert.ok(Math.abs(total - counted.reduce((a, b) => a + b, 0) / seeds.length) < 1e-12);
      assert.ok(Math.abs(total - sum) < 1e-12, `${name}: ${total} in all, ${sum} by what vehicles do`);
    }
  });

  it('is waiting alone if nobody ever migrates', () => {
    const still = altered(createPolicy('random', config), () => DEFER);
    const { total, begin, ...doing } = interruptionCauses(config, still, seeds);
    const { 'puts its hand-over off': off, 'waits with a service task': waits, ...others } = doing;
    assert.ok(off > 0 && waits > 0, `${off} put off, ${waits} wait`);
    assert.ok(Math.abs(off + waits - total) < 1e-12);
    assert.deepEqual(new Set(Object.values(others)), new Set([0]));
  });

  it('is refused without an episode', () => {
    assert.throws(() => interruptionCauses(config, createPolicy('random', config), []), /seeds: there is none/);
  });

  it('tells apart what a vehicle under way carries', () => {
    const flights = (base: string, ...kept: number[]) => {
      const policy = altered(createPolicy(base, config), (request, option) =>
        kept.includes(request) ? option : DEFER,
      );
      const row = interruptionCauses(config, policy, seeds.slice(0, 1));
      return ['service task', 'hand-over', 'pre-migration'].map((kind) => row[`under way: ${kind}`] > 0);
    };
    assert.deepEqual(flights('random', REQUEST.SERVICE), [true, false, false]);
    assert.deepEqual(flights('random', REQUEST.HANDOVER), [false, true, false]);
    assert.deepEqual(flights('far-sighted', REQUEST.SERVICE, REQUEST.PREMIGRATION), [true, false, true]);
  });
});
