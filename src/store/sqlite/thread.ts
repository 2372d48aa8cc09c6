import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a thread from a module beside the caller's: `file` without its ending. Run from source, Node 20
 * gives a thread none of what the main thread has registered, so the loader of TypeScript goes in first.
 */
export function startThread(
  file: string,
  callerUrl: string,
  options: Pick<WorkerOptions, "workerData" | "resourceLimits">,
): Worker {
  if (!callerUrl.endsWith(".ts")) return new Worker(new URL(`${file}.js`, callerUrl), options);
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const module = JSON.stringify(new URL(`${file}.ts`, callerUrl).href);
  const bootstrap = `import(${loader}).then(({ register }) => { register(); return import(${module}); })`;
  return new Worker(bootstrap, { ...options, eval: true });
}
