import assert from 'node:assert/strict';
import { choiceOfVector } from '../../src/environment/action-vector';
import { createEnvironment } from '../../src/environment/environment';
import { OPTIONS, REQUEST } from '../../src/environment/state';
import { makeConfig } from '../../src/paper/config';
import { createRng } from '../../src/support/rng';
import { stage, worldOf } from './stage';

/** A hand-over whose twin lies at edge 0, the vehicle at x = 700: relays to three clouds and to edges 1 and 2. */
const handover = (register = {}) => stage(worldOf(1, { register }), [{ x: 700, host: 0, request: REQUEST.HANDOVER }]);

/** a_m; o_vj, o_vi, o_vji, o_dst; a_q */
const option = (vector: readonly number[], register = {}) => choiceOfVector(handover(register), 0, vector).option;

describe('the printed action vector (AMB-54)', () => {
  it('initiates above one half only, or always where deferring is not allowed', () => {
    assert.equal(option([0, 1, -1, -1, 0, 0]), 0);
    assert.equal(option([1e-6, 1, -1, -1, 0, 0]), 1);
    assert.equal(option([-1, 1, -1, -1, 0, 0], { 'modes.allowDefer': false }), 1);
  });

  it('takes the mode of largest o, vj before vi before vji on ties, and never one without a destination', () => {
    assert.equal(option([1, 0.2, 0.1, 0, -1, 0]), 1);
    assert.equal(option([1, 0.1, 0.2, 0.2, -1, 0]), 2);
    assert.equal(option([1, 0, 0, 0, -1, 0]), 1);
    const environment = stage(worldOf(1, { parameters: { minSpectralEfficiency: 30 } }), [{ x: 700 }]);
    assert.deepEqual([...environment.options.dst.subarray(2, 5)], [-1, -1, -1]);
    assert.equal(choiceOfVector(environment, 0, [1, 0, 1, -1, -1, 0]).option, 1);
  });

  it('reads the destination as a place in the mode’s list: edges stand among the clouds by backhaul distance', () => {
    const { scenario, options } = handover();
    const destination = (a: number) => options.dst[option([1, -1, -1, 1, a, 0])];
    const nodes = [-1, -0.6, -0.2, 0.2, 0.6].map((a) => destination(a + 0.01 * (a < 1 ? 1 : 0)));
    assert.deepEqual(
      [...nodes].sort((a, b) => a - b),
      [1, 2, 10, 11, 12],
    );
    const way = nodes.map((n) => scenario.backhaulM[n]);
    assert.deepEqual(
      way,
      [...way].sort((a, b) => a - b),
    );
    assert.equal(destination(1), nodes[4]);
  });

  it('declares a_q’', () => {
    assert.equal(choiceOfVector(handover(), 0, [1, 0, 0, 0, 0, -0.5]).qos, 0.25);
  });

  it('any vector of any decider is feasible, and every feasible option has a vector', () => {
    const environment = createEnvironment(makeConfig('quick', { parameters: { episodeSlots: 20 } }));
    const rng = createRng(3, 'vectors');
    environment.reset(3);
    const { options } = environment;
    let checked = 0;
    for (let k = 0; k < options.count; k++) {
      const v = options.deciders[k];
      const found = new Set<number>();
      for (let trial = 0; trial < 400; trial++) {
        const vector = Array.from({ length: 6 }, () => 2 * rng.uniform() - 1);
        found.add(choiceOfVector(environment, v, vector).option);
      }
      const feasible = Array.from({ length: OPTIONS }, (_, o) => o).filter((o) => options.dst[v * OPTIONS + o] >= 0);
      assert.deepEqual([...found].sort(), feasible.sort());
      checked++;
    }
    assert.ok(checked > 2, String(checked));
  });
});
