import assert from 'node:assert/strict';
import { createPolicy } from '../../src/agents/policies';
import { createEnvironment } from '../../src/environment/environment';
import { runEpisode } from '../../src/experiment/evaluate';
import { roadFigure } from '../../src/experiment/figures/road';
import { filmEpisode, roadFrame, roadLayout } from '../../src/experiment/frames';
import { makeConfig } from '../../src/paper/config';

const config = makeConfig('tiny');
const film = (slots: number) =>
  filmEpisode({ environment: createEnvironment(config), policy: createPolicy('hybrid', config), seed: 3, slots });

describe('film of an episode', () => {
  it('has the servers where MODEL.md §2.2 puts them', () => {
    const layout = roadLayout(createEnvironment(makeConfig('std')));
    assert.deepEqual(layout.edgeX.slice(0, 3), [250, 750, 1250]);
    assert.deepEqual(layout.gatewayX.map(Math.round), [833, 2500, 4167]);
    assert.deepEqual(layout.gatewayY, [500, 500, 500]);
    assert.ok(Math.abs(layout.coverageM - Math.sqrt(300 * 300 - 20 * 20)) < 1e-9);
    assert.equal(layout.kind, 'ring');
  });

  it('shows the state as it is: hosts, flights, twins out of reach, two lanes', () => {
    const environment = createEnvironment(config);
    environment.reset(5);
    const frame = roadFrame(environment);
    assert.equal(frame.slot, 0);
    assert.deepEqual(frame.xM, [...environment.state.x]);
    assert.deepEqual(frame.hostNode, [...environment.state.host]);
    assert.ok(frame.inFlightTo.every((node) => node === -1));
    frame.interrupted.forEach((lost, v) => {
      assert.equal(lost, environment.links.dwellHostS[v] === 0);
    });
    const lanes = new Set(frame.yM);
    assert.equal(lanes.size, 2);
    assert.equal([...lanes][0], -[...lanes][1]);
  });

  it('has as many flights as the state', () => {
    const { frames } = film(12);
    const environment = createEnvironment(config);
    runEpisode(environment, createPolicy('hybrid', config), 3, {
      onStep({ state }) {
        if (state.slot >= frames.length) return;
        const flying = [...state.flightSlots].filter((slots, v) => slots > 0 && state.flightDst[v] >= 0).length;
        const shown = frames[state.slot].inFlightTo.filter((node) => node >= 0).length;
        assert.equal(shown, flying, `slot ${state.slot}`);
      },
    });
    assert.ok(frames.some(({ inFlightTo }) => inFlightTo.some((node) => node >= 0)));
  });

  it('starts at slot 0, keeps what was asked for, and plays the episode as without a camera', () => {
    const { frames, metrics } = film(6);
    assert.deepEqual(
      frames.map(({ slot }) => slot),
      [0, 1, 2, 3, 4, 5],
    );
    assert.deepEqual(metrics, runEpisode(createEnvironment(config), createPolicy('hybrid', config), 3));
    assert.equal(film(1000).frames.length, config.parameters.episodeSlots + 1);
  });

  it('can be drawn on a ring and on a plane', () => {
    assert.equal(roadFigure(film(3)).frames?.length, 3);
    const open = makeConfig('tiny', { register: { 'geo.road': 'openRoad' } });
    const environment = createEnvironment(open);
    const shot = filmEpisode({ environment, policy: createPolicy('random', open), seed: 1, slots: 2 });
    assert.equal(shot.layout.kind, 'plane');
    assert.equal(roadFigure(shot).frames?.length, 2);
  });

  it('refuses a number of frames that is none', () => {
    for (const slots of [0, 1.5, Number.NaN]) assert.throws(() => film(slots), /slots is .*from 1 on/);
  });
});
