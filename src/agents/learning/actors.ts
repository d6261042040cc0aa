import * as tf from '@tensorflow/tfjs-node';
import type { Rng } from '../../support/rng';
import type { DecisionArrays } from './batch';
import { type PolicyGradientArguments, policyGradient } from './equations';
import { linear } from './layers';
import { descend, gradientsOf } from './nets';
import { embedBatch, type Learning } from './rows';
import type { LearnerSettings } from './settings';
import type { Team } from './teams';

/*
 * What the steps of all actors share: who takes them, and the gradient of (24) as corrected or as printed (AMB-21).
 */

/**
 * A role of actors descends a loss of its networks and of the embedding they read: the one held fixed, or under `joint` that of
 * the GCN, which then takes the step too (AMB-24).
 * @returns the gradient's norm before clipping
 */
export function descendActors(
  learner: Learning & { readonly arrays: { readonly now: DecisionArrays } },
  role: string,
  held: tf.Tensor2D | undefined,
  loss: (actors: Team, embedding: tf.Tensor2D | undefined) => tf.Tensor,
): number {
  const { networks, settings } = learner;
  const roles = settings.gcnTraining === 'joint' ? [role, 'gcn'] : [role];
  const gradients = gradientsOf(networks, roles, (teams) =>
    loss(teams[role], teams.gcn ? embedBatch(learner, teams.gcn[0]) : held),
  );
  descend(networks, gradients, role === 'vehicleActor' ? settings.actorRate : settings.nodeActorRate);
  return gradients[role].norm;
}

/** Direction in which the scores of one decision are moved; 0 where the policy is. */
export type ScoreSlope = (decision: PolicyGradientArguments) => ArrayLike<number>;

/**
 * How scores ascend (24): the gradient of the expectation over the policy, or of ln π(a) times Σ ω Q(s, a) for one choice a drawn
 * from it. Both have the same mean; entropy counts the same in both.
 */
export const scoreSlope = ({ actorGradient }: LearnerSettings, rng: Rng): ScoreSlope =>
  actorGradient === 'deterministic' ? policyGradient : (decision) => drawnGradient(decision, rng);

function drawnGradient({ policy, weightedValues, entropyWeight }: PolicyGradientArguments, rng: Rng): number[] {
  const drawn = drawFrom(policy, rng);
  const idle = new Float64Array(policy.length);
  return policyGradient({ policy, weightedValues: idle, entropyWeight }).map(
    (slope, o) => slope + weightedValues[drawn] * ((o === drawn ? 1 : 0) - policy[o]),
  );
}

function drawFrom(policy: ArrayLike<number>, rng: Rng): number {
  let left = rng.uniform();
  let last = 0;
  for (let o = 0; o < policy.length; o++) {
    if (policy[o] === 0) continue;
    last = o;
    left -= policy[o];
    if (left < 0) break;
  }
  return last;
}

/** σ of the Gaussian that stands for a continuous policy in (24) as printed. */
const POLICY_SIGMA = 0.2;

/** Loss of continuous actions a = μ(s, z), [B, n], under a critic's Q_ι(s, ·), [B, heads], which is held fixed. */
export function continuousLoss(
  settings: LearnerSettings,
  actions: tf.Tensor2D,
  critic: (actions: tf.Tensor2D) => tf.Tensor2D,
  rng: Rng,
): tf.Tensor {
  const worth = (of: tf.Tensor2D) => weighted(settings, critic(of));
  if (settings.actorGradient === 'deterministic') return tf.neg(tf.mean(worth(actions)));
  const { shape } = actions;
  const noise = tf.tensor2d(
    Float32Array.from({ length: actions.size }, () => rng.normal()),
    shape,
  );
  const fixed = tf.tensor2d(actions.dataSync(), shape); // no gradient reaches what was drawn
  const drawn = tf.clipByValue(tf.add(fixed, tf.mul(noise, POLICY_SIGMA)), -1, 1) as tf.Tensor2D;
  const logSlope = tf.sum(tf.mul(actions, tf.div(noise, POLICY_SIGMA)), 1, true); // ∂ ln π(a)/∂μ = (a − μ)/σ²
  return tf.neg(tf.mean(tf.mul(worth(drawn), logSlope)));
}

/** Σ_ι ω_ι Q_ι, [B, 1]; the one head of a single critic is that sum already. */
function weighted({ multiHead, weights }: LearnerSettings, values: tf.Tensor2D): tf.Tensor2D {
  const omega = multiHead ? Array.from(weights) : [1];
  return linear(values, tf.tensor2d(omega, [omega.length, 1]));
}
