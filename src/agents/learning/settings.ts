import { referenceCount } from '../../environment/reward';
import { weightsOf } from '../../environment/slot';
import { appliedWeights, OBJECTIVES } from '../../models';
import type { Config } from '../../paper/config';
import { widthsOf } from '../../paper/widths';

/** What a learner is made of and trained with; from the config, so that it is logged with the run. */
export interface LearnerSettings {
  readonly gcn: boolean;
  /** One critic head an objective, or one for the weighted sum. */
  readonly multiHead: boolean;
  readonly selfWeight: boolean;
  readonly gcnTraining: 'criticEndToEnd' | 'joint' | 'frozen';
  readonly criticLoss: 'squared' | 'huber';
  readonly headWeights: 'equal' | 'objective';
  readonly timeLimit: 'bootstrap' | 'terminal';
  readonly exploration: 'gaussian' | 'ornsteinUhlenbeck';
  readonly learnsNodes: boolean;
  /** Vehicles act by the printed vector in place of option scores (AMB-54). */
  readonly literal: boolean;
  /** Every agent has its own actor and critic (AMB-45). */
  readonly independent: boolean;
  /** ω_ι; an agent that refines them changes its own copy in place. */
  readonly weights: ArrayLike<number>;
  readonly refineWeights: 'fixed' | 'inverseEma';
  readonly actorGradient: 'deterministic' | 'stochastic24';
  readonly discount: number;
  readonly softUpdate: number;
  readonly criticRate: number;
  readonly actorRate: number;
  readonly nodeActorRate: number;
  readonly learningRates: 'constant' | 'decaying';
  /** Decisions of an update: a mini-batch, or one for each vehicle. */
  readonly batch: number;
  readonly actorHidden: readonly number[];
  readonly criticHidden: readonly number[];
  /** Widths of the GCN's layers; the last is that of an embedding z. */
  readonly gcnWidths: readonly number[];
  readonly actorInput: 'stateAndEmbedding' | 'embeddingOnly';
  /** Slots for which the replay has room, and decisions a slot; more overwrite the oldest sooner. */
  readonly slots: number;
  readonly rowsPerSlot: number;
  readonly updateEvery: number;
  /** Slots of the whole training, over all episodes. */
  readonly horizon: number;
}

export function settingsFrom(config: Config): LearnerSettings {
  const { parameters: p, register: r } = config;
  const weights = appliedWeights(weightsOf(config), r['objectives.mapping']);
  const widths = widthsOf(r);
  const independent = r['rl.sharing'] === 'independent';
  const horizon = p.episodes * p.episodeSlots;
  return {
    gcn: r['gcn.enabled'] === true,
    multiHead: r['critic.heads'] === 'perObjective',
    selfWeight: r['gcn.selfWeight'] === true,
    gcnTraining: r['gcn.training'] as LearnerSettings['gcnTraining'],
    criticLoss: r['critic.loss'] as LearnerSettings['criticLoss'],
    headWeights: r['critic.headWeights'] as LearnerSettings['headWeights'],
    timeLimit: r['rl.timeLimit'] as LearnerSettings['timeLimit'],
    exploration: r['rl.exploration'] as LearnerSettings['exploration'],
    learnsNodes: r['agents.nodeActors'] === 'learned',
    independent,
    literal: r['action.form'] === 'literal',
    weights: OBJECTIVES.map((name) => weights[name]),
    refineWeights: r['rl.refineWeights'] as LearnerSettings['refineWeights'],
    actorGradient: r['rl.actorGradient'] as LearnerSettings['actorGradient'],
    discount: p.discount,
    softUpdate: p.softUpdate,
    criticRate: p.criticLearningRate,
    actorRate: p.actorLearningRate,
    nodeActorRate: p.nodeActorLearningRate,
    learningRates: r['rl.learningRates'] as LearnerSettings['learningRates'],
    batch: p.batchSize * (independent ? p.vehicles : 1),
    actorHidden: widths.actor,
    criticHidden: widths.critic,
    gcnWidths: widths.gcn,
    actorInput: r['rl.actorInput'] as LearnerSettings['actorInput'],
    ...replayRoom(config, horizon),
    updateEvery: r['rl.updateEvery'] as number,
    horizon,
  };
}

/**
 * Room of the replay (AMB-34). Joint transitions: so many slots, with room for 20 rows each. Agent transitions: so many rows,
 * and slots for them at V·p_req decisions a slot, as requests arise, or V rows a slot (AMB-55).
 */
function replayRoom(config: Config, horizon: number): { slots: number; rowsPerSlot: number } {
  const { replaySize, vehicles } = config.parameters;
  if (config.register['rl.replayUnit'] === 'jointTransitions')
    return { slots: Math.min(replaySize, horizon), rowsPerSlot: 20 };
  const rowsPerSlot = config.register['rl.rows'] === 'perSlot' ? vehicles : Math.max(1, referenceCount(config));
  return { slots: Math.min(Math.ceil(replaySize / rowsPerSlot), horizon), rowsPerSlot };
}

/** Falls from one value to the other over the first 60 % of the training. */
const fall = (share: number, from: number, to: number): number => from + (to - from) * Math.min(1, share / 0.6);

/** Exploration of MODEL.md §5.5 at a share of the training: uniform mix ε, entropy weight α_H, node noise σ. */
export function exploration(share: number): { epsilon: number; entropy: number; sigma: number } {
  return { epsilon: fall(share, 0.3, 0.02), entropy: fall(share, 0.1, 0.01), sigma: fall(share, 0.3, 0.05) };
}

/** What is left of the learning rates at the end of a training in which they decay. */
const LAST_RATE = 0.05;

/** Settings at a share of the training: under `rl.learningRates` = decaying (AMB-67) the rates fall over its last 40 %. */
export function settingsAt(share: number, settings: LearnerSettings): LearnerSettings {
  if (settings.learningRates === 'constant') return settings;
  const left = Math.min(1, Math.max(LAST_RATE, (1 - share) / 0.4));
  return {
    ...settings,
    criticRate: left * settings.criticRate,
    actorRate: left * settings.actorRate,
    nodeActorRate: left * settings.nodeActorRate,
  };
}

/** ε of a learner that acts by its values and has no policy to sample from (MODEL.md §5.6). */
export const greedyExploration = (share: number): number => fall(share, 1, 0.05);

/** The first decisions are drawn uniformly and nothing is learned yet: 8,000 of them, in a short training a tenth of it. */
export const warmingUp = (decisions: number, share: number): boolean => decisions < 8000 && share < 0.1;

/** Share of the training from which node agents act and learn. */
export const NODES_LEARN_FROM = 0.2;
