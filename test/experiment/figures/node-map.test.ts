import assert from 'node:assert/strict';
import { nodeMapFigure } from '../../../src/experiment/figures/node-map';

const layout = {
  kind: 'ring' as const,
  roadM: 1000,
  edgeX: [0, 500],
  edgeY: [0, 0],
  gatewayX: [250],
  gatewayY: [60],
  coverageM: 300,
};
const frame = {
  slot: 3,
  xM: [10, 400, 990],
  yM: [0, 0, 0],
  hostNode: [0, -1, 2],
  inFlightTo: [-1, 1, -1],
  interrupted: [false, false, false],
};

describe('map of nodes', () => {
  it('gives every node its number, vehicles first, then edges, then clouds, on one scale', () => {
    const { data, layout: drawn } = nodeMapFigure({ layout, frame, values: [1, 2, 3, 4, 5, 6], scaleTitle: 'load' });
    const marks = data.filter(({ marker }) => marker !== undefined) as {
      name: string;
      x: number[];
      marker: { color: number[]; coloraxis: string };
    }[];
    assert.deepEqual(
      marks.map(({ name, marker }) => [name, marker.color]),
      [
        ['vehicle', [1, 2, 3]],
        ['edge server', [4, 5]],
        ['cloud gateway', [6]],
      ],
    );
    assert.ok(marks.every(({ marker, x }) => marker.coloraxis === 'coloraxis' && x.length === marker.color.length));
    assert.match(JSON.stringify(drawn.coloraxis), /load/);
  });

  it('refuses numbers that are not one a node', () => {
    assert.throws(() => nodeMapFigure({ layout, frame, values: [1], scaleTitle: '' }), /1 values for 6 nodes/);
  });
});
