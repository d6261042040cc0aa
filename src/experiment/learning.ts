/**
 * Everything that needs TensorFlow, loaded when first asked for: `const rl = await tk.learning();`, then `rl.trainLive`,
 * `rl.train`, `rl.evaluateRun`.
 */
export const learning = () => import('./training/index.js');
