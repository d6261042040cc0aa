import assert from 'node:assert/strict';
import { type RoadFrame, type RoadLayout, roadFigure } from '../../../src/experiment/figures/road';
import { placement } from '../../../src/experiment/figures/road-geometry';
import { scarcityFigure } from '../../../src/experiment/figures/scarcity';
import { figureToSvg } from '../../../src/experiment/figures/svg';

const ring: RoadLayout = {
  kind: 'ring',
  roadM: 1000,
  edgeX: [250, 750],
  edgeY: [0, 0],
  gatewayX: [500],
  gatewayY: [100],
  coverageM: 300,
};
const frame: RoadFrame = {
  slot: 0,
  xM: [0, 250, 500, 750],
  yM: [0, 0, 0, 0],
  hostNode: [-1, 0, 2, 1],
  inFlightTo: [0, -1, -1, 2],
  interrupted: [false, false, false, true],
};

function trace(name: string, frames: RoadFrame[] = [frame], layout = ring) {
  const found = roadFigure({ layout, frames }).data.find((one) => one.name === name);
  assert.ok(found, `no trace "${name}"`);
  return found;
}

describe('roadFigure', () => {
  it('bends the ring to a circle of the road’s length, with gateways inside', () => {
    const { vehicle, gateways } = placement(ring);
    const radius = 1000 / (2 * Math.PI);
    const quarter = vehicle(250, 0);
    assert.ok(Math.abs(quarter.x - radius) < 1e-9 && Math.abs(quarter.y) < 1e-9);
    assert.ok(Math.abs(Math.hypot(gateways[0].x, gateways[0].y) - (radius - 100)) < 1e-9);
    const [start, end] = [vehicle(0, 0), vehicle(1000, 0)];
    assert.ok(Math.hypot(start.x - end.x, start.y - end.y) < 1e-9);
  });

  it('leaves the coordinates of a plane as they are', () => {
    const plane: RoadLayout = { ...ring, kind: 'plane' };
    assert.deepEqual(trace('twin in a cloud', [frame], plane).x, [500]);
    assert.deepEqual(trace('edge server', [frame], plane).x, [250, 750]);
  });

  it('frames a plane a little beyond its cells, and writes the names of servers over it', () => {
    const plane: RoadLayout = { ...ring, kind: 'plane', edgeY: [0, 40] };
    const { layout } = roadFigure({ layout: plane, frames: [frame] });
    const range = (name: string) => (layout[name] as { range: number[] }).range;
    assert.deepEqual(
      [range('xaxis'), range('yaxis')],
      [
        [250 - 330, 750 + 330],
        [0 - 330, 40 + 330],
      ],
    );
    const names = layout.annotations as { text: string; x: number; y: number }[];
    assert.deepEqual(
      names.map(({ text, x }) => [text, x]),
      [
        ['E1', 250],
        ['E2', 750],
      ],
    );
    assert.ok(
      names.every(({ y }, k) => y > plane.edgeY[k]),
      'above its server',
    );
  });

  it('shows each vehicle once, by the place of its twin', () => {
    const shown = (name: string) => trace(name).text;
    assert.deepEqual(shown('twin nowhere yet'), ['vehicle 0']);
    assert.deepEqual(shown('twin at an edge'), ['vehicle 1']);
    assert.deepEqual(shown('twin in a cloud'), ['vehicle 2']);
    assert.deepEqual(shown('twin out of reach'), ['vehicle 3']);
  });

  it('draws a line for each twin on its way, to its tier', () => {
    assert.equal((trace('twin on its way to an edge').x as unknown[]).length, 3);
    assert.equal((trace('twin on its way to a cloud').x as unknown[]).length, 3);
  });

  it('has one frame a slot, each updating all moving traces, with a slider and a play button', () => {
    const later = { ...frame, slot: 1, xM: [10, 260, 510, 760], inFlightTo: [-1, -1, -1, -1] };
    const { frames = [], layout } = roadFigure({ layout: ring, frames: [frame, later] });
    assert.deepEqual(
      frames.map(({ name }) => name),
      ['0', '1'],
    );
    assert.ok(frames.every(({ data, traces }) => data.length === traces?.length));
    assert.match(JSON.stringify(frames[1].layout), /slot 1: 0 migrating, 1 out of reach/);
    assert.equal((layout.sliders as { steps: unknown[] }[])[0].steps.length, 2);
    assert.equal((layout.updatemenus as unknown[]).length, 1);
  });

  it('is drawn as a still picture without the controls', async () => {
    const svg = await figureToSvg(roadFigure({ layout: ring, frames: [frame] }));
    assert.ok(svg.includes('twin out of reach') && !svg.includes('slider') && !svg.includes('▶'));
  });

  it('refuses frames whose lists do not fit', () => {
    const wrong = (change: Partial<RoadFrame>) => roadFigure({ layout: ring, frames: [{ ...frame, ...change }] });
    assert.throws(() => wrong({ hostNode: [0] }), /slot 0: hostNode has 1 entries, xM has 4/);
    assert.throws(() => wrong({ hostNode: [0, 0, 0, 3] }), /hostNode\[3\] is 3; it must be an integer from −1 to 2/);
    assert.throws(() => roadFigure({ layout: ring, frames: [] }), /no frames/);
  });
});

describe('scarcityFigure', () => {
  const data = {
    capacity: [12, 15, 18],
    sellers: [{ name: 'edge 1', tier: 'edge', prices: [0.5, 0.4167, 0.357] }] as const,
    buyers: [{ name: 'vehicle 1', demands: [3, 3.8, 4.6] }],
    priceBand: [0.3, 0.5] as const,
    regimes: ['rationed', 'capacity binds', 'capacity binds'],
  };

  it('moves the point on the price line and the bars with the capacity', () => {
    const { frames = [] } = scarcityFigure(data);
    assert.deepEqual(
      frames.map(({ name }) => name),
      ['12', '15', '18'],
    );
    assert.deepEqual(frames[1].data, [
      { x: [15], y: [0.4167] },
      { x: ['vehicle 1'], y: [3.8] },
    ]);
    assert.match(JSON.stringify(frames[0].layout), /X = 12 MHz: rationed/);
  });

  it('refuses lists of different length by name', () => {
    const short = { ...data, buyers: [{ name: 'vehicle 1', demands: [3] }] };
    assert.throws(() => scarcityFigure(short), /demands of vehicle 1: 1 entries; capacity has 3/);
    assert.throws(
      () => scarcityFigure({ ...data, capacity: [], sellers: [], buyers: [], regimes: [] }),
      /capacity is empty/,
    );
  });
});
