import assert from 'node:assert/strict';
import { defaultAction } from '../../src/environment/action';
import { createEnvironment, type Environment } from '../../src/environment/environment';
import { qualityTo } from '../../src/environment/links';
import { OPTIONS, REQUEST } from '../../src/environment/state';
import { makeConfig } from '../../src/paper/config';
import { choose, stage, worldOf } from './stage';

const config = worldOf(1);
const { HANDOVER, PREMIGRATION } = REQUEST;
const slots = ({ options }: Environment, v = 0) => Array.from(options.dst.subarray(v * OPTIONS, (v + 1) * OPTIONS));

describe('option slots', () => {
  it('a service task: nearest edge, clouds by quality, relays by backhaul distance, next edge ahead', () => {
    // nearest edge 1 at 750 m; clouds at 833, 2500 and 4167 m; backhaul from 750: 10, 12 (1583 m by the ring), 11
    const environment = stage(config, [{ x: 700 }]);
    assert.deepEqual(slots(environment), [0, 1, 10, 12, 11, 10, 12, 11, -1, 2]);
    assert.deepEqual([environment.options.source[0], environment.options.resident[0]], [1, 0]);
  });

  it('a service task whose twin lies at the nearest edge goes to the next edge only if that covers the vehicle', () => {
    // 980 m: edge 1 at 750 is nearest, edge 2 at 1250 covers up to 951 m
    assert.equal(slots(stage(config, [{ x: 980, host: 1 }]))[1], 2);
    assert.equal(slots(stage(config, [{ x: 700, host: 1 }]))[1], 1);
    assert.equal(slots(stage(config, [{ x: 980, host: 5 }]))[1], 1);
  });

  it('a hand-over starts at the host, which is never a destination', () => {
    const environment = stage(config, [{ x: 1300, host: 0, request: HANDOVER }]);
    assert.deepEqual(slots(environment), [0, 2, 10, 11, 12, 10, 12, 11, 2, 3]);
    assert.deepEqual([environment.options.source[0], environment.options.resident[0]], [0, 1]);
  });

  it('a pre-migration stays off the host, and may go to the next edge', () => {
    const covered = stage(config, [{ x: 980, host: 1, request: PREMIGRATION }]);
    assert.deepEqual([slots(covered)[1], slots(covered)[8], slots(covered)[9]], [2, -1, 2]);
    const alone = stage(config, [{ x: 700, host: 1, request: PREMIGRATION }]);
    assert.deepEqual([slots(alone)[1], slots(alone)[8], slots(alone)[9]], [-1, -1, 2]);
  });

  it('without a request or in flight there is nothing to choose', () => {
    assert.equal(stage(config, [{ x: 700, request: REQUEST.NONE }]).options.count, 0);
    const flying = stage(config, [{ x: 700 }], ({ state }) => {
      state.flightSlots[0] = 2;
    });
    assert.equal(flying.options.count, 0);
    assert.ok(slots(flying).every((n) => n < 0));
  });

  it('weak clouds are not offered', () => {
    const { links } = stage(config, [{ x: 833 }]);
    const between = (qualityTo(links, 0, 10) + qualityTo(links, 0, 11)) / 2;
    const strict = worldOf(1, { parameters: { minSpectralEfficiency: between } });
    assert.deepEqual(slots(stage(strict, [{ x: 833 }])).slice(1, 6), [1, 10, -1, -1, 10]);
  });
});

describe('a joint choice', () => {
  it('is refused with the field, the value and what is right', () => {
    const environment = stage(config, [{ x: 700 }]);
    const faults: [string, (action: ReturnType<typeof choose>) => void, RegExp][] = [
      [
        'a masked slot',
        (a) => a.option.set([8]),
        /action\.option\[0\] = 8: not feasible in slot 0; feasible: 0, 1, 2, 3, 4, 5, 6, 7, 9/,
      ],
      ['a slot that does not exist', (a) => a.option.set([10]), /action\.option\[0\] = 10/],
      ['a quality above 1', (a) => a.qos.set([1.5]), /action\.qos\[0\] = 1.5: must be a number from 0 to 1/],
      ['a power that is no number', (a) => a.power.set([Number.NaN], 3), /action\.power\[3\] = NaN/],
      ['a negative offer', (a) => a.offer.set([-0.1], 12), /action\.offer\[12\] = -0.1/],
      ['an infinite admission', (a) => a.admission.set([Infinity], 1), /action\.admission\[1\] = Infinity/],
    ];
    for (const [fault, spoil, message] of faults) {
      const action = choose(config, 1);
      spoil(action);
      const before = JSON.stringify(environment.save());
      assert.throws(() => environment.step(action), message, fault);
      assert.equal(JSON.stringify(environment.save()), before, `${fault} changed the state`);
    }
  });

  it('is refused when its arrays belong to another world', () => {
    const environment = createEnvironment(makeConfig('tiny'));
    environment.reset(1);
    assert.throws(
      () => environment.step(defaultAction(makeConfig('quick'))),
      /action\.option has 48 entries, but there are 16/,
    );
  });
});
