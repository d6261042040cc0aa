import { requireNonNegative } from '../support/check';
import { sum } from '../support/numeric';

/** The ten constraints of problem (22), in the paper's order; C1–C4 are enforced, C5–C10 decide success. */
export const CONSTRAINTS = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10'] as const;

export type ConstraintName = (typeof CONSTRAINTS)[number];

export interface BinaryDecisionArguments {
  decision: number;
}

/**
 * A migration is decided or not.
 * @eq (C1) χ ∈ {0, 1}
 * @section IV-A
 * @symbols χ: decision [1]; returns holds [1]
 * @reading as printed
 * @limits 0 and 1 hold; nothing between them does
 * @throws nothing
 * @example binaryDecision({ decision: 0.5 }) // => false
 */
export function binaryDecision(a: BinaryDecisionArguments): boolean {
  return a.decision === 0 || a.decision === 1;
}

export interface SingleAssociationArguments {
  decisions: readonly number[];
  initiated: boolean;
}

/**
 * A vehicle is associated with a single server.
 * @eq (C2) Σ χ_v = 1 if the vehicle initiated, else 0
 * @section IV-A
 * @symbols χ: decisions [1] (one for each mode and server); initiated: initiated [1]; returns holds [1]
 * @reading (8) prints = 1, (3) and (12) print ≤ 1; both are met by counting who initiated (AMB-04)
 * @limits none holds exactly if not initiated; two never hold
 * @throws nothing
 * @example singleAssociation({ decisions: [0, 1, 0], initiated: true }) // => true
 */
export function singleAssociation(a: SingleAssociationArguments): boolean {
  return sum(a.decisions) === (a.initiated ? 1 : 0);
}

export interface ComputeWithinCapacityArguments {
  hostedCyclesG: number;
  inboundCyclesG: number;
  newCyclesG: number;
  capacityCyclesG: number;
}

function checkCycles(a: ComputeWithinCapacityArguments): void {
  requireNonNegative('hostedCyclesG', a.hostedCyclesG);
  requireNonNegative('inboundCyclesG', a.inboundCyclesG);
  requireNonNegative('newCyclesG', a.newCyclesG);
  requireNonNegative('capacityCyclesG', a.capacityCyclesG);
}

/**
 * The twins a node hosts, those on their way to it and the new one fit into its cycles of a slot.
 * @eq (C3) Σ_hosted Ω + Σ_inbound Ω + Ω_v ≤ s_n f_n Δ
 * @section IV-A
 * @symbols Σ_hosted Ω: hostedCyclesG [Gcycle]; Σ_inbound Ω: inboundCyclesG [Gcycle]; Ω_v: newCyclesG [Gcycle];
 *   s_n f_n Δ: capacityCyclesG [Gcycle]; returns holds [1]
 * @reading (8) bounds one sum by two servers at once; here the bound is the executing node's (AMB-12)
 * @limits equality holds
 * @throws Error if an argument is negative or not finite
 * @example computeWithinCapacity({ hostedCyclesG: 9, inboundCyclesG: 2.5, newCyclesG: 1.1, capacityCyclesG: 12.4 }) // => false
 */
export function computeWithinCapacity(a: ComputeWithinCapacityArguments): boolean {
  checkCycles(a);
  return a.hostedCyclesG + a.inboundCyclesG + a.newCyclesG <= a.capacityCyclesG;
}

/**
 * Each task alone fits into the node's cycles of a slot.
 * @alternative (C3) cpu.capacity=perTask
 * @section IV-A
 * @limits independent of hostedCyclesG and inboundCyclesG
 * @throws Error as computeWithinCapacity
 * @example computeWithinCapacityPerTask({ hostedCyclesG: 9, inboundCyclesG: 2.5, newCyclesG: 1.1, capacityCyclesG: 12.4 }) // => true
 */
export function computeWithinCapacityPerTask(a: ComputeWithinCapacityArguments): boolean {
  checkCycles(a);
  return a.newCyclesG <= a.capacityCyclesG;
}

export interface BandwidthWithinPoolArguments {
  allocatedHz: number;
  poolHz: number;
  bandwidthHz: number;
  minBandwidthHz: number;
}

/**
 * One more flow fits into an access or backhaul pool, and its share is worth having.
 * @eq (C4) Σ_v b_v ≤ B and b ≥ b_min
 * @section IV-A
 * @symbols Σ b: allocatedHz [Hz] (without this flow); B: poolHz [Hz]; b: bandwidthHz [Hz]; b_min: minBandwidthHz [Hz];
 *   returns holds [1]
 * @reading (4) bounds the pool, its prose the single flow; both are kept. Applied to access and to backhaul
 * @limits equality holds on both sides
 * @throws Error if an argument is negative or not finite
 * @example bandwidthWithinPool({ allocatedHz: 16e6, poolHz: 20e6, bandwidthHz: 4e6, minBandwidthHz: 0.5e6 }) // => true
 */
export function bandwidthWithinPool(a: BandwidthWithinPoolArguments): boolean {
  requireNonNegative('allocatedHz', a.allocatedHz);
  requireNonNegative('poolHz', a.poolHz);
  requireNonNegative('bandwidthHz', a.bandwidthHz);
  requireNonNegative('minBandwidthHz', a.minBandwidthHz);
  return a.bandwidthHz >= a.minBandwidthHz && a.allocatedHz + a.bandwidthHz <= a.poolHz;
}
