import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const python = join(root, '.venv/bin/python');

/** What the set-up says of a failed step whose command printed this. */
function explained(output: string): string {
  const code =
    'import sys; sys.path.insert(0, "tools/setup"); import needs; print(needs.explain("Step", sys.argv[1], "log"))';
  return execFileSync(python, ['-c', code, output], { cwd: root, encoding: 'utf8' }).trim();
}

describe('set-up: what can be missing is said in one line', () => {
  let bare: string;

  before(() => {
    mkdirSync(join(root, 'build'), { recursive: true });
    bare = mkdtempSync(join(root, 'build/bare clone '));
    cpSync(join(root, 'tools'), join(bare, 'tools'), { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(bare, file));
  });

  after(() => rmSync(bare, { recursive: true }));

  /** Runs the set-up of a clone in which nothing is installed, after a change to the machine; never gets to install. */
  function setUp(change: string, path = process.env.PATH): { status: number | null; said: string } {
    const code = `import sys, runpy\nsys.path.insert(0, "tools/setup")\n${change}\nrunpy.run_path("tools/setup/__main__.py", run_name="__main__")`;
    const env = { ...process.env, PATH: path, PIP_CONFIG_FILE: '/dev/null', PIP_FIND_LINKS: '', PIP_RETRIES: '0' };
    const { status, stderr } = spawnSync(python, ['-c', code], {
      cwd: bare,
      env: { ...env, PIP_INDEX_URL: 'http://127.0.0.1:9/simple' },
      encoding: 'utf8',
    });
    const lines = stderr
      .trim()
      .split('\n')
      .filter((line) => !/ …$|, \d+ s$/.test(line));
    assert.equal(lines.length, 1, stderr);
    return { status, said: lines[0] };
  }

  const cases: [string, string, RegExp][] = [
    ['an old Python', 'sys.version_info = (3, 10, 2)', /Python 3\.11 or newer.*this is 3\.10.*PYTHON=/],
    [
      'no venv module',
      'import importlib.util as u\nu.find_spec = lambda name: None',
      /venv module is missing.*python3-venv/,
    ],
    ['another kind of machine', 'import platform\nplatform.machine = lambda: "riscv64"', /x86-64.*riscv64/],
    [
      'a full disk',
      'import shutil\nshutil.disk_usage = lambda path: type("Usage", (), {"free": 2.1e9})',
      /2\.1 GB are free.*5 GB/,
    ],
  ];
  for (const [name, change, message] of cases) {
    it(name, () => {
      const { status, said } = setUp(change);
      assert.equal(status, 1);
      assert.match(said, message);
    });
  }

  it('no compiler', () => {
    assert.match(setUp('', join(bare, 'tools')).said, /g\+\+ is missing.*apt-get install/);
  });

  it('no network', () => {
    const { status, said } = setUp('');
    assert.equal(status, 1);
    assert.match(said, /registry was not reached.*make setup/);
  });

  it('a download that is not what was pinned, a full disk, and an npm or compiler failure', () => {
    assert.match(explained('ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE'), /pinned hash/);
    assert.match(explained('npm error code ENOSPC'), /disk is full/);
    assert.match(explained('noise\nnpm error code E404\nnpm error 404 Not Found\nmore'), /npm error 404 Not Found/);
    assert.match(
      explained('In file x.h\nx.cc:3:1: fatal error: y.h: No such file\ncompilation terminated.'),
      /y\.h: No such/,
    );
    assert.match(
      explained('Traceback:\nModuleNotFoundError: No module named x\nleaving'),
      /ModuleNotFoundError: No module named x/,
    );
  });
});

describe('set-up: the command', () => {
  it('is there by its name, from any folder', () => {
    const { status, stdout, stderr } = spawnSync(join(root, '.venv/bin/twinkit'), ['equation', '7'], {
      encoding: 'utf8',
      cwd: '/',
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /\(7\)/);
  });
});

describe('set-up: steps', () => {
  const prelude = `import sys; sys.path.insert(0, "tools/setup")
import os, stamps, pathlib, tempfile
folder = tempfile.TemporaryDirectory()
stamps.ROOT = pathlib.Path(folder.name)
ran = []
def step(key, action=lambda: ran.append(1)): return stamps.Step("a step", "stamps/a", key, action)
`;
  const run = (code: string): string =>
    execFileSync(python, ['-c', prelude + code], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

  it('a step is done when its inputs are those of its stamp, and only then', () => {
    const said = run(
      'first = step("one"); before = first.done(); first.run(); print(before, first.done(), step("two").done())',
    );
    assert.equal(said, 'False True False\n');
  });

  it('a step that was killed is not done, and is known to have started', () => {
    const said = run(`step("one").run()
child = os.fork()
if child == 0: step("two", lambda: os.kill(os.getpid(), 9)).run()
os.waitpid(child, 0)
print(step("two").done(), step("one").done(), step("two").started.exists())`);
    assert.equal(said, 'False False True\n');
  });
});
