import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { claims, loadClaims } from '../../src/paper/claims';
import { loadParameters, parameterNames, parameters } from '../../src/paper/parameters';
import { loadRegister, register, registerKeys } from '../../src/paper/register';
import { tableFile } from '../../src/paper/tables';
import { withFile } from '../support/temporary';

/** Loads a table after an edit of its text. */
function edited<T>(
  name: string,
  load: (file: string) => T,
  from: string | RegExp,
  to: string,
  check: (result: () => T) => void,
): void {
  const text = readFileSync(tableFile(name), 'utf8');
  const changed = text.replace(from, to);
  assert.notEqual(changed, text, `the edit of ${name} changes nothing`);
  withFile(`${name}.json`, changed, (file) => check(() => load(file)));
}

describe('parameters', () => {
  it('hold the values of the paper', () => {
    // section V of the paper, read once more by hand
    const stated = {
      vehicles: 100,
      edges: 10,
      clouds: 3,
      slotS: 1,
      episodeSlots: 100,
      episodes: 3000,
      speedMinMps: 36 / 3.6,
      speedMaxMps: 108 / 3.6,
      dataMinMB: 10,
      dataMaxMB: 50,
      cyclesMinG: 0.6,
      cyclesMaxG: 1.6,
      edgePowerMinW: 10,
      edgePowerMaxW: 50,
      cloudPowerMinW: 50,
      cloudPowerMaxW: 200,
      priceMin: 0.3,
      priceMax: 0.5,
      edgeBandwidthHz: 20e6,
      cloudBandwidthHz: 100e6,
      backhaulBandwidthHz: 60e6,
      criticLearningRate: 1e-3,
      actorLearningRate: 1e-4,
      discount: 0.95,
      replaySize: 1e5,
      batchSize: 128,
      softUpdate: 1e-3,
    };
    const marked = parameterNames.filter((name) => parameters[name].status === 'P');
    assert.deepEqual([...marked].sort(), Object.keys(stated).sort());
    for (const [name, value] of Object.entries(stated)) assert.equal(parameters[name as 'vehicles'].value, value, name);
  });

  it('satisfy conditions U1 and U2 of the game on the whole range', () => {
    const of = (name: keyof typeof parameters) => parameters[name].value;
    assert.ok(of('valuationMin') > of('priceMax'));
    assert.ok(of('valuationMax') * (of('edgeUnitCost') + of('hostingWeight') * of('priceMax')) <= of('priceMax') ** 2);
  });

  it('have weights that sum to one', () => {
    for (const group of [/^weight/, /^experienceWeight/]) {
      const sum = parameterNames
        .filter((name) => group.test(name))
        .reduce((total, name) => total + parameters[name].value, 0);
      assert.ok(Math.abs(sum - 1) < 1e-12, String(group));
    }
  });

  for (const [fault, from, to, message] of [
    [
      'a value outside its own range',
      '"value": 100,',
      '"value": 0,',
      /parameters\.json: vehicles\.value: 0 is not from 1 to 32767/,
    ],
    ['part of a count', '"value": 100,', '"value": 99.5,', /vehicles\.value: 99\.5 is not a whole number/],
    [
      'a status that does not exist',
      '"status": "P"',
      '"status": "X"',
      /vehicles\.status: "X" is not one of "P", "D", "S", "E"/,
    ],
    ['a row without source', /"source": "[^"]*",\s*/, '', /vehicles\.source: missing/],
    ['a misspelt field', '"unit":', '"units":', /vehicles\.units: unknown name; did you mean "unit"/],
    ['a key twice', '"edges":', '"vehicles":', /the key "vehicles" appears twice/],
  ] as const) {
    it(`refuse an edit with ${fault}`, () => {
      edited('parameters', loadParameters, from, to, (load) => assert.throws(load, message));
    });
  }
});

describe('register', () => {
  it('has every row of the list, numbered without a gap, and the ablation switches', () => {
    const rows = registerKeys.map((key) => register[key].amb);
    const numbers = rows.filter((amb) => amb !== 'ABLATION').map((amb) => Number(amb.slice(4)));
    assert.deepEqual(
      numbers,
      Array.from({ length: numbers.length }, (_, index) => index + 1),
    );
    assert.ok(numbers.length >= 60);
    assert.deepEqual(
      registerKeys.filter((key) => register[key].amb === 'ABLATION'),
      ['game.enabled', 'gcn.enabled', 'critic.heads'],
    );
  });

  it('says which reading is taken in a sentence or two, ending in a full stop', () => {
    for (const key of registerKeys) assert.match(register[key].reading, /^[A-Z][^.].*\.$/, key);
  });

  for (const [fault, from, to, message] of [
    [
      'a default that is its own alternative',
      /1048576/,
      '1000000',
      /units\.megabyte\.alternatives: the default 1000000 is among them/,
    ],
    [
      'what runs did before that is no reading',
      '"before": "booked"',
      '"before": "boooked"',
      /rl\.handoverCredit\.before: "boooked" is none of the alternatives/,
    ],
    [
      'a default out of range',
      '"default": 0.25',
      '"default": 2',
      /env\.interruptionPsi\.default: 2 is not a number from 0 to 1/,
    ],
    [
      'no alternatives',
      /"alternatives": \[1048576\]/,
      '"alternatives": []',
      /units\.megabyte\.alternatives: \[\] must NOT have fewer than 1 items/,
    ],
    [
      'a concern that does not exist',
      '"concerns": "model"',
      '"concerns": "modell"',
      /units\.megabyte\.concerns: "modell" is not one of/,
    ],
    ['a number row without its range', /"max": 1,\s*/, '', /env\.interruptionPsi\.max: missing/],
    [
      'a key in another form',
      '"units.megabyte"',
      '"megabyte"',
      /megabyte: unknown name; a name here matches \^\[a-z\]/,
    ],
  ] as const) {
    it(`refuses an edit with ${fault}`, () => {
      edited('register', loadRegister, from, to, (load) => assert.throws(load, message));
    });
  }

  it('accepts another default and another sentence', () => {
    edited('register', loadRegister, '"default": 0.25', '"default": 0.5', (load) => {
      assert.equal(load()['env.interruptionPsi'].default, 0.5);
    });
  });
});

describe('claims', () => {
  it('cover every panel, the four numbers of the abstract and both kinds of policies', () => {
    const panels = new Set(claims.map((claim) => claim.panel));
    for (const panel of '2a 2b 3a 3b 4a 4b 5a 5b 5c 5d 6a 6b 6c 7a 7b'.split(' ')) assert.ok(panels.has(panel), panel);
    const abstract = claims.filter((claim) => claim.place === 'abstract' && claim.threshold);
    assert.deepEqual(
      abstract.map((claim) => claim.threshold),
      [0.128, 0.097, 0.142, 0.161],
    );
    assert.ok(
      claims.some((claim) => claim.needs === 'references') && claims.some((claim) => claim.needs === 'learners'),
    );
  });

  it('name a swaying reading wherever a verdict is possible', () => {
    for (const claim of claims) assert.equal(claim.sways.length > 0, claim.predicate !== 'notTestable', claim.id);
  });

  for (const [fault, from, to, message] of [
    [
      'a key that is not in the register',
      '"rl.credit"',
      '"rl.credits"',
      /claims\.json: \d+\.sways: "rl\.credits" is not in the register/,
    ],
    ['an id twice', '"id": "2a-speed"', '"id": "2a-order"', /1\.id: "2a-order" appears twice/],
    [
      'a predicate that does not exist',
      '"predicate": "order"',
      '"predicate": "best"',
      /0\.predicate: "best" is not one of/,
    ],
  ] as const) {
    it(`refuse an edit with ${fault}`, () => {
      edited('claims', loadClaims, from, to, (load) => assert.throws(load, message));
    });
  }
});
