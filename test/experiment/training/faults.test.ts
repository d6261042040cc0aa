import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { readRun } from '../../../src/experiment/training/run';
import { runFiles } from '../../../src/experiment/training/run-folder';
import { train } from '../../../src/experiment/training/train';
import { equationsFor, withEquations } from '../../../src/models';
import { makeConfig } from '../../../src/paper/config';
import { readJson, sha256, writeJson } from '../../../src/support/files';
import { withFolderAsync } from '../../support/temporary';

/** Long enough for checkpoints, too short for updates. */
const parameters = { episodes: 16, episodeSlots: 5, batchSize: 8 };
const config = makeConfig('tiny', { parameters });
type Task = Parameters<typeof train>[0];

const trainIn = (folder: string, more: Partial<Task> = {}) =>
  train({ algorithm: 'mo-maddpg', config, seed: 1, folder, checkpointEvery: 1, ...more });

/** A run that stopped with a checkpoint after the given number of rounds. */
const stopAfter = (folder: string, rounds: number) => {
  let played = 0;
  return trainIn(folder, { shouldStop: () => ++played === rounds });
};

describe('training: faults', () => {
  it('refuses a checkpoint of another run and says what differs; its files stay as they are', async () => {
    await withFolderAsync(async (folder) => {
      await stopAfter(folder, 2);
      const before = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
      const others: [Partial<Task>, RegExp][] = [
        [{ seed: 3 }, /checkpoint\.bin: belongs to another run: seed is 1 in place of 3; train with what made it/],
        [{ algorithm: 'maddpg' }, /algorithm is mo-maddpg in place of maddpg/],
        [{ config: makeConfig('quick', { parameters }) }, /profile is tiny in place of quick.* and \d+ more/],
        [
          { config: makeConfig('tiny', { parameters: { ...parameters, vehicles: 20 } }) },
          /another run: vehicles is 16 in place of 20;/,
        ],
        [
          { config: makeConfig('tiny', { parameters, register: { 'gcn.selfWeight': true } }) },
          /gcn\.selfWeight is false in place of true/,
        ],
        [
          { equations: (own) => withEquations(equationsFor(own), { linkRate: () => 1e6 }) },
          /modified is nothing in place of linkRate \([0-9a-f]{12}\)/,
        ],
      ];
      for (const [other, message] of others) await assert.rejects(trainIn(folder, other), message);
      assert.deepEqual(
        readdirSync(folder).map((name) => readFileSync(join(folder, name))),
        before,
      );
    });
  });

  it('tells runs on replaced equations apart by what stands in their place', async () => {
    await withFolderAsync(async (folder) => {
      const slow = (own: typeof config) => withEquations(equationsFor(own), { linkRate: () => 1e6 });
      const fast = (own: typeof config) => withEquations(equationsFor(own), { linkRate: () => 9e6 });
      await trainIn(folder, { equations: slow, shouldStop: () => true });
      await assert.rejects(trainIn(folder, { equations: fast }), /modified is linkRate \(.*\) in place of linkRate \(/);
      assert.equal(await trainIn(folder, { equations: slow }), true);
      await assert.rejects(trainIn(folder, { equations: fast }), /modified is linkRate \(.*\) in place of linkRate \(/);
      assert.equal(await trainIn(folder, { equations: slow }), true);
    });
  });

  it('plays as many episodes as the config says, in the last round those that are left', async () => {
    await withFolderAsync(async (folder) => {
      const five = makeConfig('tiny', { parameters: { ...parameters, episodes: 5 } });
      const episodes: (number | undefined)[] = [];
      await trainIn(folder, { config: five, onEpisode: ({ episode }) => episodes.push(episode) });
      assert.deepEqual(episodes, [0, 1, 2, 3, 4]);
    });
  });

  it('refuses a checkpoint of other code', async () => {
    await withFolderAsync(async (folder) => {
      await stopAfter(folder, 2);
      const file = join(folder, 'checkpoint.bin');
      const content = readFileSync(file, 'latin1');
      const other = content.slice(65).replace(/"code":"[0-9a-f]{12}"/, '"code":"0123456789ab"');
      writeFileSync(file, `${sha256(Buffer.from(other, 'latin1'))}\n${other}`, 'latin1');
      await assert.rejects(
        trainIn(folder),
        /another run: code is 0123456789ab in place of [0-9a-f]{12}; train with what/,
      );
    });
  });

  it('refuses a truncated or edited checkpoint, in its arrays and in its head', async () => {
    await withFolderAsync(async (folder) => {
      await stopAfter(folder, 2);
      const file = join(folder, 'checkpoint.bin');
      const good = readFileSync(file);
      truncateSync(file, good.length - 100);
      await assert.rejects(trainIn(folder), /it is truncated; remove it to start the run anew/);
      const edited = Buffer.from(good);
      edited[edited.length - 1] ^= 1;
      writeFileSync(file, edited);
      await assert.rejects(trainIn(folder), /its checksum does not fit/);
      writeFileSync(file, good.toString('latin1').replace('"rounds":2', '"rounds":3'), 'latin1');
      await assert.rejects(trainIn(folder), /its checksum does not fit/);
      writeFileSync(file, 'rubbish');
      await assert.rejects(trainIn(folder), /is no checkpoint/);
      assert.equal(readFileSync(file, 'utf8'), 'rubbish');
      writeFileSync(file, good);
      assert.equal(await trainIn(folder), true);
    });
  });

  it('refuses to go on from a log that was edited, truncated or taken away', async () => {
    await withFolderAsync(async (folder) => {
      await stopAfter(folder, 2);
      const file = join(folder, 'log.csv');
      const good = readFileSync(file, 'utf8');
      for (const spoil of [
        () => writeFileSync(file, good.replace(/^0,/m, '7,')),
        () => truncateSync(file, good.length - 20),
        () => rmSync(file),
      ]) {
        spoil();
        await assert.rejects(trainIn(folder), /log\.csv: its first 8 rows are not those its checkpoint counts/);
      }
      writeFileSync(file, good);
      assert.equal(await trainIn(folder), true);
    });
  });

  it('a finished run is kept for who asks for it, and refused to who asks for another', async () => {
    await withFolderAsync(async (folder) => {
      await trainIn(folder);
      const before = readFileSync(join(folder, 'run.json'));
      assert.equal(await trainIn(folder), true);
      await assert.rejects(trainIn(folder, { seed: 2 }), /belongs to another run: seed is 1 in place of 2/);
      await assert.rejects(trainIn(folder, { algorithm: 'maddpg' }), /algorithm is mo-maddpg in place of maddpg/);
      assert.deepEqual(readFileSync(join(folder, 'run.json')), before);
    });
  });

  it('a full disk is named, and the checkpoint before it stays', async () => {
    await withFolderAsync(async (folder) => {
      await stopAfter(folder, 2);
      const [checkpoint, log] = ['checkpoint.bin', 'log.csv'].map((name) => join(folder, name));
      const [good, rows] = [readFileSync(checkpoint), readFileSync(log)];
      symlinkSync('/dev/full', `${checkpoint}.${process.pid}.tmp`);
      await assert.rejects(trainIn(folder), /checkpoint\.bin: cannot be written: ENOSPC/);
      assert.deepEqual(readFileSync(checkpoint), good);
      assert.ok(readFileSync(log).length > rows.length); // more than the checkpoint counts, and cut when the run goes on
      assert.equal(await trainIn(folder), true);
    });
    await withFolderAsync(async (folder) => {
      symlinkSync('/dev/full', join(folder, 'log.csv'));
      await assert.rejects(trainIn(folder), /log\.csv: cannot be written: ENOSPC/);
      assert.equal(existsSync(join(folder, 'run.json')), false);
    });
  });

  it('removes the half checkpoint of a process that was killed while it wrote, and nothing else', async () => {
    await withFolderAsync(async (folder) => {
      await stopAfter(folder, 2);
      writeFileSync(join(folder, 'checkpoint.bin.4194305.tmp'), 'half');
      writeFileSync(join(folder, 'notes.tmp'), 'mine');
      assert.equal(await trainIn(folder), true);
      assert.deepEqual(readdirSync(folder).sort(), ['log.csv', 'notes.tmp', 'run.json', 'weights.bin']);
    });
  });

  it('two processes in one folder: the first that finds rows it did not write stops, and ends no run', async () => {
    await withFolderAsync(async (folder) => {
      const other = () => appendFileSync(join(folder, 'log.csv'), '0,100000\n');
      let played = 0;
      const meddled = trainIn(folder, {
        shouldStop: () => {
          if (++played === 2) other();
          return false;
        },
      });
      await assert.rejects(
        meddled,
        /log\.csv: holds other rows than were written: another process trains in this folder/,
      );
      assert.equal(existsSync(join(folder, 'run.json')), false);
    });
  });

  it('weights that are not finite are named with the round; the last checkpoint stays', async () => {
    await withFolderAsync(async (folder) => {
      await stopAfter(folder, 2);
      const file = join(folder, 'checkpoint.bin');
      const good = readFileSync(file);
      const spoilt = Buffer.from(good.subarray(65));
      const head = spoilt.subarray(0, spoilt.indexOf('\n'));
      const parts: { name: string; bytes: number }[] = JSON.parse(head.toString()).parts;
      const before = parts.slice(
        0,
        parts.findIndex(({ name }) => name === 'cloudActor.target'),
      );
      spoilt.writeFloatLE(
        Number.NaN,
        before.reduce((at, { bytes }) => at + bytes, head.length + 1),
      );
      const spoiltFile = Buffer.concat([Buffer.from(`${sha256(spoilt)}\n`), spoilt]);
      writeFileSync(file, spoiltFile);
      await assert.rejects(trainIn(folder), /after round 3 of 4, weights of cloudActor.target: entry 0 is NaN/);
      assert.deepEqual(readFileSync(file), spoiltFile);
      assert.equal(existsSync(join(folder, 'run.json')), false);
    });
  });

  it('a number that is not finite stops the run with episode, slot and name; the last checkpoint stays', async () => {
    await withFolderAsync(async (folder) => {
      let broken = false;
      const equations = (own: typeof config) => {
        const given = equationsFor(own);
        return withEquations(given, { uploadLatency: (a) => (broken ? Number.NaN : given.uploadLatency(a)) });
      };
      let played = 0;
      await trainIn(folder, { equations, shouldStop: () => ++played === 2 });
      const good = readFileSync(join(folder, 'checkpoint.bin'));
      broken = true;
      await assert.rejects(trainIn(folder, { equations }), /^Error: episodes 8 to 11, slot \d: uploadLatency, .*NaN/);
      assert.deepEqual(readFileSync(join(folder, 'checkpoint.bin')), good);
      assert.equal(existsSync(join(folder, 'run.json')), false);
      broken = false;
      assert.equal(await trainIn(folder, { equations }), true);
    });
  });

  it('a run from before a row of the register reads as what such runs did, not as the default of today', async () => {
    await withFolderAsync(async (folder) => {
      await trainIn(folder);
      const file = join(folder, 'run.json');
      const run = readJson<ReturnType<typeof readRun>>(file);
      assert.equal(readRun(folder).config.register['rl.handoverCredit'], 'withheld');
      const { 'rl.handoverCredit': _, 'rl.learningRates': __, ...then } = run.config.register;
      writeJson(file, { ...run, config: { ...run.config, register: then } });
      const { register } = readRun(folder).config;
      assert.deepEqual([register['rl.handoverCredit'], register['rl.learningRates']], ['booked', 'constant']);
      assert.deepEqual({ ...register, ...run.config.register }, run.config.register);
      const other = { ...then, 'rl.credit': 'local' }; // beside it the reading says nothing, and is no error
      writeJson(file, { ...run, config: { ...run.config, register: other } });
      assert.equal(readRun(folder).config.register['rl.credit'], 'local');
    });
  });

  it('refuses weights that were edited or cut', async () => {
    await withFolderAsync(async (folder) => {
      await trainIn(folder);
      const file = join(folder, 'weights.bin');
      const good = readFileSync(file);
      const edited = Buffer.from(good);
      edited[40] ^= 1;
      for (const wrong of [edited, good.subarray(0, -4)]) {
        writeFileSync(file, wrong);
        assert.throws(
          () => readRun(folder),
          /weights\.bin: its checksum is not that of .*run\.json: it was edited or truncated/,
        );
      }
      writeFileSync(file, good);
      assert.equal(readRun(folder).algorithm, 'mo-maddpg');
      const { log } = runFiles(folder);
      renameSync(log, `${log}.away`);
      assert.throws(() => readRun(folder), /log\.csv: it is not there, and .*run\.json has its checksum; restore it/);
      renameSync(`${log}.away`, log);
    });
  });

  it("a run without TensorFlow's settings says so, and is not taken for one with them", async () => {
    const name = 'TF_NUM_INTRAOP_THREADS';
    const value = process.env[name];
    await withFolderAsync(async (folder) => {
      const { write } = process.stderr;
      let said = '';
      process.stderr.write = (text: string | Uint8Array) => {
        said += text;
        return true;
      };
      delete process.env[name];
      try {
        await trainIn(folder);
      } finally {
        process.env[name] = value;
        process.stderr.write = write;
      }
      assert.match(said, /^twinkit: without the settings of .*deterministic\.env/);
      assert.equal(readRun(folder).deterministic, false);
      await assert.rejects(trainIn(folder), /deterministic is false in place of true/);
    });
    await withFolderAsync(async (folder) => {
      await trainIn(folder);
      assert.equal('deterministic' in readRun(folder), false);
    });
  });
});
