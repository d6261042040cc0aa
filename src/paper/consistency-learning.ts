import { type RegisterKey, type RegisterValue, register } from './register';

interface Need {
  readonly key: RegisterKey;
  /** Another key, and the values of it beside which this one says something. */
  readonly needs: readonly [RegisterKey, ...RegisterValue[]];
  readonly why: string;
}

/** Keys that say something only beside a value of another key; at their default they may stand anywhere. */
const needs: readonly Need[] = [
  { key: 'gcn.training', needs: ['gcn.enabled', true], why: 'there is no graph network to train' },
  { key: 'gcn.depth', needs: ['gcn.enabled', true], why: 'there is no graph network' },
  { key: 'gcn.selfWeight', needs: ['gcn.enabled', true], why: 'there is no graph network' },
  { key: 'rl.actorInput', needs: ['gcn.enabled', true], why: 'without embedding an actor would see nothing' },
  {
    key: 'critic.headWeights',
    needs: ['critic.heads', 'perObjective'],
    why: 'a single head has the weighted sum already',
  },
  {
    key: 'rl.refineWeights',
    needs: ['critic.heads', 'perObjective'],
    why: 'a single head has the weighted sum already',
  },
  { key: 'rl.exploration', needs: ['agents.nodeActors', 'learned'], why: 'only nodes have continuous actions' },
  {
    key: 'rl.handoverCredit',
    needs: ['rl.credit', 'localDifferenceCharge'],
    why: 'beside the other credits it changes nothing',
  },
  { key: 'rl.nodeRefusals', needs: ['agents.nodeActors', 'learned'], why: 'nodes learn nothing' },
  {
    key: 'rl.nodeRefusals',
    needs: ['rl.credit', 'localDifferenceCharge', 'local'],
    why: 'the team credit of nodes counts what is admitted',
  },
  {
    key: 'rl.exploration',
    needs: ['action.form', 'optionScores'],
    why: 'the vectors of vehicles have Gaussian noise only',
  },
];

type Register = Readonly<Record<RegisterKey, RegisterValue>>;

const isIdle = (r: Register, { key, needs: [other, ...values] }: Need): boolean =>
  r[key] !== register[key].default && !values.includes(r[other]);

/** The register with every key at its default that would say nothing beside the others. */
export const withoutIdleKeys = (r: Register): Register => ({
  ...r,
  ...Object.fromEntries(needs.filter((need) => isIdle(r, need)).map(({ key }) => [key, register[key].default])),
});

/** Learning keys that are each allowed but say nothing together: a line each, empty when there is none. */
export function learningConflicts(r: Register): string[] {
  return needs
    .filter((need) => isIdle(r, need))
    .map(
      ({ key, needs: [other, ...values], why }) =>
        `register.${key}: ${JSON.stringify(r[key])} needs ${other} ${values.map((value) => JSON.stringify(value)).join(' or ')}, which is ${JSON.stringify(r[other])}: ${why}; ${JSON.stringify(register[key].default)} can be used`,
    );
}
