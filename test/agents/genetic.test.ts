import assert from 'node:assert/strict';
import { breed, fittest, GENE_VALUES, geneOf, type Individual, staticPolicy } from '../../src/agents/genetic';
import { oracle, staleOracle } from '../../src/agents/oracle';
import { cloud, nearest, nearestWithRelocation, relay } from '../../src/agents/rules';
import { createEnvironment } from '../../src/environment/environment';
import { runEpisode } from '../../src/experiment/evaluate';
import { makeConfig } from '../../src/paper/config';
import { createRng } from '../../src/support/rng';

const config = makeConfig('tiny', { register: { 'game.enabled': false } });
const all = { tournament: 2, crossover: 0.9, mutation: 0.05 };

/** Two kinds of parents that nothing but crossover can mix. */
const parents: Individual[] = [
  { genes: new Array(400).fill(1), fitness: 1 },
  { genes: new Array(400).fill(2), fitness: 2 },
];

const shareOf = (genes: readonly (readonly number[])[], value: number) =>
  genes.flat().filter((gene) => gene === value).length / genes.flat().length;

describe('genetic operators', () => {
  it('mutation replaces a gene with the given probability', () => {
    const fresh = (mutation: number) => breed(parents, 50, { ...all, mutation }, () => 9, createRng(1, 'breed'));
    assert.ok(Math.abs(shareOf(fresh(0.05), 9) - 0.05) < 0.006); // 4 deviations of 20,000 draws
    assert.equal(shareOf(fresh(0), 9), 0);
    assert.equal(shareOf(fresh(1), 9), 1);
  });

  it('a tournament of two meets the fitter of two parents in three of four cases', () => {
    const children = breed(parents, 4000, { ...all, crossover: 0, mutation: 0 }, () => 9, createRng(2, 'breed'));
    const fitter = children.filter(([gene]) => gene === 2).length / children.length;
    assert.ok(Math.abs(fitter - 0.75) < 0.03, String(fitter));
    assert.ok(children.every((genes) => new Set(genes).size === 1));
    const large = breed(
      parents,
      200,
      { ...all, crossover: 0, mutation: 0, tournament: 20 },
      () => 9,
      createRng(2, 'x'),
    );
    assert.equal(shareOf(large, 2), 1);
  });

  it('uniform crossover takes each gene from either parent with one half', () => {
    const children = breed(
      parents,
      500,
      { ...all, crossover: 1, mutation: 0, tournament: 1 },
      () => 9,
      createRng(3, 'b'),
    );
    const mixed = children.filter((genes) => new Set(genes).size === 2);
    assert.ok(Math.abs(mixed.length / children.length - 0.5) < 0.09); // both parents alike in half of the pairs
    assert.ok(Math.abs(shareOf(mixed, 1) - 0.5) < 0.01);
  });

  it('the fittest is the first of the best', () => {
    const ties = [
      { genes: [0], fitness: 1 },
      { genes: [1], fitness: 3 },
      { genes: [2], fitness: 3 },
    ];
    assert.deepEqual(fittest(ties).genes, [1]);
  });
});

describe('static policy', () => {
  const genesOf = (...rule: Parameters<typeof geneOf>) => new Array(config.parameters.vehicles).fill(geneOf(...rule));
  const play = (policy: ReturnType<typeof staticPolicy>) => runEpisode(createEnvironment(config), policy, 7);

  it('with the same gene for all is the fixed policy of that rule', () => {
    assert.deepEqual(play(staticPolicy(config, genesOf('edge', 'edge'))), play(nearest(config)));
    assert.deepEqual(play(staticPolicy(config, genesOf('edge', 'relocation'))), play(nearestWithRelocation(config)));
    assert.deepEqual(play(staticPolicy(config, genesOf('cloud', 'cloud'))), play(cloud(config)));
    assert.deepEqual(play(staticPolicy(config, genesOf('relay', 'relay'))), play(relay(config)));
    assert.equal(geneOf('relay', 'relocation'), GENE_VALUES - 1);
  });

  it('a vehicle follows its own gene; genes are repeated in a larger world', () => {
    const mixed = genesOf('edge', 'edge').map((gene, v) => (v % 2 === 0 ? gene : geneOf('cloud', 'cloud')));
    const metrics = play(staticPolicy(config, mixed));
    assert.ok(metrics.shareEdgeMode !== undefined && metrics.shareEdgeMode > 0.1 && metrics.shareEdgeMode < 0.9);
    assert.deepEqual(play(staticPolicy(config, mixed.slice(0, 2))), metrics);
  });

  it('refuses what is no chromosome', () => {
    assert.throws(() => staticPolicy(config, []), /it has no genes/);
    assert.throws(() => staticPolicy(config, [0, 12]), /chromosome\[1\] = 12: must be a whole number from 0 to 11/);
  });
});

describe('stale oracle (AMB-38)', () => {
  it('keeps an option for 25 slots where it is feasible, and the oracle does not', () => {
    const longer = makeConfig('tiny', { parameters: { episodeSlots: 30 } });
    const repeats = (policy: ReturnType<typeof oracle>) => {
      const taken = new Map<number, { option: number; slot: number }>();
      let [kept, changed] = [0, 0];
      const watched = {
        ...policy,
        act(environment: Parameters<typeof policy.act>[0], rng: Parameters<typeof policy.act>[1]) {
          const action = policy.act(environment, rng);
          const { options, state } = environment;
          for (let k = 0; k < options.count; k++) {
            const v = options.deciders[k];
            const option = action.option[v];
            if (option === 0) continue;
            const old = taken.get(v);
            const stands = old && state.slot < old.slot + 25 && options.dst[v * 10 + old.option] >= 0;
            if (stands) option === old.option ? kept++ : changed++;
            if (!stands || option !== old?.option) taken.set(v, { option, slot: state.slot });
          }
          return action;
        },
      };
      runEpisode(createEnvironment(longer), watched, 7);
      return { kept, changed };
    };
    const stale = repeats(staleOracle(longer));
    assert.equal(stale.changed, 0);
    assert.ok(stale.kept > 5, String(stale.kept));
    assert.ok(repeats(oracle(longer)).changed > 0);
  });
});
