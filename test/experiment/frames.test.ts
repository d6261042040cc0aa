import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { createPolicy } from '../../src/agents/policies';
import { createEnvironment } from '../../src/environment/environment';
import { runEpisode } from '../../src/experiment/evaluate';
import { roadFigure } from '../../src/experiment/figures/road';
import { filmEpisode, roadFrame, roadLayout } from '../../src/experiment/frames';
import { makeConfig } from '../../src/paper/config';

const config = makeConfig('tiny');
const environment = createEnvironment(config);
const policy = createPolicy('random', config);
const film = (slots: number, seed = 1) => filmEpisode({ environment, policy, seed, slots });

describe('film of an episode', () => {
  it('starts before the first step and keeps the slots in order', () => {
    deepEqual(
      film(4).frames.map(({ slot }) => slot),
      [0, 1, 2, 3],
    );
  });

  it('ends with the episode when more slots are asked for: its start and one frame a step', () => {
    equal(film(1000).frames.length, config.parameters.episodeSlots + 1);
  });

  it('changes nothing: the metrics are those of the same episode without a camera', () => {
    deepEqual(film(3).metrics, runEpisode(environment, policy, 1));
  });

  it('is the same for the same seed and another for another', () => {
    deepEqual(film(5), film(5));
    ok(film(5).frames[4].xM.some((x, v) => x !== film(5, 2).frames[4].xM[v]));
  });

  it('shows twins on their way while their flight lasts, to the node they fly to', () => {
    const { frames } = film(8);
    ok(frames.some(({ inFlightTo }) => inFlightTo.some((node) => node >= 0)));
    const frame = roadFrame(environment);
    frame.inFlightTo.forEach((node, v) => {
      equal(node, environment.state.flightSlots[v] > 0 ? environment.state.flightDst[v] : -1);
    });
  });

  it('draws the two directions on two lanes', () => {
    environment.reset(1);
    const { yM } = roadFrame(environment);
    yM.forEach((y, v) => {
      equal(Math.sign(y - environment.state.y[v]), Math.sign(environment.state.headingX[v]));
    });
  });

  it('is what the road figure draws', () => {
    equal(roadFigure(film(3)).frames?.length, 3);
  });

  it('refuses a number of slots that is none', () => {
    for (const slots of [0, -1, 1.5, Number.NaN]) throws(() => film(slots), /slots is .*; it must be a whole number/);
  });
});

describe('road layout', () => {
  it('puts servers at 250 + 500 j and coverage on the ground: √(300² − 20²) m', () => {
    const { edgeX, gatewayX, coverageM, kind, roadM } = roadLayout(createEnvironment(makeConfig('std')));
    deepEqual([kind, roadM], ['ring', 5000]);
    deepEqual(
      edgeX,
      Array.from({ length: 10 }, (_, j) => 250 + 500 * j),
    );
    deepEqual(
      gatewayX.map((x) => Number(x.toFixed(1))),
      [833.3, 2500, 4166.7],
    );
    equal(coverageM.toFixed(4), '299.3326');
  });
});
