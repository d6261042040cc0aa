/** The same thing in several formats; a front end shows the richest that it knows. */
export type MimeBundle = Readonly<Record<string, unknown>>;

interface KernelModule {
  lastWriteDisplayData: ((content: unknown, update?: boolean) => void) | null;
}

/** The messenger of the running notebook kernel, or null in a plain program. Never loads the kernel by itself. */
function kernel(): KernelModule | null {
  try {
    const file = require.resolve('tslab/dist/jupyter');
    return (require.cache[file]?.exports as KernelModule | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Shows a bundle below the running notebook cell; outside a notebook prints its plain text. */
export function displayBundle(bundle: MimeBundle): void {
  const write = kernel()?.lastWriteDisplayData;
  if (write) write({ data: bundle, metadata: {}, transient: {} });
  else console.log(String(bundle['text/plain'] ?? ''));
}
