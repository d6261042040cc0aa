import { learningConflicts } from './consistency-learning';
import type { ParameterName } from './parameters';
import type { RegisterKey, RegisterValue } from './register';
import { widthProblems } from './widths';

type Parameters = Readonly<Record<ParameterName, number>>;

const ordered: readonly (readonly [ParameterName, ParameterName])[] = [
  ['speedMinMps', 'speedMaxMps'],
  ['dataMinMB', 'dataMaxMB'],
  ['cyclesMinG', 'cyclesMaxG'],
  ['edgePowerMinW', 'edgePowerMaxW'],
  ['cloudPowerMinW', 'cloudPowerMaxW'],
  ['priceMin', 'priceMax'],
  ['valuationMin', 'valuationMax'],
  ['minBandwidthHz', 'edgeMaxBandwidthHz'],
  ['minBandwidthHz', 'cloudMaxBandwidthHz'],
  ['minBandwidthHz', 'edgeBandwidthHz'],
  ['minBandwidthHz', 'cloudBandwidthHz'],
  ['minBandwidthHz', 'backhaulBandwidthHz'],
];

/** What is wrong with values that are each allowed but cannot stand together: a line each, empty when nothing is. */
export function inconsistencies(p: Parameters, r: Readonly<Record<RegisterKey, RegisterValue>>): string[] {
  const problems: string[] = [];
  const need = (holds: boolean, message: string) => {
    if (!holds) problems.push(message);
  };
  for (const [low, high] of ordered) {
    need(p[low] <= p[high], `parameters.${low}: ${p[low]} is above ${high} ${p[high]}`);
  }
  need(
    p.valuationMin > p.priceMax,
    `parameters.valuationMin: ${p.valuationMin} must be above priceMax ${p.priceMax}, else followers drop out of the game (condition U1)`,
  );
  need(
    p.cloudUnitCost <= p.priceMax && p.edgeUnitCost + p.hostingWeight * p.priceMax <= p.priceMax,
    `parameters.priceMax: ${p.priceMax} is below what a unit costs its seller (cloudUnitCost ${p.cloudUnitCost}, edgeUnitCost ${p.edgeUnitCost} + hosting)`,
  );
  need(
    p.coverageM > p.edgeHeightM,
    `parameters.coverageM: ${p.coverageM} must be above edgeHeightM ${p.edgeHeightM}, else no road is covered`,
  );
  need(
    p.meanCyclesG >= p.cyclesMinG && p.meanCyclesG <= p.cyclesMaxG,
    `parameters.meanCyclesG: ${p.meanCyclesG} is not from cyclesMinG ${p.cyclesMinG} to cyclesMaxG ${p.cyclesMaxG}`,
  );
  problems.push(
    ...weightProblems(p),
    ...roadProblems(p, r),
    ...postedPriceProblem(p, r),
    ...learningConflicts(r),
    ...widthProblems(r),
    ...sharingProblem(p, r),
  );
  return problems;
}

function weightProblems(p: Parameters): string[] {
  const experience = p.experienceWeightLatency + p.experienceWeightQuality + p.experienceWeightReliability;
  return Math.abs(experience - 1) <= 1e-9
    ? []
    : [
        `parameters.experienceWeightLatency: with Quality and Reliability the weights sum to ${experience.toFixed(4)}, not to 1`,
      ];
}

function roadProblems(p: Parameters, r: Readonly<Record<RegisterKey, RegisterValue>>): string[] {
  if (r['geo.road'] === 'trace')
    return p.slotS === 1 ? [] : [`parameters.slotS: ${p.slotS}, but the trace was recorded each second; use 1`];
  if (r['geo.road'] === 'grid') return gridProblems(p);
  const last = p.edgeOffsetM + (p.edges - 1) * p.edgeSpacingM;
  return last < p.roadM
    ? []
    : [`parameters.edges: the last of ${p.edges} units would stand at ${last} m, beyond roadM ${p.roadM}`];
}

/** Crossings on a side of the square street grid: a quarter of the road's length, in whole blocks. */
export const crossingsPerSide = ({ roadM, edgeSpacingM }: Pick<Parameters, 'roadM' | 'edgeSpacingM'>): number =>
  Math.max(2, Math.round(roadM / 4 / edgeSpacingM) + 1);

/** A unit stands at a crossing, a cloud's gateway at a unit. */
function gridProblems(p: Parameters): string[] {
  const { edges, clouds, edgeSpacingM, speedMaxMps, slotS } = p;
  const crossings = crossingsPerSide(p) ** 2;
  const problems: string[] = [];
  if (edges > crossings) problems.push(`parameters.edges: ${edges} units, but the grid has ${crossings} crossings`);
  if (clouds > edges)
    problems.push(`parameters.clouds: ${clouds} gateways, but on a grid they stand at units, and there are ${edges}`);
  if (speedMaxMps * slotS > edgeSpacingM)
    problems.push(
      `parameters.slotS: in ${slotS} s at speedMaxMps ${speedMaxMps} a vehicle drives farther than a block, edgeSpacingM ${edgeSpacingM}`,
    );
  return problems;
}

function postedPriceProblem(p: Parameters, r: Readonly<Record<RegisterKey, RegisterValue>>): string[] {
  const price = r['baseline.postedPrice'] as number;
  return price >= p.priceMin && price <= p.priceMax
    ? []
    : [`register.baseline.postedPrice: ${price} is outside priceMin ${p.priceMin} to priceMax ${p.priceMax}`];
}

/** An actor and a critic for each agent cost an update a mini-batch each (AMB-45). */
const MOST_INDEPENDENT = 10;

function sharingProblem(p: Parameters, r: Readonly<Record<RegisterKey, RegisterValue>>): string[] {
  if (r['rl.sharing'] !== 'independent' || p.vehicles <= MOST_INDEPENDENT) return [];
  return [
    `register.rl.sharing: "independent" is for parameters.vehicles up to ${MOST_INDEPENDENT}, which is ${p.vehicles}; more share their networks ("perTier")`,
  ];
}
