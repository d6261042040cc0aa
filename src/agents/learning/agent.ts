import type { JointAction } from '../../environment/action';
import type { Rng } from '../../support/rng';
import type { Parameters } from './parameters';
import type { Replay } from './replay';
import type { LearnerSettings } from './settings';
import type { LearnerView } from './view';
import type { World } from './world';

/** How a training acts in a slot: share of the training done, and the stream exploration draws from; absent in evaluation. */
export interface Exploring {
  readonly share: number;
  /** The first decisions are drawn uniformly. */
  readonly uniform: boolean;
  readonly rng: Rng;
}

/** What an update reports: (25) by head, normalised Bellman error, gradient norms, entropy of the policy (0 where there is none). */
export interface UpdateReport {
  readonly losses: readonly number[];
  readonly bellman: number;
  readonly criticNorm: number;
  readonly actorNorm: number;
  readonly entropy: number;
}

/** Which weights act: the trained ones, or the slowly following targets (AMB-57). */
export type Acting = 'online' | 'target';

/** A learner as the training loop and the evaluation see it. */
export interface LearningAgent {
  readonly world: World;
  readonly settings: LearnerSettings;
  /** Networks, targets and memory: everything a checkpoint must hold besides replay and streams. */
  readonly networks: Readonly<Record<string, Parameters>>;
  readonly targets: Readonly<Record<string, Float32Array>>;
  /** What else the agent carries from slot to slot or episode to episode. */
  readonly memory: Readonly<Record<string, Float64Array>>;
  act(views: readonly LearnerView[], acting: Acting, exploring?: Exploring): JointAction[];
  update(replay: Replay, rng: Rng, share: number): UpdateReport;
  /** Told R_ι of every episode that ends, where weights are refined (AMB-25). */
  refine?(rewards: readonly number[]): void;
}
