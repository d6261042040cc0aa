import { deterministicSettings } from '../../src/support/deterministic';

/** Every test runs with the deterministic TensorFlow settings that the Makefile and the notebook kernel use too. */
for (const [name, value] of deterministicSettings()) {
  process.env[name] = value;
}
