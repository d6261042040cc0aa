import * as tf from '@tensorflow/tfjs-node';
import { VECTOR_LENGTH } from '../../environment/action-vector';
import { OBJECTIVE_COUNT } from '../../environment/flows';
import { OPTION_FEATURES } from '../../environment/option-features';
import { OPTIONS } from '../../environment/state';
import type { Rng } from '../../support/rng';
import { CRITIC_OPTION } from './batch';
import { gcnShapes, plainShapes, scorerShapes } from './networks';
import { adamStep, byName, clipNorm, createParameters, flatten, type Parameters, tensorsOf } from './parameters';
import { CONTROLS, DEMAND, POOLED } from './replay';
import type { LearnerSettings } from './settings';
import { namesOf, networksOf, type Team, type Weights } from './teams';
import { requireFinite } from './view';
import { CLOUD_LENGTH, EDGE_LENGTH, VEHICLE_LENGTH, type World } from './world';

/** What networks are for; edges, clouds and vehicles have an actor and a critic a tier, or each agent its own (AMB-45). */
export type Role = 'gcn' | 'vehicleActor' | 'vehicleCritic' | 'edgeActor' | 'edgeCritic' | 'cloudActor' | 'cloudCritic';

/** The trained networks by name: the role, or role and agent as in `edgeActor.2`. */
export type Networks = Readonly<Record<string, Parameters>>;

/** Output weights of actors start small, so that a policy starts near uniform and a node near its default. */
const SMALL = { output: 3e-3 };
/** Output bias of node actors: mid power, nearly all admitted and offered (tanh 2 = 0.96). */
const NODE_BIAS = [0, 2, 2];

/** Number of critic heads. */
export const headsOf = (settings: LearnerSettings): number => (settings.multiHead ? OBJECTIVE_COUNT : 1);

/** Width of z; 0 without a GCN. */
const embeddingOf = ({ gcn, gcnWidths }: LearnerSettings): number => (gcn ? gcnWidths[gcnWidths.length - 1] : 0);

/** What a critic knows of everybody: pooled embeddings, or pooled raw states without a GCN, and the mean joint choice. */
const sharedLength = (settings: LearnerSettings) => (settings.gcn ? 3 * embeddingOf(settings) : POOLED) + OPTIONS;

export function createNetworks(world: World, settings: LearnerSettings, rng: Rng): Networks {
  const embedding = embeddingOf(settings);
  const heads = headsOf(settings);
  const ofActor = (state: number) => (settings.actorInput === 'embeddingOnly' ? 0 : state) + embedding;
  const ofCritic = (state: number) => state + embedding + sharedLength(settings);
  const nodeCritic = (state: number) => () =>
    createParameters(plainShapes(ofCritic(state) + CONTROLS + DEMAND, settings.criticHidden, heads), rng);
  const nodeActor = (state: number) => () => {
    const actor = createParameters(plainShapes(ofActor(state), settings.actorHidden, CONTROLS), rng, SMALL);
    actor.values.set(NODE_BIAS, actor.values.length - CONTROLS);
    return actor;
  };
  const vehicleActor = scorerShapes({
    row: ofActor(VEHICLE_LENGTH),
    option: OPTION_FEATURES,
    embedding,
    hidden: settings.actorHidden,
    outputs: 1,
  });
  const vehicleCritic = scorerShapes({
    row: ofCritic(VEHICLE_LENGTH),
    option: CRITIC_OPTION,
    embedding,
    hidden: settings.criticHidden,
    outputs: heads,
  });
  const literalActor = plainShapes(ofActor(VEHICLE_LENGTH), settings.actorHidden, VECTOR_LENGTH);
  const literalCritic = plainShapes(ofCritic(VEHICLE_LENGTH) + VECTOR_LENGTH, settings.criticHidden, heads);
  const each = (role: Role, agents: number, create: () => Parameters) =>
    networksOf(role, settings.independent ? agents : 'shared', create);
  return {
    gcn: createParameters(gcnShapes(world.features, settings.selfWeight, settings.gcnWidths), rng),
    ...each('vehicleActor', world.vehicles, () =>
      createParameters(settings.literal ? literalActor : vehicleActor, rng, SMALL),
    ),
    ...each('vehicleCritic', world.vehicles, () =>
      createParameters(settings.literal ? literalCritic : vehicleCritic, rng),
    ),
    ...each('edgeActor', world.edges, nodeActor(EDGE_LENGTH)),
    ...each('edgeCritic', world.edges, nodeCritic(EDGE_LENGTH)),
    ...each('cloudActor', world.clouds, nodeActor(CLOUD_LENGTH)),
    ...each('cloudCritic', world.clouds, nodeCritic(CLOUD_LENGTH)),
  };
}

/** Copies of the values: targets start equal (Algorithm 1, line 2). */
export const copyTargets = <N extends string>(networks: Readonly<Record<N, Parameters>>): Record<N, Float32Array> =>
  Object.fromEntries(
    Object.entries<Parameters>(networks).map(([name, { values }]) => [name, values.slice()]),
  ) as Record<N, Float32Array>;

/** What a loss says about a role's networks: the gradient of each by name, and the mean of their norms before clipping. */
export interface RoleGradient {
  readonly gradients: Readonly<Record<string, Float32Array>>;
  readonly norm: number;
}

/**
 * Gradients of a loss in the networks of the named roles, each clipped to norm 1 and flat. The loss is a mean over a batch of
 * all agents; where each has its own network, the mean over its own rows counts. @throws if one is not finite
 */
export function gradientsOf<R extends string>(
  networks: Networks,
  roles: readonly R[],
  loss: (teams: Record<R, Team>) => tf.Tensor,
): Record<R, RoleGradient> {
  const members = roles.flatMap((role) => {
    const names = namesOf(networks, role);
    return names.map((name) => ({ role, name, agents: names.length, ...networks[name] }));
  });
  const tensors = members.map((member) => tensorsOf(member, member.values));
  const starts = tensors.map((_, k) => tensors.slice(0, k).reduce((sum, list) => sum + list.length, 0));
  const part = (list: readonly tf.Tensor[], k: number) => list.slice(starts[k], starts[k] + tensors[k].length);
  const value = (...flat: tf.Tensor[]) => {
    const teams = Object.fromEntries(roles.map((role) => [role, [] as Weights[]])) as Record<R, Weights[]>;
    members.forEach(({ role, shapes }, k) => {
      teams[role].push(byName(shapes, part(flat, k)));
    });
    return loss(teams);
  };
  const gradients = tf.tidy(() => tf.grads(value)(tensors.flat()));
  tf.dispose(tensors.flat());
  const found = Object.fromEntries(roles.map((role) => [role, { gradients: {}, norm: 0 }])) as Record<
    R,
    MutableGradient
  >;
  members.forEach(({ role, name, agents, values }, k) => {
    const gradient = flatten(part(gradients, k), values.length);
    requireFinite(`gradient of ${name}`, gradient);
    if (agents > 1) for (let w = 0; w < gradient.length; w++) gradient[w] *= agents;
    found[role].norm += clipNorm(gradient, GRADIENT_LIMIT) / agents;
    found[role].gradients[name] = gradient;
  });
  return found;
}

interface MutableGradient {
  readonly gradients: Record<string, Float32Array>;
  norm: number;
}

/** One step of Adam in every network that has a gradient. */
export function descend(networks: Networks, steps: Readonly<Record<string, RoleGradient>>, learningRate: number): void {
  for (const { gradients } of Object.values(steps))
    for (const [name, gradient] of Object.entries(gradients)) adamStep(networks[name], gradient, learningRate);
}

/** Longest gradient of a network; longer ones are scaled down. */
const GRADIENT_LIMIT = 1;
