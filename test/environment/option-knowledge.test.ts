import assert from 'node:assert/strict';
import { OPTION_FEATURES, OPTION_NAMES } from '../../src/environment/option-features';
import { OPTIONS, REQUEST, type State } from '../../src/environment/state';
import { featuresOf, golden, named, ROW } from './option-rows';
import { close, editState } from './slots';

/** What a vehicle cannot know by itself. */
const ANNOUNCED: readonly string[] = [
  'bandwidth left',
  'arrivals',
  'deciders',
  'hosted share of destination',
  'compute would not suffice',
];

describe('option features: what a vehicle knows of servers (AMB-53)', () => {
  /** Everything about servers that only they can tell: power, admission, holds, arrivals, twins, other deciders. */
  const disturb = (state: State) => {
    state.powerW.fill(17);
    state.admission.fill(0.6);
    state.arrivalsSlow.fill(3);
    state.accessHoldHz.fill(1e6);
    state.backhaulHoldHz.fill(3e6);
    state.host.fill(0, 30, 45);
    state.twinCyclesG.fill(1.2, 30, 45);
  };
  const rowOf = (nodeState: string, edit: (state: State) => void) =>
    featuresOf(golden(edit, { 'options.nodeState': nodeState })).slice(0, ROW);

  it('viaGcn: features do not move with the state of servers, and five entries are always 0', () => {
    const calm = rowOf('viaGcn', () => {});
    assert.deepEqual(rowOf('viaGcn', disturb), calm);
    for (const name of ANNOUNCED)
      for (let slot = 0; slot < OPTIONS; slot++)
        assert.equal(calm[slot * OPTION_FEATURES + OPTION_NAMES.indexOf(name)], 0);
  });

  it('broadcast: the same disturbance moves them, each of the five and the estimates', () => {
    const [calm, moved] = [rowOf('broadcast', () => {}), rowOf('broadcast', disturb)];
    const changed = OPTION_NAMES.filter((_, k) =>
      Array.from({ length: OPTIONS }, (_, slot) => slot * OPTION_FEATURES + k).some((at) => calm[at] !== moved[at]),
    );
    for (const name of ['bandwidth left', 'arrivals', 'hosted share of destination', 'compute would not suffice'])
      assert.ok(changed.includes(name), name);
    for (const name of ['upload time', 'migration time', 'execution energy', 'latency'])
      assert.ok(changed.includes(name), name);
    for (const name of ['link quality', 'dwell at destination', 'last price', 'cost'])
      assert.ok(!changed.includes(name), name);
  });

  it('prices stay visible, and other deciders only when announced', () => {
    const dearer = (state: State) => {
      state.price[0] = 0.5;
    };
    assert.notDeepEqual(
      rowOf('viaGcn', dearer),
      rowOf('viaGcn', () => {}),
    );
    const joined = (state: State) => {
      state.x[7] = 420;
      state.request[7] = REQUEST.SERVICE;
    };
    assert.deepEqual(
      rowOf('viaGcn', joined),
      rowOf('viaGcn', () => {}),
    );
    const deciders = OPTION_FEATURES + OPTION_NAMES.indexOf('deciders');
    close(rowOf('broadcast', joined)[deciders], 0.2);
  });
});

describe('option features under other readings', () => {
  it('a relay over a 50 Mbit/s link is slow, one over 1 Gbit/s takes D/R', () => {
    const migration = (reading: string, slot: number) =>
      named(golden(undefined, { 'radio.systemBandwidth60': reading }), slot)['migration time'];
    close(migration('reuse3Fixed1Gbps', 5), 0.24 / 8);
    close(migration('wan50Mbps', 5), 1);
    close(migration('wan50Mbps', 9), migration('backhaulPool', 9));
  });

  it('a relay whose upload is never charged shows none', () => {
    const environment = golden(undefined, { 'latency.relayUpload': 'never' });
    assert.equal(named(environment, 5)['upload time'], 0);
    assert.ok(named(environment, 1)['upload time'] > 0);
  });

  it('cost follows the priced quantity', () => {
    close(named(golden(undefined, { 'cost.base': 'cyclesPrice' }), 1).cost, (1.1 * 0.36) / 20);
  });

  it('state edits reach the features after restore', () => {
    const environment = golden();
    editState(environment, (state) => {
      state.host[0] = 0;
    });
    assert.equal(named(environment, 5)['destination is host'], 0);
    editState(environment, (state) => {
      state.host[0] = environment.options.dst[5];
    });
    assert.equal(named(environment, 5)['destination is host'], 1);
  });
});
