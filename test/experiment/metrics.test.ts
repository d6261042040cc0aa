import assert from 'node:assert/strict';
import { createPolicy } from '../../src/agents';
import { createEnvironment } from '../../src/environment/environment';
import { STATUS } from '../../src/environment/flows';
import { REQUEST } from '../../src/environment/state';
import { runEpisode } from '../../src/experiment/evaluate';
import { createMeter } from '../../src/experiment/metrics';
import { makeConfig } from '../../src/paper/config';
import { createRng } from '../../src/support/rng';
import { choose, stage, worldOf } from '../environment/stage';
import { edgeScene, near } from '../register/scenes';

describe('metrics of an episode', () => {
  it('an episode in which nobody asks has no rates, and no metric that is not a number', () => {
    const config = worldOf(1);
    const environment = stage(config, [{ x: 100, request: REQUEST.NONE }]);
    const meter = createMeter();
    meter.record(environment, environment.step(choose(config, 0)));
    const metrics = meter.finish();
    assert.deepEqual([metrics.attempts, metrics.slots, metrics.reward], [0, 1, 0]);
    for (const name of ['msr', 'latencyS', 'qoe', 'costPerSuccess']) assert.ok(!(name in metrics), name);
    assert.ok(Object.values(metrics).every(Number.isFinite));
  });

  it('one success by hand (GOLD-5)', () => {
    const { environment, action } = edgeScene({});
    const meter = createMeter();
    const step = environment.step(action);
    meter.record(environment, step);
    const metrics = meter.finish();
    assert.deepEqual([metrics.attempts, metrics.successes, metrics.msr, metrics.shareEdgeMode], [1, 1, 1, 1]);
    near(metrics.energyJ, 12.08054794);
    near(metrics.costPerAttempt, 10.8);
    near(metrics.costPerSuccess, 10.8);
    near(metrics.latencyVehicleS, 7.300823556);
    near(metrics.latencyVehicleS + metrics.latencyEdgeS + metrics.latencyCloudS, metrics.latencyS);
    assert.equal(metrics.latencyP95S, metrics.latencyS);
    assert.equal(metrics.qoe, step.outcome.flows.rating[0]);
    assert.equal(metrics.reward, step.reward);
  });

  it('one expiry by hand: latency L_max, no energy, no cost, QoE 0', () => {
    const config = worldOf(1);
    const environment = stage(config, [{ x: 100 }]);
    const meter = createMeter();
    for (let t = 0; t < 5; t++) meter.record(environment, environment.step(choose(config, 0)));
    const metrics = meter.finish();
    assert.deepEqual([metrics.attempts, metrics.expiries, metrics.msr], [1, 1, 0]);
    assert.deepEqual([metrics.latencyS, metrics.energyJ, metrics.costPerAttempt, metrics.qoe], [8, 0, 0, 0]);
    assert.ok(!('latencySuccessS' in metrics));
  });

  it('counts successful handovers: with interruptions they are all that ψ multiplies', () => {
    const [plain, none] = [0.25, 0].map((psi) => {
      const config = makeConfig('tiny', { register: { 'env.interruptionPsi': psi } });
      return runEpisode(createEnvironment(config), createPolicy('random', config), 5);
    });
    assert.ok(plain.handovers > 0 && plain.interruptions > 0);
    near(plain.reward - none.reward, (0.2 * 0.25 * (plain.handovers - plain.interruptions)) / (16 * 0.2), 1e-9);
  });

  it('adds up: attempts, shares, layers, failures with reasons; agrees with a second count of the flows', () => {
    const config = makeConfig('std');
    const environment = createEnvironment(config);
    const policy = createPolicy('random', config);
    const rng = createRng(2, 'explore');
    const meter = createMeter();
    let [successes, failures, expiries, dollars, ratings, services, reward] = [0, 0, 0, 0, 0, 0, 0];
    environment.reset(2);
    for (let t = 0; t < 100; t++) {
      const step = environment.step(policy.act(environment, rng));
      meter.record(environment, step);
      const { flows } = step.outcome;
      for (let f = 0; f < flows.count; f++) {
        if (flows.status[f] !== STATUS.ADMITTED) continue;
        flows.success[f] ? successes++ : failures++;
        dollars += flows.cost[f];
        if (step.requests[flows.vehicle[f]] !== REQUEST.SERVICE) continue;
        services++;
        ratings += flows.success[f] * flows.rating[f];
      }
      expiries += step.expiries.services.length + step.expiries.handovers.length;
      services += step.expiries.services.length;
      reward += step.reward;
    }
    const m = meter.finish();
    const attempts = successes + failures + expiries;
    assert.deepEqual([m.attempts, m.successes, m.failures, m.expiries], [attempts, successes, failures, expiries]);
    near(m.reward, reward);
    near(m.msr, successes / attempts);
    near(m.costPerAttempt, dollars / attempts);
    near(m.costPerSuccess, dollars / successes);
    near(m.qoe, ratings / services);
    near(m.shareEdgeMode + m.shareCloudMode + m.shareRelayMode, 1);
    near(m.costVehicle + m.costEdge, m.costPerAttempt);
    near(m.energyVehicleJ + m.energyEdgeJ + m.energyCloudJ, m.energyJ);
    const parts = m.rewardExperience + m.rewardUtility + m.rewardLatency + m.rewardEnergy + m.rewardCost;
    near(0.2 * parts, m.reward, 1e-9);
    const broken = Object.keys(m).filter((name) => name.startsWith('broke.'));
    assert.ok(broken.reduce((sum, name) => sum + m[name], 0) >= failures);
    assert.ok(m.latencyP95S <= 8 && m.latencyP95S >= m.latencyS && m.utilisation > 0 && m.utilisation < 1);
  });
});
