import type { ParameterName } from './parameters';
import type { RegisterKey, RegisterValue } from './register';

export interface Overrides {
  readonly parameters?: Readonly<Partial<Record<ParameterName, number>>>;
  readonly register?: Readonly<Partial<Record<RegisterKey, RegisterValue>>>;
}

/**
 * Sizes of the same model, as differences from the tables: `tiny` for tests, `quick` for minutes,
 * `std` and `paper` at the paper's 100 vehicles. The gateways of `tiny` and `quick` lie closer,
 * so their antennas are weaker and the limits tighter: random and good policies stay apart.
 * `std` has few episodes, so it learns more from each: an update every two slots. What that brings, its variant
 * `fewer-updates` shows.
 */
export const profiles = {
  tiny: {
    parameters: {
      vehicles: 16,
      edges: 2,
      clouds: 1,
      roadM: 1000,
      latencyMaxS: 6,
      cloudAntennaGainDb: 14,
      resourceMultiplier: 0.85,
      episodes: 5,
      episodeSlots: 20,
    },
    register: { 'env.requestProb': 0.2, 'stats.seeds': 1 },
  },
  quick: {
    parameters: {
      vehicles: 48,
      edges: 4,
      clouds: 2,
      roadM: 2000,
      latencyMaxS: 7,
      cloudAntennaGainDb: 14,
      episodes: 200,
      episodeSlots: 50,
      softUpdate: 5e-3,
      actorLearningRate: 3e-4,
      nodeActorLearningRate: 3e-4,
    },
    register: { 'env.requestProb': 0.16, 'rl.updateEvery': 4, 'stats.seeds': 3 },
  },
  std: { parameters: { episodes: 600, softUpdate: 5e-3 }, register: { 'rl.updateEvery': 2 } },
  paper: { register: { 'rl.updateEvery': 10, 'stats.seeds': 10 } },
} as const satisfies Record<string, Overrides>;

export type ProfileName = keyof typeof profiles;

export const profileNames = Object.keys(profiles) as readonly ProfileName[];
