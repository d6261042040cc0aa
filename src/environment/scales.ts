/**
 * What the entries of observations and features are divided by: the ends of the paper's ranges and the limits of the default
 * profile. Fixed numbers and not the run's own parameters, so that a policy tried on other limits, tasks or resources sees the
 * change. Source: MODEL.md §5.2, §5.3.
 */
export const SCALE = {
  latencyS: 8,
  /** Latencies in option features are cut here. */
  latencyCapS: 16,
  energyJ: 60,
  cost: 25,
  costLimit: 20,
  speedMps: 30,
  dwellS: 30,
  dataMB: 50,
  cyclesG: 1.6,
  valuation: 3.5,
  /** bit/s/Hz */
  quality: 15,
  waitSlots: 4,
  flightSlots: 8,
  /** Flows or vehicles at a node. */
  arrivals: 10,
  arrivalsSlow: 5,
  inbound: 10,
  outOfCoverage: 10,
  edgeDeciders: 10,
  cloudDeciders: 40,
  edgeHosted: 20,
  cloudHosted: 40,
  cellVehicles: 20,
} as const;

/** A scaled value moved into [−1, 1]; two comparisons, since it runs thousands of times a slot. NaN stays NaN. */
export function unit(value: number): number {
  if (value > 1) return 1;
  if (value < -1) return -1;
  return value;
}
