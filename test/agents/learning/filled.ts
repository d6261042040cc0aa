import { actionsOf } from '../../../src/agents/learning/act';
import { createReplay } from '../../../src/agents/learning/replay';
import { createSeats } from '../../../src/agents/learning/rollout';
import { creditOf, endEpisode, storeSlot } from '../../../src/agents/learning/session';
import { settingsFrom } from '../../../src/agents/learning/settings';
import { look } from '../../../src/agents/learning/view';
import { checkAction } from '../../../src/environment/action';
import { makeConfig } from '../../../src/paper/config';
import type { Overrides } from '../../../src/paper/profiles';
import { createRng } from '../../../src/support/rng';

/** A small replay that random actions have filled, with what filled it. */
export function filledReplay(
  register: Overrides['register'] = {},
  slots = 60,
  parameters: Overrides['parameters'] = {},
) {
  const config = makeConfig('tiny', { parameters: { episodeSlots: 40, batchSize: 16, ...parameters }, register });
  const settings = settingsFrom(config);
  const { seats, world } = createSeats(config, undefined, 2);
  const replay = createReplay(world, 200, 20, settings);
  const rng = createRng(5, 'play');
  for (let t = 0; t < slots; t++) {
    if (t % 40 === 0) for (const [k, seat] of seats.entries()) seat.environment.reset(t + k);
    for (const seat of seats) {
      look(seat.view, world);
      const raw = { scores: new Float32Array(seat.view.count * 10), controls: new Float32Array(world.servers * 3) };
      const [action] = actionsOf(world, [seat.view], raw, { epsilon: 1, sigma: 0.3, rng });
      checkAction(seat.environment.options, seat.environment.state, action);
      seat.environment.evaluate(action, seat.outcome);
      const credit = creditOf(seat.view, action, seat.outcome, seat.scratch, true);
      storeSlot(replay, seat.session, seat.view, action, credit, settings.discount);
      seat.environment.step(action);
    }
    if (t % 40 === 39) for (const { session } of seats) endEpisode(session, replay, settings);
  }
  return { config, settings, seats, world, replay, rng };
}
