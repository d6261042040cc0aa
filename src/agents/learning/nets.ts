import * as tf from '@tensorflow/tfjs-node';
import { OBJECTIVE_COUNT } from '../../environment/flows';
import { OPTION_FEATURES } from '../../environment/option-features';
import { OPTIONS } from '../../environment/state';
import type { Rng } from '../../support/rng';
import { CRITIC_OPTION } from './batch';
import { gcnShapes, plainShapes, scorerShapes } from './networks';
import { byName, clipNorm, createParameters, flatten, type Parameters, tensorsOf } from './parameters';
import { CONTROLS, DEMAND, POOLED } from './replay';
import type { LearnerSettings } from './settings';
import { requireFinite } from './view';
import { CLOUD_LENGTH, EDGE_LENGTH, VEHICLE_LENGTH, type World } from './world';

/** The trained networks: parameter sharing per tier (AMB-45), and the same again as targets. */
export interface Networks {
  readonly gcn: Parameters;
  readonly vehicleActor: Parameters;
  readonly vehicleCritic: Parameters;
  readonly edgeActor: Parameters;
  readonly edgeCritic: Parameters;
  readonly cloudActor: Parameters;
  readonly cloudCritic: Parameters;
}

export type NetworkName = keyof Networks;
export type Targets = Readonly<Record<NetworkName, Float32Array>>;

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
  const nodeCritic = (state: number) =>
    createParameters(plainShapes(ofCritic(state) + CONTROLS + DEMAND, settings.criticHidden, heads), rng);
  const nodeActor = (state: number) => {
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
  return {
    gcn: createParameters(gcnShapes(world.features, settings.selfWeight, settings.gcnWidths), rng),
    vehicleActor: createParameters(vehicleActor, rng, SMALL),
    vehicleCritic: createParameters(vehicleCritic, rng),
    edgeActor: nodeActor(EDGE_LENGTH),
    edgeCritic: nodeCritic(EDGE_LENGTH),
    cloudActor: nodeActor(CLOUD_LENGTH),
    cloudCritic: nodeCritic(CLOUD_LENGTH),
  };
}

/** Copies of the values: targets start equal (Algorithm 1, line 2). */
export const copyTargets = <N extends string>(networks: Readonly<Record<N, Parameters>>): Record<N, Float32Array> =>
  Object.fromEntries(
    Object.entries<Parameters>(networks).map(([name, { values }]) => [name, values.slice()]),
  ) as Record<N, Float32Array>;

type NamedWeights = Record<string, tf.Tensor>;

/** Gradients of a loss in the named networks, each clipped to norm 1 and flat. @throws if one is not finite */
export function gradientsOf<N extends string>(
  networks: Readonly<Record<N, Parameters>>,
  names: readonly N[],
  loss: (weights: Record<N, NamedWeights>) => tf.Tensor,
): Record<N, { gradient: Float32Array; norm: number }> {
  const tensors = names.map((name) => tensorsOf(networks[name], networks[name].values));
  const starts = tensors.map((_, k) => tensors.slice(0, k).reduce((sum, list) => sum + list.length, 0));
  const part = (list: readonly tf.Tensor[], k: number) => list.slice(starts[k], starts[k] + tensors[k].length);
  const value = (...flat: tf.Tensor[]) =>
    loss(
      Object.fromEntries(names.map((name, k) => [name, byName(networks[name].shapes, part(flat, k))])) as Record<
        N,
        NamedWeights
      >,
    );
  const gradients = tf.tidy(() => tf.grads(value)(tensors.flat()));
  tf.dispose(tensors.flat());
  return Object.fromEntries(
    names.map((name, k) => {
      const gradient = flatten(part(gradients, k), networks[name].values.length);
      requireFinite(`gradient of ${name}`, gradient);
      return [name, { gradient, norm: clipNorm(gradient, GRADIENT_LIMIT) }];
    }),
  ) as Record<N, { gradient: Float32Array; norm: number }>;
}

/** Longest gradient of a network; longer ones are scaled down. */
const GRADIENT_LIMIT = 1;
