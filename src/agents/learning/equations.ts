import { requireNonNegative, requireSameLength } from '../../support/check';

/*
 * (24) to (27) for one decision or one head: the update of an algorithm calls these over its batch. The gradients of (25)
 * and (27) in the critics are TensorFlow's.
 */

export interface PolicyGradientArguments {
  policy: ArrayLike<number>;
  weightedValues: ArrayLike<number>;
  entropyWeight: number;
}

/**
 * Gradient of J = Σ_o π_o Σ_ι ω_ι Q_ι(s, o) + α_H H(π) with respect to the scores whose softmax is π: what an actor ascends.
 * @eq (24) ∂J/∂x_o = π_o (Q_o − Σ_o' π_o' Q_o' − α_H (ln π_o + H(π))), Q_o = Σ_ι ω_ι Q_ι(s, o)
 * @section IV-B
 * @symbols π: policy [1]; Q_o: weightedValues [1]; α_H: entropyWeight [1]; returns scoreGradient [1]
 * @reading corrected: the log-probability of (24) belongs to a stochastic actor, DDPG ascends the critic through the action,
 *   and the sum over ι is missing (AMB-21). The action is the relaxed choice π, in which Q is linear; the chain rule through
 *   the scores is TensorFlow's. α_H H keeps the policy from settling too early
 * @limits the entries add up to 0; an option of probability 0 gets 0; equal values and a uniform policy give 0
 * @throws Error if the lists differ in length or entropyWeight is negative
 * @example policyGradient({ policy: [0.5, 0.25, 0.25], weightedValues: [1, 2, 0], entropyWeight: 0 }) // => [0, 0.25, -0.25]
 */
export function policyGradient({ policy, weightedValues, entropyWeight }: PolicyGradientArguments): number[] {
  requireSameLength('policy', policy, 'weightedValues', weightedValues);
  requireNonNegative('entropyWeight', entropyWeight);
  const expected = expectation(policy, weightedValues);
  const entropy = entropyOf(policy);
  return Array.from(policy, (p, o) =>
    p === 0 ? 0 : p * (weightedValues[o] - expected - entropyWeight * (Math.log(p) + entropy)),
  );
}

/** Σ_o π_o q_o. */
function expectation(policy: ArrayLike<number>, values: ArrayLike<number>): number {
  let sum = 0;
  for (let o = 0; o < policy.length; o++) sum += policy[o] * values[o];
  return sum;
}

/** H(π) = −Σ_o π_o ln π_o. */
export function entropyOf(policy: ArrayLike<number>): number {
  let entropy = 0;
  for (let o = 0; o < policy.length; o++) if (policy[o] > 0) entropy -= policy[o] * Math.log(policy[o]);
  return entropy;
}

export interface HeadLossArguments {
  predictions: ArrayLike<number>;
  targets: ArrayLike<number>;
}

/**
 * Loss of one head of a critic over a batch.
 * @eq (25) 𝓛_ι = E[(Q_ι − y_ι)²]
 * @section IV-B
 * @symbols Q_ι: predictions [1]; y_ι: targets [1]; returns headLoss [1]
 * @reading as printed; the target is written Q̂_ι there, and the expectation is the mean over a batch of replayed decisions
 * @limits predictions equal to targets give 0; a shift of all predictions from their targets gives its square
 * @throws Error if the lists differ in length
 * @example headLoss({ predictions: [1, 2], targets: [1.5, 2] }) // => 0.125
 */
export function headLoss({ predictions, targets }: HeadLossArguments): number {
  requireSameLength('predictions', predictions, 'targets', targets);
  let loss = 0;
  for (let b = 0; b < predictions.length; b++) loss += (predictions[b] - targets[b]) ** 2 / predictions.length;
  return loss;
}

export interface BellmanTargetArguments {
  decisionReward: number;
  discount: number;
  slots: number;
  policy: ArrayLike<number>;
  nextValues: ArrayLike<number>;
}

/**
 * Target of one head for one decision.
 * @eq (26) y_ι = R_ι + γ^k Σ_o π'(o | s') Q'_ι(s', o)
 * @section IV-B
 * @symbols R_ι: decisionReward [1]; γ: discount [1]; k: slots [1]; π': policy [1]; Q'_ι: nextValues [1]; returns target [1]
 * @reading corrected: r_t is r_ι, and π' and Q'_ι are the target networks'. R_ι = Σ_k γ^k r_ι runs up to the vehicle's next
 *   decision, k slots later (AMB-55). The end of an episode is a time limit, not a terminal state (AMB-22)
 * @limits discount = 0 gives the reward; slots = 1 is one step of Bellman's equation; rises with every next value
 * @throws Error if the lists differ in length, or discount or slots is negative
 * @example bellmanTarget({ decisionReward: 0.2, discount: 0.95, slots: 1, policy: [0.5, 0.5], nextValues: [1, 3] }) // => 2.1
 */
export function bellmanTarget(a: BellmanTargetArguments): number {
  requireSameLength('policy', a.policy, 'nextValues', a.nextValues);
  requireNonNegative('discount', a.discount);
  requireNonNegative('slots', a.slots);
  return a.decisionReward + wholePower(a.discount, a.slots) * expectation(a.policy, a.nextValues);
}

/** base^exponent as a running product: the same bits on every engine. */
export function wholePower(base: number, exponent: number): number {
  let product = 1;
  for (let step = 0; step < exponent; step++) product *= base;
  return product;
}

/**
 * Loss of a critic with a head for each objective.
 * @eq (27) 𝓛 = (1/5) Σ_ι 𝓛_ι
 * @section IV-B
 * @symbols 𝓛_ι: headLosses [1]; returns loss [1]
 * @reading as printed, the mean over the heads: the weights ω are in (24), not here. Each tier's critic adds its own 𝓛
 * @limits equal losses give that loss; one head gives its own loss
 * @throws Error if there is no head
 * @example totalLoss({ headLosses: [0.25, 0, 1, 1, 0] }) // => 0.45
 */
export function totalLoss({ headLosses }: { headLosses: readonly number[] }): number {
  if (headLosses.length === 0) throw new Error('headLosses: is empty; a critic has one head or more');
  return headLosses.reduce((sum, loss) => sum + loss, 0) / headLosses.length;
}
