import assert from 'node:assert/strict';
import { equationsFor, MODE, type Mode, megabytesToBits } from '../../src/models';
import { makeConfig } from '../../src/paper/config';

const config = makeConfig('std');
const p = config.parameters;
const e = equationsFor(config);
const CYCLES_G = 1.1;

interface Flow {
  mode: Mode;
  dataMB: number;
  access: { distanceM: number; antennaGainDb: number; bandwidthHz: number } | undefined;
  backhaulM: number | undefined;
  backhaulHz: number;
  atCloud: boolean;
}

function accessRate({ distanceM, antennaGainDb, bandwidthHz }: NonNullable<Flow['access']>): number {
  return e.linkRate({
    bandwidthHz,
    txPowerW: p.vehicleTxPowerW,
    gain: e.pathGain({
      distanceM,
      lossAt1mDb: p.vehicleLossAt1mDb,
      lossExponent: p.vehicleLossExponent,
      antennaGainDb,
    }),
    noiseDensityWPerHz: e.noiseDensity({ noiseDbmPerHz: p.noiseDbmPerHz, noiseFigureDb: p.vehicleNoiseFigureDb }),
    poolBandwidthHz: p.edgeBandwidthHz,
  });
}

function relayRate(distanceM: number, bandwidthHz: number): number {
  return e.backhaulRate({
    bandwidthHz,
    txPowerW: p.backhaulTxPowerW,
    gain: e.pathGain({
      distanceM,
      lossAt1mDb: p.backhaulLossAt1mDb,
      lossExponent: p.backhaulLossExponent,
      antennaGainDb: p.backhaulAntennaGainDb,
    }),
    noiseDensityWPerHz: e.noiseDensity({ noiseDbmPerHz: p.noiseDbmPerHz, noiseFigureDb: p.backhaulNoiseFigureDb }),
    poolBandwidthHz: p.backhaulBandwidthHz,
  });
}

/** Latency, energy and rating of one task from all equations together. */
function resolve(flow: Flow): [latency: string, energy: string, rating: string] {
  const dataBits = e.megabytesToBits({ dataMB: flow.dataMB, megabyte: 1e6 });
  const powerW = flow.atCloud ? 125 : 30;
  const frequencyHz = e.cpuFrequency({ powerW, kappa: p.kappa });
  const runS = e.restartLatency({ cyclesG: CYCLES_G, dataMB: flow.dataMB, frequencyHz });
  const uploadS = flow.access ? e.uploadLatency({ dataBits, rateBps: accessRate(flow.access) }) : 0;
  const migrationS = flow.backhaulM
    ? e.migrationLatency({ dataBits, rateBps: relayRate(flow.backhaulM, flow.backhaulHz), wanDelayS: 0 })
    : 0;
  const queueS = e.queueWait({
    arrivalsFirst: flow.atCloud ? 12 : 4,
    arrivalsSecond: flow.atCloud ? 12 : 4,
    serviceRate: frequencyHz / 1.1e9,
    servers: flow.atCloud ? p.cloudServers : p.edgeServers,
    priorityClass: 1,
  });
  const { mode } = flow;
  const times = { waitS: 0, uploadS, executionS: runS, migrationS, queueS, restartS: runS };
  const latencyS = e.totalLatency({ mode, resident: !flow.access, ...times });
  const executionJ = e.executionEnergy({ kappa: p.kappa, frequencyHz, cyclesG: CYCLES_G, powerW });
  const energyJ = e.totalEnergy({
    mode,
    uploadJ: e.uploadEnergy({ txPowerW: p.vehicleTxPowerW, uploadS }),
    executionJ,
    migrationJ: e.migrationEnergy({ txPowerW: p.backhaulTxPowerW, migrationS }),
    destinationExecutionJ: executionJ,
  });
  const quality = e.serviceQuality({
    bandwidthHz: flow.access?.bandwidthHz ?? flow.backhaulHz,
    referenceBandwidthHz: p.referenceBandwidthHz,
    frequencyHz,
    referenceFrequencyHz: p.referenceFrequencyHz,
    rateBps: 1,
    dataBits,
    latencyMaxS: p.latencyMaxS,
  });
  const reliability = flow.atCloud ? p.cloudReliability : p.edgeReliability;
  const rating = e.experienceRating({
    latencyScore: e.latencyScore({ latencyS, decay: p.latencyDecay }),
    qualityScore: e.qualityScore({ quality, rate: p.qualityRate }),
    reliabilityScore: e.reliabilityScore({ reliability, rate: p.reliabilityRate }),
    weightLatency: p.experienceWeightLatency,
    weightQuality: p.experienceWeightQuality,
    weightReliability: p.experienceWeightReliability,
  });
  return [latencyS.toFixed(2), energyJ.toFixed(1), rating.toFixed(2)];
}

/** v→j, v→i, fresh v→j→i to a cloud, resident v→j→i to an edge 500 m away. */
function fourWays(dataMB: number, edgeM: number, cloudM: number): string[][] {
  const edge = { distanceM: Math.hypot(edgeM, p.edgeHeightM), antennaGainDb: p.edgeAntennaGainDb, bandwidthHz: 4e6 };
  const cloud = { distanceM: cloudM, antennaGainDb: p.cloudAntennaGainDb, bandwidthHz: 6e6 };
  const none = { access: undefined, backhaulM: undefined, backhaulHz: 30e6, dataMB };
  return [
    { ...none, mode: MODE.EDGE, access: edge, atCloud: false },
    { ...none, mode: MODE.CLOUD, access: cloud, atCloud: true },
    { ...none, mode: MODE.RELAY, access: edge, backhaulM: cloudM, atCloud: true },
    { ...none, mode: MODE.RELAY, backhaulM: 500, atCloud: false },
  ].map(resolve);
}

describe('models: a typical task', () => {
  // The prototype's table says 11.4 J and .59 where it rounded 11.347 and .5849 twice.
  const table: [number, number, number, string, string, string][] = [
    [10, 50, 520, '1.86 2.25 1.90 0.63', '10.9 27.9 28.0 10.8', '0.87 0.86 0.88 0.95'],
    [10, 250, 800, '4.05 3.32 4.11 0.63', '11.3 28.1 28.5 10.8', '0.77 0.80 0.77 0.95'],
    [30, 50, 520, '4.76 6.29 5.23 1.07', '11.5 28.7 29.0 11.3', '0.74 0.69 0.73 0.92'],
    [30, 150, 640, '7.72 7.52 8.23 1.07', '12.1 29.0 29.7 11.3', '0.65 0.66 0.65 0.92'],
    [30, 250, 800, '11.31 9.49 11.87 1.07', '12.8 29.4 30.4 11.3', '0.58 0.62 0.58 0.92'],
    [50, 50, 520, '7.65 10.34 8.56 1.50', '12.1 29.5 30.0 11.7', '0.65 0.61 0.64 0.89'],
    [50, 250, 800, '18.58 15.67 19.63 1.50', '14.3 30.6 32.4 11.7', '0.52 0.55 0.53 0.89'],
  ];
  for (const [dataMB, edgeM, cloudM, ...expected] of table) {
    it(`${dataMB} MB, edge at ${edgeM} m, cloud at ${cloudM} m: the prototype's latency, energy and rating`, () => {
      const ways = fourWays(dataMB, edgeM, cloudM);
      assert.deepEqual(
        [0, 1, 2].map((k) => ways.map((way) => way[k]).join(' ')),
        expected,
      );
    });
  }

  it('a hundred vehicles that upload every second need 13 s each for 30 MB', () => {
    const rateBps = accessRate({ distanceM: Math.hypot(150, 20), antennaGainDb: 0, bandwidthHz: 2e6 });
    assert.equal((rateBps / 1e6).toFixed(1), '18.4');
    assert.equal((megabytesToBits({ dataMB: 30, megabyte: 1e6 }) / rateBps).toFixed(0), '13');
  });
});
