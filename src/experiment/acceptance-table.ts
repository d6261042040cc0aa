import type { Acceptance, Prototype } from './acceptance';

const HEADINGS: Readonly<Record<string, string>> = {
  reward: 'R',
  msr: 'MSR',
  latencyS: 'L all, s',
  latencySuccessS: 'L success, s',
  energyVehicleJ: 'E vehicle, J',
  energyEdgeJ: 'E edge, J',
  energyCloudJ: 'E cloud, J',
  costPerAttempt: '$ an attempt',
  costPerSuccess: '$ a success',
  qoe: 'QoE',
  interruptionsPerSlot: 'interrupted a slot',
  shareEdgeMode: 'share v→j',
  shareCloudMode: 'share v→i',
  shareRelayMode: 'share v→j→i',
};

const short = (value: number): string => (Math.abs(value) < 1 ? value.toFixed(3) : value.toFixed(1));

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const pair = (ours: number, theirs: number): string => `${short(ours)} (${short(theirs)})`;

/** The acceptance table for people: our number and, in brackets, the prototype's. */
export function acceptanceMarkdown(prototype: Prototype, acceptance: Acceptance): string {
  const { seeds, policies, sweeps, profiles, exhaustive, problems } = acceptance;
  const names = Object.keys(policies);
  const metrics = Object.keys(prototype.policies[names[0]]);
  const byPolicy = metrics.map((metric) => [
    HEADINGS[metric] ?? metric,
    ...names.map((name) => pair(policies[name][metric], prototype.policies[name][metric])),
  ]);
  const byProfile = Object.entries(profiles).map(([profile, msr]) => [
    profile,
    ...Object.keys(msr).map((name) => pair(msr[name], prototype.profiles[profile][name])),
  ]);
  const bySweep = Object.entries(sweeps).map(([axis, msr]) => {
    const { x, msr: theirs } = prototype.sweeps[axis];
    const rows = Object.keys(msr).map((name) => [name, ...msr[name].map((ours, k) => pair(ours, theirs[name][k]))]);
    return `MSR over ${axis}\n\n${table([axis, ...x.map(String)], rows)}`;
  });
  const verdict =
    problems.length === 0 ? 'Every band and shape holds.' : problems.map((text) => `- ${text}`).join('\n');
  return `# Acceptance of the environment

Our number, in brackets that of the specification's prototype (other random numbers). Means over seeds ${seeds[0]} to ${seeds[seeds.length - 1]}, 100 vehicles; sweeps over the first four of them.

${table(['', ...names], byPolicy)}

MSR by profile

${table(['profile', ...Object.keys(profiles.std)], byProfile)}

${bySweep.join('\n\n')}

Coordinated greedy reaches ${(100 * exhaustive.share).toFixed(1)} % of the best joint choice (${(100 * prototype.exhaustive.share).toFixed(1)} %), over ${exhaustive.slots} slots with at most four deciders at 25 vehicles.

${verdict}
`;
}
