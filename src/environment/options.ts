import type { Equations } from '../models';
import { MODE } from '../models/mode';
import type { Config } from '../paper/config';
import { cloudAt, covers, type Links, qualityTo } from './links';
import { CLOUD_SLOTS } from './nearby';
import type { Scenario } from './scenario';
import { DEFER, OPTIONS, REQUEST, type State } from './state';

/**
 * The feasible choices of every decider in ten slots (MODEL.md §5.1-4, §5.2): 0 defer · 1 v→j · 2–4 v→i by link quality ·
 * 5–7 v→j→i to clouds by backhaul distance · 8 v→j→nearest edge · 9 v→j→next edge ahead.
 */
export interface Options {
  /** Vehicles that have a request and no flight, ascending; the first `count` entries. */
  readonly deciders: Int16Array;
  count: number;
  /** Destination node of slot o of vehicle v at v·10 + o; −1 where the slot is not feasible. Deferring has destination 0. */
  readonly dst: Int16Array;
  /** Edge from which a relay of vehicle v starts. */
  readonly source: Int16Array;
  /** 1 where the relay moves a twin that already lies at its source (no upload). */
  readonly resident: Uint8Array;
}

export const FIRST_CLOUD_SLOT = 2;
export const FIRST_RELAY_SLOT = 5;
export const NEAREST_EDGE_SLOT = 8;
export const NEXT_EDGE_SLOT = 9;

export function createOptions(config: Config): Options {
  const V = config.parameters.vehicles;
  return {
    deciders: new Int16Array(V),
    count: 0,
    dst: new Int16Array(V * OPTIONS).fill(-1),
    source: new Int16Array(V),
    resident: new Uint8Array(V),
  };
}

/** Migration mode of an option slot. */
export const modeOfSlot = (slot: number): number =>
  slot === 1 ? MODE.EDGE : slot < FIRST_RELAY_SLOT ? MODE.CLOUD : MODE.RELAY;

export interface SlotView {
  readonly config: Config;
  readonly scenario: Scenario;
  readonly equations: Equations;
  readonly state: State;
  readonly links: Links;
  readonly options: Options;
}

/** Node whose access spectrum the option uses: the edge or cloud of the upload; −1 for a resident relay. */
export function accessNode(view: Pick<SlotView, 'options'>, v: number, slot: number): number {
  if (slot < FIRST_RELAY_SLOT) return view.options.dst[v * OPTIONS + slot];
  return view.options.resident[v] ? -1 : view.options.source[v];
}

/** Lists the deciders and their feasible slots from the present requests, hosts and links. */
export function updateOptions(view: SlotView): void {
  const { config, state, options } = view;
  options.count = 0;
  for (let v = 0; v < config.parameters.vehicles; v++) {
    const base = v * OPTIONS;
    options.dst.fill(-1, base, base + OPTIONS);
    if (state.request[v] === REQUEST.NONE || state.flightSlots[v] > 0) continue;
    options.deciders[options.count++] = v;
    fillEdge(view, v);
    fillClouds(view, v);
    fillRelays(view, v);
    const blocked = options.dst.subarray(base + 1, base + OPTIONS).every((n) => n < 0);
    if (blocked || config.register['modes.allowDefer'] !== false) options.dst[base + DEFER] = 0;
  }
}

function fillEdge({ config, scenario, state, links, options }: SlotView, v: number): void {
  const nearest = links.nearest[v];
  const host = state.host[v];
  const ahead = nearest === host && links.nextCovers[v] === 1;
  const target = ahead ? links.next[v] : nearest;
  if (state.request[v] !== REQUEST.SERVICE && target === host) return;
  if (covers(config, scenario, state, v, target)) options.dst[v * OPTIONS + 1] = target;
}

function fillClouds({ config, equations, links, options }: SlotView, v: number): void {
  const minimum = config.parameters.minSpectralEfficiency;
  let slot = FIRST_CLOUD_SLOT;
  for (let k = 0; k < links.cloudCount; k++) {
    const i = cloudAt(links, v, k);
    if (equations.linkEligible({ quality: qualityTo(links, v, i), minimum })) options.dst[v * OPTIONS + slot++] = i;
  }
}

/** Whether v's relay would move the twin from its host edge. Where even that pays an upload (AMB-06), it is like any other. */
function movesResident({ scenario, equations, state }: SlotView, v: number): boolean {
  if (state.request[v] === REQUEST.SERVICE || state.host[v] < 0 || state.host[v] >= scenario.edges) return false;
  return !equations.uploadCharged({ mode: MODE.RELAY, resident: true });
}

function fillRelays(view: SlotView, v: number): void {
  const { config, scenario, state, links, options } = view;
  const resident = movesResident(view, v);
  const source = resident ? state.host[v] : links.nearest[v];
  options.source[v] = source;
  options.resident[v] = resident ? 1 : 0;
  if (!resident && !covers(config, scenario, state, v, source)) return;
  const kept = Math.min(CLOUD_SLOTS, scenario.clouds);
  for (let k = 0; k < kept; k++)
    options.dst[v * OPTIONS + FIRST_RELAY_SLOT + k] = scenario.relayClouds[source * CLOUD_SLOTS + k];
  if (config.register['modes.vjiDestinations'] === 'cloudsOnly') return;
  const nearest = links.nearest[v];
  const next = links.next[v];
  if (nearest !== source) options.dst[v * OPTIONS + NEAREST_EDGE_SLOT] = nearest;
  if (next >= 0 && next !== source) options.dst[v * OPTIONS + NEXT_EDGE_SLOT] = next;
}
