import type { Config } from '../paper/config';
import type { Rng } from '../support/rng';
import type { State } from './state';

/** Draws or advances the shadowing of every link: log-normal, correlated over `shadowingDecorrelationM` of travel. */
export function updateShadowing(config: Config, state: State, rng: Rng, first: boolean): void {
  const { shadowingDb, shadowingDecorrelationM, vehicles, slotS } = config.parameters;
  const N = state.shadowDb.length / vehicles;
  if (N === 0) return;
  for (let v = 0; v < vehicles; v++) {
    const memory = first ? 0 : Math.exp((-state.speedMps[v] * slotS) / shadowingDecorrelationM);
    for (let k = v * N; k < (v + 1) * N; k++)
      state.shadowDb[k] = memory * state.shadowDb[k] + Math.sqrt(1 - memory * memory) * shadowingDb * rng.normal();
  }
}
