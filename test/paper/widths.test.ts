import assert from 'node:assert/strict';
import { makeConfig } from '../../src/paper/config';
import { widthsOf } from '../../src/paper/widths';

const widths = (register = {}) => widthsOf(makeConfig('tiny', { register }).register);

describe('widths of networks', () => {
  it('are those of the text: actor, critic, graph network', () => {
    assert.deepEqual(widths(), { actor: [64, 64], critic: [128, 128], gcn: [32, 32] });
    assert.deepEqual(widths({ 'rl.networks': '16/24-12-6/8-20' }), { actor: [16], critic: [24, 12, 6], gcn: [8, 20] });
  });

  it('the default gives every layer of the graph network the same width, whatever the depth', () => {
    assert.deepEqual(widths({ 'gcn.depth': 1 }).gcn, [32]);
    assert.deepEqual(widths({ 'gcn.depth': 3 }).gcn, [32, 32, 32]);
    assert.deepEqual(widths({ 'gcn.depth': 3, 'rl.networks': '8/8/4-5-6' }).gcn, [4, 5, 6]);
  });

  it('refuse what makes no networks, saying what would', () => {
    const wrong: [Record<string, string | number>, RegExp][] = [
      [{ 'rl.networks': '64x64/128/32-32' }, /rl\.networks: "64x64\/128\/32-32" does not match/],
      [{ 'rl.networks': '64/128' }, /does not match/],
      [{ 'rl.networks': '64/0-128/32-32' }, /does not match/],
      [
        { 'rl.networks': '64/128/32' },
        /1 layers and gcn\.depth 2: give its third part as many widths, or set gcn\.depth 1/,
      ],
      [{ 'rl.networks': '2048/128/32-32' }, /a layer wider than 1024/],
      [{ 'rl.networks': `${'4-'.repeat(8)}4/128/32-32` }, /a part of more than 8 layers/],
    ];
    for (const [register, message] of wrong) assert.throws(() => widths(register), message);
  });
});
