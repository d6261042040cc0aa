import assert from 'node:assert/strict';
import { createEnvironment } from '../../src/environment/environment';
import { createOutcome, type SlotOutcome } from '../../src/environment/slot';
import { makeConfig } from '../../src/paper/config';
import type { Overrides } from '../../src/paper/profiles';
import { randomEpisode } from './slots';

/** Everything of an outcome that speaks of its flows, and what its sellers charge. */
function contentOf({ flows, price, soldUnits, refused }: SlotOutcome) {
  const columns = Object.entries(flows).map(([name, column]) => {
    if (!ArrayBuffer.isView(column)) return [name, name === 'count' ? column : ''];
    const width = name === 'parts' ? 5 : 1;
    return [name, Array.from(column as Float64Array).slice(0, width * flows.count)];
  });
  return { ...Object.fromEntries(columns), price: Array.from(price), soldUnits: Array.from(soldUnits), refused };
}

const READINGS: [string, Overrides][] = [
  ['default', {}],
  ['relays at a fixed rate', { register: { 'radio.systemBandwidth60': 'wan50Mbps' } }],
  ['a reserve of clouds', { register: { 'action.cloudAq': 'priorityReserve' } }],
  ['no game', { register: { 'game.enabled': false } }],
];

describe('a slot evaluated beside a known evaluation', () => {
  for (const [name, overrides] of READINGS)
    it(`gives the same bits as one from nothing (${name})`, () => {
      const environment = createEnvironment(makeConfig('std', overrides));
      const { config, scenario, options } = environment;
      const [known, reused] = [createOutcome(config), createOutcome(config)];
      randomEpisode(environment, 4, (action) => {
        environment.evaluate(action, known);
        const compare = (changed: typeof action, without?: number) => {
          const plain = environment.evaluate(changed, createOutcome(config), { without });
          const beside = environment.evaluate(changed, reused, { without, known });
          assert.deepEqual(contentOf(beside), contentOf(plain));
        };
        for (const v of options.deciders.subarray(0, options.count)) compare(action, v);
        for (let n = 0; n < scenario.nodes; n++)
          for (const control of ['power', 'admission', 'offer'] as const)
            compare({ ...action, [control]: action[control].map((value, k) => (k === n ? value / 2 : value)) });
        for (const v of options.deciders.subarray(0, options.count))
          compare({ ...action, qos: action.qos.map((value, k) => (k === v ? 1 - value : value)) });
      });
    });

  it('serves a step as its own evaluation does', () => {
    const play = (evaluates: boolean) => {
      const environment = createEnvironment(makeConfig('std'));
      const outcome = createOutcome(environment.config);
      const rewards: number[] = [];
      randomEpisode(environment, 10, (action) => {
        const here = environment.save();
        const result = evaluates
          ? environment.step(action, environment.evaluate(action, outcome))
          : environment.step(action);
        rewards.push(result.reward, environment.state.price[0]);
        environment.restore(here);
      });
      return rewards;
    };
    assert.deepEqual(play(true), play(false));
  });
});
