import { referenceCount } from '../../environment/reward';
import type { Config } from '../../paper/config';
import type { Metrics } from '../metrics';

/** What follows from the measured quantities of an episode; undefined where one of them is missing. */
type Derivation = (metrics: Metrics, config: Config) => number | undefined;

const interruptionsOf = ({ interruptions, interruptionsPerSlot }: Metrics, { parameters }: Config) =>
  interruptions ?? interruptionsPerSlot * parameters.episodeSlots;

/**
 * R of the same episode with ψ = 0 (AMB-30): ψ multiplies successful handovers and interruptions and nothing else, unless
 * the objective is rescaled by what it was (AMB-20).
 */
const rewardWithoutPsi: Derivation = (metrics, config) => {
  const { 'env.interruptionPsi': psi, 'objective.normaliser': normaliser } = config.register;
  if (metrics.handovers === undefined || normaliser !== 'thresholds') return undefined;
  const booked = (psi as number) * (metrics.handovers - interruptionsOf(metrics, config));
  return metrics.reward - (config.parameters.weightExperience * booked) / referenceCount(config);
};

/** All layers together; a log has them apart. */
const energyJ: Derivation = ({ energyJ: all, energyVehicleJ, energyEdgeJ, energyCloudJ }) =>
  all ?? (energyVehicleJ === undefined ? undefined : energyVehicleJ + energyEdgeJ + energyCloudJ);

const interruptionsPerSlot: Derivation = ({ interruptions, interruptionsPerSlot: known }, { parameters }) =>
  known ?? (interruptions === undefined ? undefined : interruptions / parameters.episodeSlots);

const derivations: Readonly<Record<string, Derivation>> = { rewardWithoutPsi, energyJ, interruptionsPerSlot };

/** A quantity of an episode by name, measured or derived. */
export const quantity = (name: string, metrics: Metrics, config: Config): number | undefined =>
  Object.hasOwn(derivations, name) ? derivations[name](metrics, config) : metrics[name];
