import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cityTrace, loadTrace } from '../../src/environment/trace';
import { sha256 } from '../../src/support/files';
import { withFile } from '../support/temporary';

const header = 't,vehicle,x_m,y_m,speed_mps\n';
const good = `${header}0,0,1,2,3\n0,1,4,5,6\n1,0,1.5,2,3\n1,1,4.5,5.25,0\n`;

describe('loadTrace', () => {
  it('reads the recorded city trace', () => {
    const trace = loadTrace();
    assert.deepEqual([trace.slots, trace.vehicles, trace.xM.length, trace.yM[299].length], [300, 100, 300, 100]);
    // three rows of the file, read by eye
    assert.deepEqual([trace.xM[0][0], trace.yM[0][0], trace.speedMps[0][0]], [1871.3, 744.51, 0]);
    assert.deepEqual([trace.xM[0][2], trace.yM[0][2], trace.speedMps[0][2]], [1865.05, 107, 1.5]);
    assert.deepEqual([trace.xM[299][99], trace.yM[299][99], trace.speedMps[299][99]], [1831.91, 907.48, 0]);
    assert.equal(sha256(readFileSync(cityTrace)), '48f5107ded87ecf50799ed4a22fc113a7dfac63801d7e1738e516cee1f4ad50d');
  });

  it('finds recorded speeds and positions to agree', () => {
    const { xM, yM, speedMps, slots, vehicles } = loadTrace();
    let far = 0;
    for (let t = 1; t < slots; t++) {
      for (let v = 0; v < vehicles; v++) {
        const moved = Math.hypot(xM[t][v] - xM[t - 1][v], yM[t][v] - yM[t - 1][v]);
        if (moved > Math.max(speedMps[t][v], speedMps[t - 1][v]) + 3) far++;
      }
    }
    assert.ok(far / (slots * vehicles) < 0.001, `${far} jumps`);
  });

  it('takes columns and vehicles in any order, a byte-order mark and Windows line ends', () => {
    const shuffled = '\uFEFFvehicle,speed_mps,t,y_m,x_m\r\n1,6,0,5,4\r\n0,3,0,2,1\r\n1,0,1,5.25,4.5\r\n0,3,1,2,1.5\r\n';
    withFile('own.csv', good, (file) => {
      withFile('other.csv', shuffled, (other) => assert.deepEqual(loadTrace(other), loadTrace(file)));
    });
  });

  for (const [fault, text, message] of [
    ['empty file', '', /own\.csv: the file is empty/],
    ['header only', header, /own\.csv: there are no rows after the header/],
    [
      'missing column',
      good.replace('y_m', 'z_m'),
      /own\.csv:1: column y_m is missing; the header should be t,vehicle,x_m,y_m,speed_mps/,
    ],
    ['NaN', good.replace('4.5', 'NaN'), /own\.csv:5: x_m: "NaN" is not a number from/],
    ['empty field', good.replace('4.5', ''), /own\.csv:5: x_m: "" is not a number/],
    [
      'huge number',
      good.replace('4.5', '1e300'),
      /own\.csv:5: x_m: "1e300" is not a number from -10000000 to 10000000/,
    ],
    ['hexadecimal', good.replace('4.5', '0x1F'), /own\.csv:5: x_m: "0x1F" is not a number/],
    ['negative speed', good.replace('5.25,0', '5.25,-1'), /own\.csv:5: speed_mps: "-1" is not a number from 0 to 200/],
    ['part of a second', good.replace('1,0,1.5', '0.5,0,1.5'), /own\.csv:4: t: "0\.5" is not a whole number/],
    ['gap in time', good.replaceAll(/^1,/gm, '2,'), /own\.csv:4: t: 2 follows 0; it should be 0 or 1/],
    ['time running back', `${good}0,0,1,2,3\n`, /own\.csv:6: t: 0 follows 1; it should be 1 or 2/],
    ['missing vehicle', good.replace('1,0,1.5,2,3\n', ''), /own\.csv:4: vehicle: 0 is missing at t = 1/],
    ['ids that do not begin at 0', good.replaceAll(/^(\d),0/gm, '$1,2'), /own\.csv:3: vehicle: 0 is missing at t = 0/],
    ['vehicle twice', good.replace('1,1,4.5', '1,0,4.5'), /own\.csv:5: vehicle: 0 appears twice at t = 1/],
    [
      'new vehicle later',
      good.replace('1,1,4.5', '1,7,4.5'),
      /own\.csv:5: vehicle: 7 is not in the first second, which has 0 to 1/,
    ],
    ['truncated in a number', good.slice(0, -2), /own\.csv:5: the last line has no end/],
    ['truncated at the line end', good.slice(0, -1), /own\.csv:5: the last line has no end; the file is truncated/],
    ['truncated in a row', good.slice(0, -8), /own\.csv:5: the last line has no end; the file is truncated/],
    ['too many fields', good.replace('4.5,', '4.5,9,'), /own\.csv:5: has 6 fields, the header 5/],
    ['open quote', good.replace('4.5', '"4.5'), /own\.csv:\d+: not CSV/],
  ] as const) {
    it(`names file and line: ${fault}`, () => {
      withFile('own.csv', text, (file) => assert.throws(() => loadTrace(file), message));
    });
  }

  it('names a file that is not there', () => {
    assert.throws(
      () => loadTrace('/nowhere/own.csv'),
      /^Error: \/nowhere\/own\.csv: cannot be read: there is no such file$/,
    );
  });
});
