import assert from 'node:assert/strict';
import { createPolicy } from '../../src/agents';
import { defaultAction } from '../../src/environment/action';
import { createEnvironment, type Environment, type Snapshot } from '../../src/environment/environment';
import { createOutcome } from '../../src/environment/slot';
import { equationsFor, withEquations } from '../../src/models';
import { makeConfig } from '../../src/paper/config';
import { sha256 } from '../../src/support/files';
import { createRng, type Rng } from '../../src/support/rng';
import { choose, stage, worldOf } from './stage';

/** Everything a slot leaves behind, as bytes. */
const trail = (environment: Environment, reward: number): string =>
  JSON.stringify([
    reward,
    environment.save(),
    Array.from(environment.options.dst),
    Array.from(environment.pools.accessHz),
  ]);

function play(environment: Environment, rng: Rng, slots: number): string[] {
  const policy = createPolicy('random', environment.config);
  return Array.from({ length: slots }, () => trail(environment, environment.step(policy.act(environment, rng)).reward));
}

function episode(environment: Environment, seed: number, slots = 30): string {
  environment.reset(seed);
  return sha256(Buffer.from(play(environment, createRng(seed, 'explore'), slots).join('\n')));
}

/** Through JSON and back: typed arrays become index objects there, so a store has to keep the kinds. */
function throughText(snapshot: Snapshot): Snapshot {
  const text = JSON.stringify(snapshot, (_, value) =>
    ArrayBuffer.isView(value) ? { kind: value.constructor.name, values: Array.from(value as Float64Array) } : value,
  );
  const kinds = { Float64Array, Int16Array, Uint8Array } as const;
  return JSON.parse(text, (_, value) =>
    value && Object.hasOwn(kinds, value.kind) ? kinds[value.kind as keyof typeof kinds].from(value.values) : value,
  );
}

describe('the same seed', () => {
  for (const [profile, register] of [
    ['tiny', {}],
    ['std', {}],
    ['std', { 'geo.road': 'trace' }],
    ['quick', { 'ux.qualityReliability': 'bernoulli', 'dist.task': 'lognormal' }],
  ] as const)
    it(`gives the same bytes, another seed others: ${profile} ${JSON.stringify(register)}`, () => {
      const config = makeConfig(profile, { register, parameters: { shadowingDb: 3 } });
      const environment = createEnvironment(config);
      const first = episode(environment, 5, 15);
      assert.notEqual(episode(environment, 6, 15), first);
      assert.equal(episode(environment, 5, 15), first, 'reset leaves nothing of an earlier episode');
      assert.equal(episode(createEnvironment(config), 5, 15), first);
    });

  it('draws the same traffic and requests for every policy', () => {
    const environment = createEnvironment(makeConfig('quick'));
    const positions = (name: string) => {
      const policy = createPolicy(name, environment.config);
      const rng = createRng(1, 'explore');
      environment.reset(1);
      for (let t = 0; t < 20; t++) environment.step(policy.act(environment, rng));
      return Array.from(environment.state.x);
    };
    assert.deepEqual(positions('random'), positions('hybrid'));
  });
});

describe('an episode', () => {
  it('begins with a reset: no step comes before', () => {
    const environment = createEnvironment(makeConfig('tiny'));
    assert.throws(
      () => environment.step(defaultAction(environment.config)),
      /no episode has begun; call reset\(seed\)/,
    );
  });

  it('is worth the same whatever was played before, under running z-scores too', () => {
    const config = makeConfig('tiny', {
      parameters: { episodeSlots: 40 },
      register: { 'objective.normaliser': 'zscore' },
    });
    const environment = createEnvironment(config);
    const worth = (seed: number) => {
      environment.reset(seed);
      return play(environment, createRng(1, 'explore'), 40);
    };
    const first = worth(9);
    worth(10);
    assert.deepEqual(worth(9), first);
  });
});

describe('a snapshot', () => {
  for (const text of [false, true])
    it(`continues bit for bit${text ? ', through text too' : ''}`, () => {
      const config = makeConfig('quick', {
        parameters: { shadowingDb: 2 },
        register: { 'objective.normaliser': 'zscore' },
      });
      const environment = createEnvironment(config);
      environment.reset(9);
      play(environment, createRng(1, 'explore'), 12);
      const snapshot = environment.save();
      const straight = play(environment, createRng(2, 'explore'), 12);
      const other = createEnvironment(config);
      other.reset(77);
      other.restore(text ? throughText(snapshot) : snapshot);
      assert.deepEqual(play(other, createRng(2, 'explore'), 12), straight);
      environment.restore(snapshot);
      assert.deepEqual(play(environment, createRng(2, 'explore'), 12), straight, 'a snapshot can be used twice');
    });

  it('shares no memory with the environment', () => {
    const environment = createEnvironment(makeConfig('tiny'));
    environment.reset(1);
    const snapshot = environment.save();
    const before = JSON.stringify(snapshot);
    play(environment, createRng(1, 'explore'), 5);
    assert.equal(JSON.stringify(snapshot), before);
  });
});

describe('evaluate', () => {
  it('changes nothing and foresees what step does', () => {
    const environment = createEnvironment(makeConfig('std'));
    const policy = createPolicy('random', environment.config);
    const outcome = createOutcome(environment.config);
    const rng = createRng(4, 'explore');
    environment.reset(4);
    for (let t = 0; t < 20; t++) {
      const action = policy.act(environment, rng);
      const before = JSON.stringify([environment.save(), environment.options, environment.pools, environment.links]);
      environment.evaluate(action, outcome);
      environment.evaluate(action, outcome);
      assert.equal(
        JSON.stringify([environment.save(), environment.options, environment.pools, environment.links]),
        before,
      );
      assert.deepEqual(environment.step(action).outcome, outcome);
    }
  });

  it('leaves one vehicle out as if it had deferred', () => {
    const environment = createEnvironment(makeConfig('std'));
    environment.reset(4);
    const action = createPolicy('random', environment.config).act(environment, createRng(4, 'explore'));
    const v = environment.options.deciders[0];
    const without = environment.evaluate(action, createOutcome(environment.config), { without: v });
    action.option[v] = 0;
    const deferred = environment.evaluate(action, createOutcome(environment.config));
    for (const key of ['latencyS', 'cost', 'bandwidthHz', 'status'] as const)
      assert.deepEqual(
        without.flows[key].subarray(0, without.flows.count),
        deferred.flows[key].subarray(0, deferred.flows.count),
      );
  });
});

describe('numbers that are not finite', () => {
  it('stop the step with a message that names them', () => {
    const config = worldOf(1);
    const environment = stage(config, [{ x: 250 }], ({ state }) => {
      state.requestDataMB[0] = Number.NaN;
    });
    assert.throws(() => environment.step(choose(config, 1)), /NaN/);
  });

  it("are found in one's own equations", () => {
    const config = makeConfig('tiny');
    const own = withEquations(equationsFor(config), { uploadLatency: () => Number.NaN });
    const environment = createEnvironment(config, own);
    environment.reset(1);
    const rng = createRng(1, 'explore');
    assert.throws(() => play(environment, rng, 10), /uploadLatency/);
  });
});
