import assert from 'node:assert/strict';
import { decodeHalf, encodeHalf } from '../../../src/agents/learning/half';
import { createReplay } from '../../../src/agents/learning/replay';
import { createSeats } from '../../../src/agents/learning/rollout';
import { creditOf, storeSlot } from '../../../src/agents/learning/session';
import { settingsFrom } from '../../../src/agents/learning/settings';
import { accessOf, readOptions } from '../../../src/agents/learning/stored-options';
import { look } from '../../../src/agents/learning/view';
import { OPTION_FEATURES } from '../../../src/environment/option-features';
import { OPTIONS } from '../../../src/environment/state';
import { makeConfig } from '../../../src/paper/config';
import { randomEpisode } from '../../environment/slots';

const SIZE = OPTIONS * OPTION_FEATURES;

/** Numbers as 16 bits keep them. */
function rounded(values: Float32Array): Float32Array {
  const patterns = new Uint16Array(values.length);
  encodeHalf(patterns, 0, values, values.length);
  const out = new Float32Array(values.length);
  decodeHalf(out, 0, patterns, 0, values.length);
  return out;
}

describe('options in the replay', () => {
  for (const nodeState of ['broadcast', 'viaGcn'])
    it(`come back as they were written, each entry rounded to 16 bits (${nodeState})`, () => {
      const config = makeConfig('std', { register: { 'options.nodeState': nodeState } });
      const settings = settingsFrom(config);
      const { seats, world } = createSeats(config, undefined, 1);
      const [{ environment, view, session, outcome, scratch }] = seats;
      const replay = createReplay(world, 5, 20, settings); // the ring goes round twice
      const found = new Float32Array(SIZE);
      let [rows, relays] = [0, 0];
      randomEpisode(environment, 12, (action) => {
        look(view, world);
        environment.evaluate(action, outcome);
        const before = replay.rowCount;
        storeSlot(replay, session, view, action, creditOf(view, action, outcome, scratch, false), 0.9);
        for (let k = 0; k < view.count; k++) {
          const row = (before + k) % replay.rows;
          readOptions(replay, row, found, 0);
          assert.deepEqual(found, rounded(view.options.slice(k * SIZE, (k + 1) * SIZE)));
          for (let o = 0; o < OPTIONS; o++) assert.equal(accessOf(replay, row, o), view.up[k * OPTIONS + o]);
          rows++;
          relays += view.options[k * SIZE + 5 * OPTION_FEATURES + 4];
        }
      });
      assert.ok(rows > 100 && relays > 20, `${rows} rows, ${relays} with relays`);
    });
});
