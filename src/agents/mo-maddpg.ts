import * as tf from '@tensorflow/tfjs-node';
import { OBJECTIVE_COUNT } from '../environment/flows';
import { OPTIONS } from '../environment/state';
import type { Rng } from '../support/rng';
import { actionsOf, prefer, softmax, undecided } from './learning/act';
import { descendActors, scoreSlope } from './learning/actors';
import type { LearningAgent, UpdateReport } from './learning/agent';
import { createDecisionArrays, type DecisionArrays, graphTensors, readDecisions } from './learning/batch';
import { bellmanTarget } from './learning/equations';
import { readOut } from './learning/layers';
import { criticLoss } from './learning/losses';
import { copyTargets, createNetworks, descend, gradientsOf, headsOf } from './learning/nets';
import { embed, score } from './learning/networks';
import { createNodeBatch, NODE_TIERS, type NodeBatch, nodeActorSteps, nodeLoss, readNodes } from './learning/nodes';
import { softUpdate } from './learning/parameters';
import { createRefinement } from './learning/refine';
import { CONTROLS, discountAfter, type Replay, sampleRows } from './learning/replay';
import { SIDE_BY_SIDE } from './learning/rollout';
import {
  actorRow,
  allCriticOptions,
  allOptions,
  criticRow,
  embedBatch,
  type Learning,
  targeted,
  trained,
  valuesOfChosen,
} from './learning/rows';
import { exploration, type LearnerSettings, NODES_LEARN_FROM, settingsAt } from './learning/settings';
import { teamsBy } from './learning/teams';
import { actorGradient, errorsOf, everyNth, rewardHeads } from './learning/values';
import { valuesOfPlayed, valuesOfPolicy, vectorActorStep } from './learning/vectors';
import { requireFinite } from './learning/view';
import type { World } from './learning/world';

/** MO-MADDPG: decentralised actors, centralised critics with a head an objective, targets, one GCN (Algorithm 1 as corrected in MODEL.md §5.5). */
export interface MoMaddpg extends Learning {
  readonly arrays: { now: DecisionArrays; next: DecisionArrays; nodes: NodeBatch };
}

/** Lines 1, 2 and 4: networks of every tier or agent, targets equal to them, the GCN. */
export function createMoMaddpg(world: World, settings: LearnerSettings, rng: Rng): MoMaddpg {
  const networks = createNetworks(world, settings, rng);
  return {
    world,
    settings,
    networks,
    targets: copyTargets(networks),
    arrays: {
      now: createDecisionArrays(world, settings.batch, settings),
      next: createDecisionArrays(world, settings.batch, settings),
      nodes: createNodeBatch(settings),
    },
  };
}

/**
 * The agent of the training loop. MADDPG is the same with `gcn.enabled` false, `critic.heads` single and `game.enabled` false
 * (MODEL.md §5.6).
 */
export function moMaddpgAgent(world: World, given: LearnerSettings, rng: Rng): LearningAgent {
  const { settings, memory, refine } = createRefinement(given);
  const learner = createMoMaddpg(world, settings, rng);
  const { networks, targets } = learner;
  const drift =
    settings.exploration === 'ornsteinUhlenbeck'
      ? new Float64Array(SIDE_BY_SIDE * world.servers * CONTROLS)
      : undefined;
  const nodesLearn = (share: number) => settings.learnsNodes && share >= NODES_LEARN_FROM;
  return {
    world,
    settings,
    networks: { ...networks },
    targets,
    memory: { ...memory, ...(drift && { drift }) },
    refine,
    act(views, acting, exploring) {
      const values = acting === 'target' ? targeted(learner) : trained(learner);
      const preferences = exploring?.uniform
        ? undecided(settings, views, exploring.rng)
        : prefer(world, settings, networks, values, views); // lines 11–12
      if (!exploring) return actionsOf(world, views, preferences);
      const controls = nodesLearn(exploring.share) ? preferences.controls : NO_CONTROLS;
      return actionsOf(
        world,
        views,
        { ...preferences, controls },
        { ...exploration(exploring.share), ...(exploring.uniform ? { sigma: 0 } : {}), rng: exploring.rng, drift },
      );
    },
    update: (replay, rng2, share) =>
      updateMoMaddpg(
        { ...learner, settings: settingsAt(share, settings) },
        replay,
        rng2,
        exploration(share).entropy,
        nodesLearn(share),
      ),
  };
}

const NO_CONTROLS = new Float32Array(0);

/** Lines 18–22 and 27: one mini-batch; (26), (27), (24); soft updates. */
export function updateMoMaddpg(
  learner: MoMaddpg,
  replay: Replay,
  rng: Rng,
  entropyWeight: number,
  withNodes: boolean,
): UpdateReport {
  const { settings, networks, targets, arrays } = learner;
  const rows = sampleRows(replay, settings.batch, rng, settings.independent); // line 19
  const nextRows = rows.map((row) => replay.rowNext[row]);
  readDecisions(replay, rows, arrays.now, settings.gcn);
  readDecisions(replay, nextRows, arrays.next, settings.gcn);
  if (withNodes) readNodes(learner, replay, rows, rng);
  const target = bellmanTargets(learner, replay, rows); // line 20, (26)
  const critic = criticStep(learner, target, withNodes); // line 21, (25), (27); line 27
  const actor = actorStep(learner, critic.embedding, entropyWeight, rng); // line 22, (24)
  if (withNodes) nodeActorSteps(learner, critic.embedding, rng);
  critic.embedding?.dispose();
  for (const name of Object.keys(networks)) softUpdate(targets[name], networks[name].values, settings.softUpdate);
  return { ...critic.errors, criticNorm: critic.norm, ...actor };
}

/** (26) for every decision of the batch and every head, π' and Q' by the target networks; [batch · heads]. */
export function bellmanTargets(learner: MoMaddpg, replay: Replay, rows: Int32Array): Float32Array {
  const { settings, arrays } = learner;
  const heads = headsOf(settings);
  const [scores, values] = readOut(() => {
    const teams = teamsBy(learner.networks, targeted(learner));
    const embedding = settings.gcn ? embed(teams('gcn')[0], graphTensors(learner.world, arrays.next.graph)) : undefined;
    if (settings.literal)
      return [
        tf.zeros([1]),
        valuesOfPolicy(learner, teams('vehicleActor'), teams('vehicleCritic'), arrays.next, embedding),
      ];
    const actor = score(teams('vehicleActor'), {
      row: actorRow(learner, arrays.next, embedding),
      ...allOptions(arrays.next, embedding),
    });
    const critic = score(teams('vehicleCritic'), {
      row: criticRow(arrays.next, embedding),
      ...allCriticOptions(arrays.next, embedding),
    });
    return [actor, critic];
  });
  const options = settings.literal ? 1 : OPTIONS; // the deterministic policy has one
  const policy = new Float64Array(options).fill(1);
  const target = new Float32Array(settings.batch * heads);
  const own = new Float64Array(heads);
  for (let b = 0; b < settings.batch; b++) {
    if (!settings.literal) softmax(scores, b * OPTIONS, arrays.next.mask[b], policy);
    rewardHeads(learner.settings, replay.rowReward, rows[b] * OBJECTIVE_COUNT, own);
    for (let h = 0; h < heads; h++)
      target[b * heads + h] = bellmanTarget({
        decisionReward: own[h],
        discount: discountAfter(replay, rows[b], settings.discount),
        slots: replay.rowAge[rows[b]],
        policy,
        nextValues: everyNth(values, b * options * heads + h, heads, options),
      });
  }
  requireFinite('targets (26)', target);
  return target;
}

interface CriticStep {
  /** Z of the batch before the step, kept for the actors; the caller disposes it. */
  readonly embedding: tf.Tensor2D | undefined;
  readonly norm: number;
  readonly errors: { losses: readonly number[]; bellman: number };
}

/** Descends 𝓛 = Σ over tiers of (1/5) Σ_ι (Q_ι − y_ι)² (27) in the critics and, through the embedding, in the GCN. */
export function criticStep(learner: MoMaddpg, target: Float32Array, withNodes: boolean): CriticStep {
  const { networks, settings, arrays } = learner;
  const heads = headsOf(settings);
  const kept: { embedding?: tf.Tensor2D; values?: Float32Array } = {};
  const roles: CriticRole[] = ['vehicleCritic'];
  if (settings.gcn && settings.gcnTraining !== 'frozen') roles.push('gcn');
  if (withNodes) roles.push('edgeCritic', 'cloudCritic');
  const gradients = gradientsOf(networks, roles, (teams) => {
    const embedding = embedBatch(learner, teams.gcn?.[0]);
    kept.embedding = embedding && tf.keep(embedding);
    const values = (settings.literal ? valuesOfPlayed : valuesOfChosen)(teams.vehicleCritic, arrays.now, embedding);
    kept.values = values.dataSync() as Float32Array;
    const ofVehicles = criticLoss(settings, values, target);
    if (!withNodes) return ofVehicles;
    const ofNodes = NODE_TIERS.map(({ tier, critic }) => nodeLoss(learner, tier, teams[critic], embedding));
    return tf.add(ofVehicles, tf.add(ofNodes[0], ofNodes[1]));
  });
  descend(networks, gradients, settings.criticRate);
  const errors = errorsOf(kept.values as Float32Array, target, heads);
  return { embedding: kept.embedding, norm: gradients.vehicleCritic.norm, errors };
}

type CriticRole = 'vehicleCritic' | 'gcn' | 'edgeCritic' | 'cloudCritic';

/**
 * Ascends Σ_o π_o Σ_ι ω_ι Q_ι(s, o) + α_H H(π) in the vehicle actor (24): with the updated critic, its embedding held fixed
 * and the others' choices from the replay.
 */
export function actorStep(
  learner: MoMaddpg,
  embedding: tf.Tensor2D | undefined,
  entropyWeight: number,
  rng: Rng,
): { actorNorm: number; entropy: number } {
  const { networks, settings, arrays } = learner;
  if (settings.literal) return vectorActorStep(learner, embedding, rng);
  const [values] = readOut(() => {
    const teams = teamsBy(networks, trained(learner));
    return [
      score(teams('vehicleCritic'), {
        row: criticRow(arrays.now, embedding),
        ...allCriticOptions(arrays.now, embedding),
      }),
    ];
  });
  const slopeOf = scoreSlope(settings, rng);
  let entropy = 0;
  const loss = tf.customGrad((...inputs: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const scores = inputs[0] as tf.Tensor2D;
    const step = actorGradient(
      settings,
      arrays.now.mask,
      scores.dataSync() as Float32Array,
      values,
      entropyWeight,
      slopeOf,
    );
    entropy = step.entropy;
    return { value: tf.scalar(0), gradFunc: () => tf.tensor2d(step.gradient, scores.shape) };
  });
  const actorNorm = descendActors(learner, 'vehicleActor', embedding, (actors, z) =>
    loss(score(actors, { row: actorRow(learner, arrays.now, z), ...allOptions(arrays.now, z) })),
  );
  return { actorNorm, entropy };
}
