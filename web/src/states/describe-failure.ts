import { ConsoleError } from "../api/console-error.ts";

/** What a person can pass on about a failure: no values of the directory, no secrets. */
export function describeFailure(error: unknown): string {
  const known = error instanceof ConsoleError ? error : undefined;
  const report = {
    at: new Date().toISOString(),
    page: location.pathname,
    browser: navigator.userAgent,
    kind: known?.kind ?? "console",
    request: known?.request.split("?")[0],
    status: known?.status,
    code: known?.problem?.code,
    trackingId: known?.problem?.trackingId,
    error: known === undefined ? String(error) : undefined,
  };
  return JSON.stringify(report, undefined, 2);
}
