import * as tf from '@tensorflow/tfjs-node';
import type { JointAction } from '../../environment/action';
import { choiceOfVector, VECTOR_LENGTH } from '../../environment/action-vector';
import type { Rng } from '../../support/rng';
import { continuousLoss, descendActors } from './actors';
import type { DecisionArrays } from './batch';
import { plain } from './networks';
import { actorRow, criticRow, type Learning, trained } from './rows';
import { type Team, teamsBy } from './teams';
import type { LearnerView } from './view';
import { DECIDES, VEHICLE_LENGTH } from './world';

/*
 * The literal form of a vehicle's action (AMB-54): a deterministic actor of the printed vector, a critic on raw vectors. The
 * default form is in mo-maddpg.ts.
 */

/** a = μ(s_v, z_v), [B, 6]; 0 where the vehicle decides nothing. */
function policyVectors(
  learner: Learning,
  actor: Team,
  arrays: DecisionArrays,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor2D {
  const state = tf.tensor2d(arrays.state, [arrays.batch, VEHICLE_LENGTH]);
  const decides = tf.slice(state, [0, DECIDES], [arrays.batch, 1]);
  return tf.mul(tf.tanh(plain(actor, actorRow(learner, arrays, embedding), arrays.owner)), decides);
}

const valuesOf = (
  critic: Team,
  arrays: DecisionArrays,
  vectors: tf.Tensor2D,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor2D => plain(critic, tf.concat([criticRow(arrays, embedding), vectors], 1), arrays.owner);

/** Q(s, μ(s)) by the given networks, [B, heads]. */
export const valuesOfPolicy = (
  learner: Learning,
  actor: Team,
  critic: Team,
  arrays: DecisionArrays,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor2D => valuesOf(critic, arrays, policyVectors(learner, actor, arrays, embedding), embedding);

/** Q(s, a) of the vectors that were played, [B, heads]. */
export const valuesOfPlayed = (critic: Team, arrays: DecisionArrays, embedding: tf.Tensor2D | undefined): tf.Tensor2D =>
  valuesOf(critic, arrays, tf.tensor2d(arrays.vector, [arrays.batch, VECTOR_LENGTH]), embedding);

/** Ascends the batch mean of Σ_ι ω_ι Q_ι(s, μ(s)) (24) in the vehicle actor, with the updated critic. */
export function vectorActorStep(
  learner: Learning & { readonly arrays: { readonly now: DecisionArrays } },
  embedding: tf.Tensor2D | undefined,
  rng: Rng,
): { actorNorm: number; entropy: number } {
  const { networks, settings, arrays } = learner;
  const critic = teamsBy(networks, trained(learner))('vehicleCritic');
  const actorNorm = descendActors(learner, 'vehicleActor', embedding, (actors, z) =>
    continuousLoss(
      settings,
      policyVectors(learner, actors, arrays.now, z),
      (vectors) => valuesOf(critic, arrays.now, vectors, embedding),
      rng,
    ),
  );
  for (const weights of critic) tf.dispose(weights);
  return { actorNorm, entropy: 0 };
}

/** A joint action with the vectors it came from, 6 numbers a vehicle, 0 for those that decide nothing. */
export interface LearnerAction extends JointAction {
  readonly vectors?: Float32Array;
}

/** Plays vectors of the view's deciders, 6 numbers each from `from` on, with Gaussian noise where there is any. */
export function playVectors(
  view: LearnerView,
  action: JointAction,
  vectors: Float32Array,
  from: number,
  noise?: { readonly sigma: number; readonly rng: Rng },
): LearnerAction {
  const played = new Float32Array(action.option.length * VECTOR_LENGTH);
  for (let d = 0; d < view.count; d++) {
    const v = view.deciders[d];
    for (let k = 0; k < VECTOR_LENGTH; k++) {
      const a = vectors[from + d * VECTOR_LENGTH + k] + (noise ? noise.sigma * noise.rng.normal() : 0);
      played[v * VECTOR_LENGTH + k] = Math.min(1, Math.max(-1, a));
    }
    const { option, qos } = choiceOfVector(view.environment, v, played, v * VECTOR_LENGTH);
    action.option[v] = option;
    action.qos[v] = qos;
  }
  return { ...action, vectors: played };
}
