/** Where servers stand; on a ring, x runs along the road and y points to its inner side. All in m. */
export interface RoadLayout {
  kind: 'ring' | 'plane';
  /** Length of the ring; not used on a plane. */
  roadM: number;
  edgeX: readonly number[];
  edgeY: readonly number[];
  gatewayX: readonly number[];
  gatewayY: readonly number[];
  coverageM: number;
}

/** One slot: entry v of each list is vehicle v; nodes count edges first, then clouds; −1 is none. */
export interface RoadFrame {
  slot: number;
  xM: readonly number[];
  yM: readonly number[];
  hostNode: readonly number[];
  inFlightTo: readonly number[];
  interrupted: readonly boolean[];
}

export interface Point {
  x: number;
  y: number;
}

export interface Placement {
  edges: Point[];
  /** Where the sign and the name of an edge server are drawn: on a ring outside the road, so that vehicles do not hide them. */
  edgeSigns: Point[];
  edgeNames: Point[];
  gateways: Point[];
  road: Point[];
  vehicle(xM: number, yM: number): Point;
}

const roadSegments = 180;
const signOffsetM = { ring: 85, plane: 0 } as const;
const nameOffsetM = { ring: 175, plane: -130 } as const;

/** Maps road coordinates to picture coordinates: a ring is bent to a circle of the same length, a plane stays. */
export function placement(layout: RoadLayout): Placement {
  const radius = layout.roadM / (2 * Math.PI);
  const bent = (along: number, inwards: number): Point => {
    const angle = Math.PI / 2 - (2 * Math.PI * along) / layout.roadM;
    return { x: (radius - inwards) * Math.cos(angle), y: (radius - inwards) * Math.sin(angle) };
  };
  const vehicle = layout.kind === 'ring' ? bent : (x: number, y: number): Point => ({ x, y });
  const points = (xs: readonly number[], ys: readonly number[]) => xs.map((x, index) => vehicle(x, ys[index]));
  const beside = (offsetM: number) =>
    points(
      layout.edgeX,
      layout.edgeY.map((y) => y - offsetM),
    );
  const along = Array.from({ length: roadSegments + 1 }, (_, k) => (k * layout.roadM) / roadSegments);
  return {
    edges: points(layout.edgeX, layout.edgeY),
    edgeSigns: beside(signOffsetM[layout.kind]),
    edgeNames: beside(nameOffsetM[layout.kind]),
    gateways: points(layout.gatewayX, layout.gatewayY),
    road: layout.kind === 'ring' ? along.map((x) => bent(x, 0)) : [],
    vehicle,
  };
}

/** @throws RangeError when lists differ in length or name nodes that are not there */
export function requireFrame(layout: RoadLayout, frame: RoadFrame): void {
  const count = frame.xM.length;
  const lists = {
    yM: frame.yM,
    hostNode: frame.hostNode,
    inFlightTo: frame.inFlightTo,
    interrupted: frame.interrupted,
  };
  for (const [name, list] of Object.entries(lists)) {
    if (list.length !== count) {
      throw new RangeError(`road frame of slot ${frame.slot}: ${name} has ${list.length} entries, xM has ${count}`);
    }
  }
  const nodes = layout.edgeX.length + layout.gatewayX.length;
  for (const [name, list] of Object.entries({ hostNode: frame.hostNode, inFlightTo: frame.inFlightTo })) {
    const wrong = list.findIndex((node) => !Number.isInteger(node) || node < -1 || node >= nodes);
    if (wrong >= 0) {
      const range = `an integer from −1 to ${nodes - 1}`;
      throw new RangeError(
        `road frame of slot ${frame.slot}: ${name}[${wrong}] is ${list[wrong]}; it must be ${range}`,
      );
    }
  }
}
