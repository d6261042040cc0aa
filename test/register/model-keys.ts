import assert from 'node:assert/strict';
import { settingsFrom } from '../../src/agents/learning/settings';
import { defaultAction } from '../../src/environment/action';
import { createEnvironment } from '../../src/environment/environment';
import { REFUSAL, STATUS } from '../../src/environment/flows';
import { accessPoolHz } from '../../src/environment/pools';
import { makeConfig } from '../../src/paper/config';
import { type Checks, cloudScene, edgeScene, near, relayScene, residentScene } from './scenes';

/** GOLD-1 and GOLD-3: the edge link at 151 m, the cloud link at 640 m. */
const NOISE = 3.16227766e-20;
const gainAt = (distanceM: number, antennaDb: number) => 10 ** ((antennaDb - 15.3) / 10 - 3.76 * Math.log10(distanceM));
const edgeGain = gainAt(Math.hypot(150, 20), 0);
const cloudGain = gainAt(Math.hypot(400, 500), 17);
const rate = (bandwidthHz: number, gain: number, noiseHz: number) =>
  bandwidthHz * Math.log2(1 + (0.2 * gain) / (NOISE * noiseHz));

const MU = 3.107232506e9 / 1.1e9;

/** Unequal weights tell which objective meets which ω. */
const weights = { weightExperience: 0.4, weightUtility: 0.3, weightLatency: 0.15, weightEnergy: 0.1, weightCost: 0.05 };

export const modelKeys: Checks = {
  'units.megabyte': {
    1048576: (register) => near(edgeScene(register).outcome.flows.uploadS[0], 7.300823556 * 1.048576),
  },
  'objectives.mapping': {
    byPaperIndex: (register) => {
      const { environment, action } = edgeScene(register, {}, weights);
      const { reward, parts } = environment.step(action);
      const [ux, u, l, e, c] = parts;
      // section IV lists UX, L, E, U, C; (21) weighs UX, U, L, E, C
      near(reward, 0.4 * ux + 0.3 * l + 0.15 * e + 0.1 * u + 0.05 * c);
      const learnt = settingsFrom(makeConfig('tiny', { register, parameters: weights })).weights;
      assert.deepEqual(learnt, [0.4, 0.1, 0.3, 0.15, 0.05]);
      const named = edgeScene({}, {}, weights);
      near(named.environment.step(named.action).reward, 0.4 * ux + 0.3 * u + 0.15 * l + 0.1 * e + 0.05 * c);
    },
  },
  'radio.noise': {
    fixedPower: (register) => {
      near(edgeScene(register).outcome.flows.uploadS[0], 240e6 / rate(4e6, edgeGain, 20e6));
      near(cloudScene(register).outcome.flows.uploadS[0], 240e6 / rate(6e6, cloudGain, 20e6));
    },
    poolBandwidth: (register) => {
      near(edgeScene(register).outcome.flows.uploadS[0], 240e6 / rate(4e6, edgeGain, 20e6));
      near(cloudScene(register).outcome.flows.uploadS[0], 240e6 / rate(6e6, cloudGain, 100e6));
    },
    literal: (register) => near(edgeScene(register).outcome.flows.uploadS[0], 240e6 / rate(4e6, edgeGain, 1)),
  },
  'latency.relayUpload': {
    never: (register) => {
      const { flows } = relayScene(register).outcome;
      assert.equal(flows.uploadS[0], 0);
      near(flows.migrationS[0], 0.4252311481);
    },
    always: (register) => {
      assert.equal(residentScene({}).outcome.flows.uploadS[0], 0);
      const { flows } = residentScene(register).outcome;
      assert.ok(flows.uploadS[0] > 1 && flows.vehicleJ[0] > 0);
      assert.deepEqual([flows.access[0], flows.source[0]], [1, 1]);
    },
  },
  'task.omega': {
    densityPerMB: (register) => {
      const { flows } = edgeScene(register, {}, { edgeServers: 16 }).outcome;
      near(flows.executionS[0], (1.1 * 30) / (16 * 3.107232506));
      near(flows.edgeJ[0], 10.62038323 * 30);
    },
    densityPerBit: (register) => {
      const { flows } = edgeScene(register, {}, { edgeServers: 16 }).outcome;
      assert.deepEqual([flows.status[0], flows.refusal[0]], [STATUS.REFUSED, REFUSAL.COMPUTE]);
    },
  },
  'radio.systemBandwidth60': {
    reuse3Fixed1Gbps: (register) => {
      near(relayScene(register).outcome.flows.migrationS[0], 0.24);
      near(accessPoolHz(makeConfig('std', { register }), 0), 20e6 / 3);
      assert.equal(accessPoolHz(makeConfig('std', { register }), 10), 100e6);
    },
    wan50Mbps: (register) => {
      near(relayScene(register).outcome.flows.migrationS[0], 4.8);
      // without a share of a pool a resident relay has all the bandwidth that quality asks for
      const [fixed, pool] = [register, {}].map((of) => residentScene(of).outcome.flows);
      assert.deepEqual([fixed.backhaulHz[0], pool.backhaulHz[0]], [0, 60e6]);
      near(fixed.quality[0], pool.quality[0]);
    },
  },
  'queue.model': {
    // one flow of class 1 and an empty server: λ = 1, s = 4
    paperRate: (register) => near(edgeScene(register).outcome.flows.queueS[0], 0.5 / (MU * (4 * MU - 1))),
    paperCount: (register) => {
      const a = 1 / MU;
      const tail = (a ** 4 / 24) * (4 / (4 - a));
      const wait = tail / (1 + a + a ** 2 / 2 + a ** 3 / 6 + tail);
      const waiting = (wait * (a / 4)) / (1 - a / 4);
      near(edgeScene(register).outcome.flows.queueS[0], (0.5 * waiting) / (MU * (4 * MU - 1)));
    },
  },
  'latency.destinationExec': {
    addExec: (register) => {
      const [added, plain] = [cloudScene(register).outcome.flows, cloudScene({}).outcome.flows];
      near(plain.executionS[0], 0.22);
      near(added.executionS[0], 0.22 * 1.1);
      near(added.latencyS[0] - plain.latencyS[0], 0.022, 1e-6);
      near(edgeScene(register).outcome.flows.executionS[0], 0.3540127744);
    },
  },
  'latency.gating': {
    literalSum: (register) => {
      const [literal, gated] = [edgeScene(register, { wait: 2 }), edgeScene({}, { wait: 2 })];
      // the restart is charged to v→j too, the wait is not
      near(literal.outcome.flows.latencyS[0] - gated.outcome.flows.latencyS[0], 0.3540127744 - 2, 1e-6);
      for (const { environment, action, outcome } of [literal, gated]) {
        environment.step(action);
        const [v] = outcome.flows.vehicle;
        const left = environment.state.flightSlots[v] + 1; // one has passed
        assert.ok(left >= outcome.flows.uploadS[0], `${left} slots for ${outcome.flows.uploadS[0]} s of upload`);
      }
    },
  },
  'energy.exec': {
    powerTime: (register) => near(edgeScene(register).outcome.flows.edgeJ[0], 30 * 0.3540127744),
    literal: (register) => near(edgeScene(register).outcome.flows.edgeJ[0], 1e-27 * 3.107232506e9 ** 2),
  },
  'cost.base': {
    cyclesPrice: (register) => near(edgeScene(register).outcome.flows.cost[0], 1.1 * 0.36),
  },
  'ux.window': {
    runningMean5: (register) => {
      const { environment, action, outcome } = edgeScene(register);
      const rating = outcome.flows.rating[0];
      near(outcome.flows.parts[0], rating);
      environment.state.recentRatings.set([0.1, 0.2, 0.3, 0.4, 0.5]);
      environment.state.recentCount[0] = 5;
      environment.evaluate(action, outcome);
      near(outcome.flows.parts[0], (0.2 + 0.3 + 0.4 + 0.5 + rating) / 5);
      environment.step(action);
      assert.deepEqual(Array.from(environment.state.recentRatings), [0.2, 0.3, 0.4, 0.5, rating]);
    },
  },
  'ux.qualityReliability': {
    dataFraction: (register) =>
      near(edgeScene(register, { dataMB: 50 }).outcome.flows.quality[0], (32873003.73 * 8) / 400e6),
    bernoulli: (register) => {
      const { environment, action, outcome } = edgeScene(register);
      for (const [uniform, reliability] of [
        [0.9699, 1],
        [0.9701, 0],
      ]) {
        environment.state.luck[0] = uniform;
        environment.evaluate(action, outcome);
        assert.deepEqual([outcome.flows.reliability[0], outcome.flows.success[0]], [reliability, reliability]);
      }
    },
  },
  'objective.normaliser': {
    zscore: (register) => {
      const config = makeConfig('tiny', { register, parameters: { episodeSlots: 40 } });
      const environment = createEnvironment(config);
      environment.reset(1);
      const rows: number[][] = [];
      for (let t = 0; t < 40; t++) {
        const { parts, reward } = environment.step(defaultAction(config));
        rows.push(Array.from(parts));
        const score = (k: number) => {
          const column = rows.map((row) => row[k]);
          const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
          const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length);
          return deviation === 0 ? 0 : (parts[k] - mean) / deviation;
        };
        const plain = 0.2 * parts.reduce((sum, part) => sum + part, 0);
        near(reward, t < 20 ? plain : 0.2 * [0, 1, 2, 3, 4].reduce((sum, k) => sum + score(k), 0), 1e-6);
      }
    },
  },
};
