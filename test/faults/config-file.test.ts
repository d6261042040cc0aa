import assert from 'node:assert/strict';
import { loadConfig } from '../../src/paper/config';
import { withFile } from '../support/temporary';

/** Content of a config file, and the lines that the one message should consist of, without the file's name. */
const faults: Record<string, [content: string, ...lines: RegExp[]]> = {
  'empty file': ['', /the file is empty; it should hold JSON/],
  'truncated file': ['{ "profile": "std", "parameters": { "vehicles": 10', /the file ends too early; is it truncated/],
  'cut in a text': ['{ "profile": "st', /:1:14: the file ends too early/],
  'duplicate key': ['{ "profile": "std",\n "profile": "tiny" }', /:2:2: the key "profile" appears twice/],
  'duplicate key inside': [
    '{ "profile": "std", "parameters": { "edges": 2, "edges": 3 } }',
    /the key "edges" appears twice/,
  ],
  NaN: ['{ "profile": "std", "parameters": { "vehicles": NaN } }', /:1:49: not valid JSON near "NaN"/],
  'NaN as a text': [
    '{ "profile": "std", "parameters": { "roadM": "NaN" } }',
    /parameters\.roadM: "NaN" is not a number from 100/,
  ],
  'number that overflows': ['{ "profile": "std", "parameters": { "roadM": 1e400 } }', /the number 1e400 is too large/],
  'huge number': [
    '{ "profile": "std", "parameters": { "vehicles": 1e18 } }',
    /parameters\.vehicles: 1000000000000000000 is not from 1 to 32767/,
  ],
  'negative number': [
    '{ "profile": "std", "parameters": { "dataMinMB": -1 } }',
    /parameters\.dataMinMB: -1 is not from 0\.001/,
  ],
  'part of a vehicle': [
    '{ "profile": "std", "parameters": { "vehicles": 2.5 } }',
    /parameters\.vehicles: 2\.5 is not a whole number from 1 to 32767/,
  ],
  'null value': [
    '{ "profile": "std", "parameters": { "vehicles": null } }',
    /parameters\.vehicles: null is not a whole number/,
  ],
  'text for a number': [
    '{ "profile": "std", "parameters": { "edges": "10" } }',
    /parameters\.edges: "10" is not a whole number/,
  ],
  'text for a switch': [
    '{ "profile": "std", "register": { "env.hosting": "false" } }',
    /register\.env\.hosting: "false" is not one of true, false/,
  ],
  'unknown field': ['{ "profile": "std", "parametres": {} }', /parametres: unknown name; did you mean "parameters"\?/],
  'unknown parameter': [
    '{ "profile": "std", "parameters": { "vehicels": 3 } }',
    /parameters\.vehicels: unknown name; did you mean "vehicles"\?/,
  ],
  'unknown register key': [
    '{ "profile": "std", "register": { "radio.nois": "density" } }',
    /register\.radio\.nois: unknown name; did you mean "radio\.noise"\?/,
  ],
  'unknown reading': [
    '{ "profile": "std", "register": { "radio.noise": "litteral" } }',
    /register\.radio\.noise: "litteral" is not one of "density", "fixedPower"/,
  ],
  'share above one': [
    '{ "profile": "std", "register": { "env.requestProb": 1.2 } }',
    /register\.env\.requestProb: 1\.2 is not from 0\.000001 to 1/,
  ],
  'unknown profile': ['{ "profile": "quik" }', /profile: "quik" is not known; did you mean "quick"\?/],
  'profile far from any': [
    '{ "profile": "enormous" }',
    /profile: "enormous" is not known; known are tiny, quick, std, paper/,
  ],
  'name of every object': ['{ "profile": "constructor" }', /profile: "constructor" is not known/],
  'missing profile': ['{}', /profile: missing/],
  'list for an object': ['[]', /the whole: \[\] is not an object/],
  'number for an object': ['{ "profile": "std", "parameters": 3 }', /parameters: 3 is not an object/],
  prototype: ['{ "profile": "std", "__proto__": { "parameters": {} } }', /the key "__proto__" is not allowed/],
  'protocol of sweeps': [
    '{ "profile": "std", "register": { "sweep.protocol": "fineTune" } }',
    /register\.sweep\.protocol: "fineTune" is not one of "zeroShot", "retrain"/,
  ],
  'a network for each of too many agents': [
    '{ "profile": "std", "register": { "rl.sharing": "independent" } }',
    /register\.rl\.sharing: "independent" .*10/,
  ],
  'widths that are none': [
    '{ "profile": "std", "register": { "rl.networks": "64" } }',
    /register\.rl\.networks: "64" does not match/,
  ],
  'several at once': [
    '{ "profile": "std", "parameters": { "edges": 0, "cloud": 2 } }',
    /parameters\.cloud: unknown name; did you mean "clouds"\?/,
    /parameters\.edges: 0 is not from 1 to 10000/,
  ],
  'price band upside down': [
    '{ "profile": "std", "parameters": { "priceMin": 0.45, "priceMax": 0.42 } }',
    /parameters\.priceMin: 0\.45 is above priceMax 0\.42/,
    /baseline\.postedPrice: 0\.4 is outside/,
  ],
  'valuation below the price': [
    '{ "profile": "std", "parameters": { "valuationMin": 0.5 } }',
    /parameters\.valuationMin: 0\.5 must be above priceMax 0\.5.*condition U1/,
  ],
  'valuations upside down': [
    '{ "profile": "std", "parameters": { "valuationMax": 1 } }',
    /parameters\.valuationMin: 1\.5 is above valuationMax 1/,
  ],
  'smallest share above the largest': [
    '{ "profile": "std", "parameters": { "minBandwidthHz": 9e6 } }',
    /parameters\.minBandwidthHz: 9000000 is above edgeMaxBandwidthHz 8000000/,
  ],
  'speeds upside down': [
    '{ "profile": "std", "parameters": { "speedMinMps": 31 } }',
    /parameters\.speedMinMps: 31 is above speedMaxMps 30/,
  ],
  'units beyond the road': [
    '{ "profile": "std", "parameters": { "edges": 11 } }',
    /parameters\.edges: the last of 11 units would stand at 5250 m, beyond roadM 5000/,
  ],
  'more units than a grid has crossings': [
    '{ "profile": "std", "parameters": { "edges": 20 }, "register": { "geo.road": "grid" } }',
    /parameters\.edges: 20 units, but the grid has 16 crossings/,
  ],
  'more gateways than units on a grid': [
    '{ "profile": "tiny", "parameters": { "clouds": 3 }, "register": { "geo.road": "grid" } }',
    /parameters\.clouds: 3 gateways, but on a grid they stand at units, and there are 2/,
  ],
  'slots in which a block is passed': [
    '{ "profile": "std", "parameters": { "slotS": 20 }, "register": { "geo.road": "grid" } }',
    /parameters\.slotS: in 20 s at speedMaxMps 30 a vehicle drives farther than a block, edgeSpacingM 500/,
  ],
  'a trace in other slots than it was recorded in': [
    '{ "profile": "std", "parameters": { "slotS": 0.5 }, "register": { "geo.road": "trace" } }',
    /parameters\.slotS: 0\.5, but the trace was recorded each second; use 1/,
  ],
  'coverage below the height': [
    '{ "profile": "std", "parameters": { "coverageM": 15 } }',
    /parameters\.coverageM: 15 must be above edgeHeightM 20/,
  ],
  'mean cycles outside the range': [
    '{ "profile": "std", "parameters": { "meanCyclesG": 2 } }',
    /parameters\.meanCyclesG: 2 is not from cyclesMinG 0\.6 to cyclesMaxG 1\.6/,
  ],
  'weights that do not sum to one': [
    '{ "profile": "std", "parameters": { "experienceWeightLatency": 0.4 } }',
    /the weights sum to 0\.9000, not to 1/,
  ],
  'units that cost more than their price': [
    '{ "profile": "std", "parameters": { "cloudUnitCost": 0.6 } }',
    /parameters\.priceMax: 0\.5 is below what a unit costs its seller/,
  ],
};

describe('faults in a config file', () => {
  for (const [fault, [content, ...lines]] of Object.entries(faults)) {
    it(`${fault}: one message that names file, field and what would be right`, () => {
      withFile('mine.json', content, (file) => {
        assert.throws(
          () => loadConfig(file),
          (error: Error) => {
            const said = error.message.split('\n').map((line) => {
              assert.ok(line.startsWith(file), line);
              return line.slice(file.length);
            });
            assert.equal(said.length, lines.length, error.message);
            lines.forEach((line, index) => {
              assert.match(said[index], line);
            });
            return true;
          },
        );
      });
    });
  }
});
