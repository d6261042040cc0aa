import assert from 'node:assert/strict';
import { createPolicy } from '../../src/agents';
import { defaultAction } from '../../src/environment/action';
import { createEnvironment, type Environment } from '../../src/environment/environment';
import { STATUS } from '../../src/environment/flows';
import { createGraph, updateGraph } from '../../src/environment/graph';
import { slantM } from '../../src/environment/links';
import { OPTION_FEATURES, writeOptionFeatures } from '../../src/environment/option-features';
import { accessPoolHz, backhaulPoolHz, capacityG } from '../../src/environment/pools';
import { OPTIONS, REQUEST } from '../../src/environment/state';
import { createSurvey, takeSurvey } from '../../src/environment/survey';
import { makeConfig } from '../../src/paper/config';
import { choose, evaluated, offering, stage, worldOf } from '../environment/stage';
import { type Checks, edgeScene, feasible, near, type Register } from './scenes';

const fresh = (register: Register, parameters = {}): Environment => {
  const environment = createEnvironment(makeConfig('std', { register, parameters }));
  environment.reset(1);
  return environment;
};

const interrupted = (register: Register) =>
  stage(worldOf(1, { register }), [{ x: 2000, host: 0, request: REQUEST.HANDOVER }]);

/** Eleven twins of 1.1 Gcycles fill edge 0; whether a twelfth is admitted. */
function overfull(register: Register): boolean {
  const config = worldOf(12, { register });
  const actors = Array.from({ length: 12 }, (_, v) => ({ x: 250, host: v < 11 ? 0 : -1, request: v < 11 ? 0 : 1 }));
  const action = choose(config);
  action.option[11] = 1;
  return evaluated(stage(config, actors), action).flows.status[0] === STATUS.ADMITTED;
}

function optionFeatures(register: Register): number[] {
  const environment = stage(worldOf(1, { register }), [{ x: 250 }], ({ state }) => {
    state.accessHoldHz[7] = 15e6;
  });
  const survey = createSurvey(environment);
  takeSurvey(environment, survey);
  const out = new Float64Array(OPTIONS * OPTION_FEATURES);
  writeOptionFeatures(environment, survey, out);
  return Array.from(out.subarray(OPTION_FEATURES, 2 * OPTION_FEATURES));
}

const posted = (price: number) => (register: Register) => {
  const { outcome } = edgeScene({ ...register, 'game.enabled': false });
  near(outcome.flows.cost[0], 30 * price);
  // with the game it has no say, not even in the first slot
  assert.ok(fresh(register).state.price.every((last) => last === 0.4));
};

const scaled = (spectrum: number, compute: number) => (register: Register) => {
  const config = makeConfig('std', { register, parameters: { resourceMultiplier: 2 } });
  near(accessPoolHz(config, 0), 20e6 * spectrum);
  near(accessPoolHz(config, 12), 100e6 * spectrum);
  near(backhaulPoolHz(config), 60e6 * spectrum);
  near(capacityG(config, 0, 3e9), 12 * compute);
};

const requestSizes = (register: Register) =>
  fresh({ ...register, 'env.requestProb': 1 }, { vehicles: 3000 }).state.requestDataMB;
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value / values.length, 0);

export const worldKeys: Checks = {
  'modes.vjiDestinations': {
    cloudsOnly: (register) => {
      const at = (chosen: Register) =>
        feasible(stage(worldOf(1, { register: chosen }), [{ x: 700, host: 0, request: REQUEST.HANDOVER }]));
      assert.deepEqual(at({}).slice(8), [1, 2]);
      assert.deepEqual(at(register), [...at({}).slice(0, 8), -1, -1]);
    },
  },
  'modes.allowDefer': {
    false: (register) => {
      const at = (x: number, chosen: Register, parameters = {}) =>
        feasible(stage(worldOf(1, { register: chosen, parameters }), [{ x }]));
      assert.deepEqual([at(700, {})[0], at(700, register)[0]], [0, -1]);
      // with nothing else to do a vehicle still waits
      const nothing = { edges: 1, minSpectralEfficiency: 30 };
      assert.deepEqual(at(2500, register, nothing), [0, ...Array(9).fill(-1)]);
    },
  },
  'cpu.capacity': {
    perTask: (register) => assert.deepEqual([overfull({}), overfull(register)], [false, true]),
  },
  'cpu.wattsToHz': {
    perServerDraw: (register) => {
      const environment = fresh(register);
      const drawn = environment.state.powerW.slice();
      assert.equal(new Set(drawn).size, 13);
      assert.ok(drawn.every((watt, n) => watt >= (n < 10 ? 10 : 50) && watt <= (n < 10 ? 50 : 200)));
      const action = defaultAction(environment.config);
      action.power.fill(1);
      assert.deepEqual(environment.step(action).outcome.powerW, drawn);
    },
    'kappa1e-28': (register) => {
      const { outcome } = edgeScene(register);
      near(outcome.frequencyHz[0], Math.cbrt(30 / 1e-28));
      near(outcome.flows.edgeJ[0], (30 * 1.1e9) / Math.cbrt(30 / 1e-28));
      // twins find more room at reset too
      const hosted = (chosen: Register) => fresh(chosen).state.host.filter((n) => n >= 0).length;
      assert.ok(hosted(register) > hosted({}) && hosted(register) === 100);
    },
  },
  'env.coupling': {
    oneshot: (register) => {
      for (const [chosen, leftHz] of [
        [{}, 16e6],
        [register, 20e6],
      ] as const) {
        const { environment, action } = edgeScene(chosen);
        environment.step(action);
        assert.equal(environment.pools.accessHz[0], leftHz);
        assert.equal(environment.state.flightSlots[0], 7);
      }
    },
  },
  'env.hosting': {
    false: (register) => {
      const environment = fresh(register);
      const policy = createPolicy('nearest', environment.config);
      for (let t = 0; t < 30; t++) {
        const step = environment.step(policy.act(environment, undefined as never));
        assert.equal(step.interruptions, 0);
        assert.ok(environment.state.host.every((n) => n === -1));
        assert.ok(environment.state.request.every((kind) => kind === REQUEST.NONE || kind === REQUEST.SERVICE));
      }
      assert.ok(fresh({}).state.host.some((n) => n >= 0));
    },
  },
  'env.interruptionPsi': {
    0: (register) => {
      const { parts, interruptions } = interrupted(register).step(defaultAction(worldOf(1)));
      assert.deepEqual([parts[0] + 0, interruptions], [0, 1]);
      near(interrupted({}).step(defaultAction(worldOf(1))).parts[0], -0.25 / 0.12);
    },
  },
  'env.requestProb': {
    1: (register) => {
      assert.equal(fresh(register).options.count, 100);
      const asking = mean(
        Array.from({ length: 20 }, (_, seed) => {
          const environment = fresh({});
          environment.reset(seed);
          return environment.state.request.filter((kind) => kind === REQUEST.SERVICE).length;
        }),
      );
      assert.ok(Math.abs(asking - 12) < 2.5, `${asking} of 100 ask`);
    },
  },
  'radio.workConserving': {
    false: (register) => {
      const share = (chosen: Register) => {
        const config = worldOf(2, { register: chosen });
        const action = offering(choose(config, 1, 1), 0, 15, 20);
        const { flows, soldUnits } = evaluated(
          stage(config, [
            { x: 250, dataMB: 15 },
            { x: 250, dataMB: 15 },
          ]),
          action,
        );
        return { got: flows.bandwidthHz[0], contract: flows.contractedUnits[0] * 1e6, sold: soldUnits[0] };
      };
      const [plain, strict] = [share({}), share(register)];
      assert.ok(plain.sold < 15 && plain.got > plain.contract);
      near(plain.got, 7.5e6);
      assert.equal(strict.got, strict.contract);
    },
  },
  'graph.vehicleCloudEdge': {
    none: (register) => {
      const linksOf = (chosen: Register) => {
        const environment = fresh(chosen);
        const survey = createSurvey(environment);
        const graph = createGraph(environment);
        takeSurvey(environment, survey);
        updateGraph(environment, survey, graph);
        return graph.count;
      };
      assert.equal(linksOf({}) - linksOf(register), 100);
    },
  },
  'baseline.postedPrice': { 0.3: posted(0.3), 0.5: posted(0.5) },
  'axis.resource': { bandwidth: scaled(2, 1), cpu: scaled(1, 2) },
  'geo.road': {
    openRoad: (register) => {
      const far = ({ scenario, state }: Environment) => slantM(scenario, state, 0, 9);
      near(far(stage(worldOf(1, { register }), [{ x: 0 }])), Math.hypot(4750, 20));
      near(far(stage(worldOf(1), [{ x: 0 }])), Math.hypot(250, 20));
      const { neighbours } = fresh(register).scenario;
      assert.deepEqual(
        [neighbours[0], neighbours[1], neighbours[18], neighbours[19]],
        [0, 1, 8, 9],
        'none beyond the ends',
      );
    },
    grid: (register) => {
      const { scenario } = fresh(register);
      // a quarter of 5 km a side, in whole blocks of 500 m
      assert.equal(scenario.sizeM, 1500);
      assert.throws(() => makeConfig('std', { register: { 'geo.road': 'circle' } }), /geo\.road/);
      assert.ok(Array.from(scenario.y.subarray(0, 9)).some((y) => y > 0));
    },
    trace: (register) => {
      const { scenario, state } = fresh(register);
      assert.equal(scenario.trace?.vehicles, 100);
      assert.equal(state.x[7], scenario.trace?.xM[state.traceStart][7]);
    },
  },
  'dist.task': {
    fixed: (register) => assert.ok(requestSizes(register).every((dataMB) => dataMB === 30)),
    lognormal: (register) => {
      const sizes = requestSizes(register);
      const inside = Array.from(sizes)
        .filter((dataMB) => dataMB > 10 && dataMB < 50)
        .map(Math.log);
      const centre = mean(inside);
      const deviation = Math.sqrt(mean(inside.map((value) => (value - centre) ** 2)));
      assert.ok(Math.abs(mean(sizes) - 30) < 1 && sizes.some((dataMB) => dataMB === 50), `${mean(sizes)}`);
      assert.ok(deviation > 0.28 && deviation < 0.4, `σ of what is not clipped: ${deviation}`);
    },
  },
  'options.nodeState': {
    broadcast: (register) => {
      // 15 of 20 MHz are held: announced, the share left is a quarter and the upload is thought to take longer
      assert.equal(optionFeatures({})[7], 0);
      near(optionFeatures(register)[7], 0.25);
      assert.ok(optionFeatures(register)[9] > optionFeatures({})[9]);
    },
  },
  'action.cloudAq': {
    priorityReserve: (register) => {
      // φ = 0.03 of 100 MHz: a flow of the second class has to stay within it, one of the first does not
      const got = (quality: number, chosen: Register) => {
        const config = worldOf(1, { register: chosen });
        const action = choose(config, 2);
        action.qos[0] = quality;
        action.offer.fill(0.03, 10);
        return evaluated(stage(config, [{ x: 700 }]), action).flows.bandwidthHz[0];
      };
      near(got(0, {}), 3e6);
      near(got(1, {}), 3e6);
      near(got(0, register), 3e6);
      near(got(1, register), 12e6); // the most an upload to a cloud gets
    },
  },
  'utility.valuation': {
    declared: (register) => {
      for (const [chosen, valuation] of [
        [{}, 3.125],
        [register, 3.5],
      ] as const) {
        const { environment, action, outcome } = edgeScene(chosen);
        action.qos[0] = 1;
        environment.evaluate(action, outcome);
        near(outcome.flows.utility[0], valuation * Math.log(5) - 0.08);
      }
    },
  },
  'graph.features': {
    rich18: (register) =>
      assert.deepEqual([createGraph(fresh({})).width, createGraph(fresh(register)).width], [12, 18]),
  },
};
