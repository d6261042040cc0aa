import assert from 'node:assert/strict';
import { adjacencyOf, graphConvolution, graphNetwork, spreadOf, untrainedLayers } from '../../src/gcn';
import { createRng } from '../../src/support/rng';
import { gold6, path } from './graphs';

const adjacency = adjacencyOf(path);
const { nodeFeatures } = gold6;

describe('gcn: network', () => {
  it('is layer after layer, and shows what stands after each', () => {
    const layers = untrainedLayers([2, 5, 3], true, createRng(1, 'layers'));
    const [first, second, ...rest] = graphNetwork({ adjacency, nodeFeatures, layers });
    assert.deepEqual(rest, []);
    assert.deepEqual(first, graphConvolution({ adjacency, nodeFeatures, ...layers[0] }));
    assert.deepEqual(second, graphConvolution({ adjacency, nodeFeatures: first, ...layers[1] }));
    assert.deepEqual([first[0].length, second[0].length], [5, 3]);
  });

  it('untrained layers stay below Glorot’s limit, differ by seed, and have self weights if asked', () => {
    const [layer] = untrainedLayers([40, 60], false, createRng(1, 'layers'));
    const weights = layer.layerWeights.flat();
    const limit = Math.sqrt(6 / 100);
    assert.ok(Math.max(...weights) <= limit && Math.max(...weights) > 0.98 * limit && Math.min(...weights) >= -limit);
    assert.equal(layer.selfWeights, undefined);
    assert.notDeepEqual(untrainedLayers([40, 60], false, createRng(2, 'layers')), [layer]);
    assert.equal(untrainedLayers([4, 6], true, createRng(1, 'layers'))[0].selfWeights?.length, 4);
  });

  it('spread is 0 for equal rows and for none, ½ for two at right angles, 1 for opposite ones', () => {
    const near = (found: number, expected: number) => assert.ok(Math.abs(found - expected) < 1e-12, String(found));
    near(
      spreadOf([
        [1, 2],
        [1, 2],
      ]),
      0,
    );
    near(
      spreadOf([
        [0, 0],
        [0, 0],
      ]),
      0,
    );
    near(
      spreadOf([
        [3, 0],
        [0, 3],
      ]),
      0.5,
    );
    near(
      spreadOf([
        [1, -2],
        [-1, 2],
      ]),
      1,
    );
  });
});
