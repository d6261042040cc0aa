import assert from 'node:assert/strict';
import { loadConfig, makeConfig } from '../../src/paper/config';
import { parameterNames, parameters } from '../../src/paper/parameters';
import { profileNames, profiles } from '../../src/paper/profiles';
import { register, registerKeys } from '../../src/paper/register';
import { withFile } from '../support/temporary';

describe('makeConfig', () => {
  it('gives the sizes of the profiles', () => {
    const sizes = profileNames.map((name) => {
      const { parameters: p, register: r } = makeConfig(name);
      return [
        name,
        p.vehicles,
        p.edges,
        p.clouds,
        p.roadM,
        p.latencyMaxS,
        p.episodes,
        p.episodeSlots,
        r['env.requestProb'],
        r['rl.updateEvery'],
        r['stats.seeds'],
      ];
    });
    assert.deepEqual(sizes, [
      ['tiny', 16, 2, 1, 1000, 6, 5, 20, 0.2, 5, 1],
      ['quick', 48, 4, 2, 2000, 7, 200, 50, 0.16, 4, 3],
      ['std', 100, 10, 3, 5000, 8, 600, 100, 0.12, 2, 5],
      ['paper', 100, 10, 3, 5000, 8, 3000, 100, 0.12, 10, 10],
    ]);
  });

  it('has every parameter and every reading, the default where the profile says nothing', () => {
    const config = makeConfig('paper');
    for (const name of parameterNames) assert.equal(config.parameters[name], parameters[name].value, name);
    for (const key of registerKeys) {
      assert.equal(
        config.register[key],
        key in profiles.paper.register ? config.register[key] : register[key].default,
        key,
      );
    }
  });

  it('puts own values on top and leaves the profile as it is', () => {
    const config = makeConfig('quick', {
      parameters: { vehicles: 30 },
      register: { 'radio.noise': 'literal', 'game.enabled': false },
    });
    assert.equal(config.parameters.vehicles, 30);
    assert.equal(config.parameters.edges, 4);
    assert.equal(config.register['radio.noise'], 'literal');
    assert.equal(config.register['game.enabled'], false);
    assert.equal(makeConfig('quick').parameters.vehicles, 48);
  });

  it('takes undefined as not given', () => {
    const config = makeConfig('std', { parameters: { vehicles: undefined }, register: undefined });
    assert.equal(config.parameters.vehicles, 100);
  });

  it('accepts every alternative of every key', () => {
    const accepted = registerKeys.flatMap((key) =>
      register[key].alternatives.map(
        (value) =>
          makeConfig('std', { parameters: { vehicles: 10 }, register: { [key]: value } }).register[key] === value,
      ),
    );
    assert.ok(accepted.length >= 65, String(accepted.length));
    assert.ok(accepted.every(Boolean));
    assert.equal(makeConfig('std', { parameters: { softUpdate: 0.01 } }).parameters.softUpdate, 0.01);
  });

  it('refuses learning keys that say nothing together, and says what would be right', () => {
    const wrong: [Record<string, string | number | boolean>, RegExp][] = [
      [
        { 'gcn.enabled': false, 'gcn.training': 'frozen' },
        /gcn\.training: "frozen" needs gcn\.enabled true, which is false/,
      ],
      [
        { 'critic.heads': 'single', 'critic.headWeights': 'objective' },
        /a single head has the weighted sum already; "equal"/,
      ],
      [{ 'agents.nodeActors': 'fixed', 'rl.exploration': 'ornsteinUhlenbeck' }, /needs agents\.nodeActors "learned"/],
      [
        { 'rl.credit': 'localTeam', 'rl.nodeRefusals': 'waiting' },
        /nodeRefusals: "waiting" needs rl\.credit "localDifferenceCharge" or "local", which is "localTeam"/,
      ],
      [
        { 'action.form': 'literal', 'rl.exploration': 'ornsteinUhlenbeck' },
        /vectors of vehicles have Gaussian noise only/,
      ],
    ];
    for (const [register, message] of wrong) {
      assert.throws(() => makeConfig('tiny', { register }), message);
      for (const [key, value] of Object.entries(register))
        assert.equal(makeConfig('tiny', { register: { [key]: value } }).register[key as 'gcn.enabled'], value);
    }
  });

  it('cannot be changed afterwards', () => {
    const config = makeConfig('tiny');
    assert.ok([config, config.parameters, config.register].every(Object.isFrozen));
    assert.ok([parameters, parameters.vehicles, register, register['radio.noise'].alternatives].every(Object.isFrozen));
  });
});

describe('loadConfig', () => {
  it('reads a file as makeConfig reads an object', () => {
    withFile(
      'mine.json',
      '{ "profile": "tiny", "parameters": { "vehicles": 4 }, "register": { "env.coupling": "oneshot" } }',
      (file) => {
        assert.deepEqual(
          loadConfig(file),
          makeConfig('tiny', { parameters: { vehicles: 4 }, register: { 'env.coupling': 'oneshot' } }),
        );
      },
    );
  });

  it('needs the profile only', () => {
    withFile('mine.json', '{ "profile": "std" }', (file) => assert.deepEqual(loadConfig(file), makeConfig('std')));
  });
});
