/** The kinds of faults; docs/simulators.md says how each one shows. */
export const FAULT_KINDS = [
  "trust-removed",
  "forbidden",
  "rate-limited",
  "server-error",
  "timeout",
  "lost-answer",
  "gateway-page",
] as const;
export type SimulatedFaultKind = (typeof FAULT_KINDS)[number];

/** A fault that is switched on: for a number of requests, or until it is cleared. */
export type ArmedFault = {
  readonly kind: SimulatedFaultKind;
  /** Requests that it still meets; undefined means until it is cleared. */
  readonly requests: number | undefined;
  /** Meets requests with this method only. */
  readonly method: string | undefined;
  /** Meets requests to this endpoint only: `Users`. */
  readonly endpoint: string | undefined;
};

/** A fault with the number of requests that it has met so far. */
export type CountedFault = ArmedFault & { readonly met: number };

/** The parts of a request that a fault is matched with. */
export type FaultSubject = { readonly method: string; readonly endpoint: string };

/** The faults that are switched on. The first one in the list that suits a request meets it. */
export class FaultSwitches {
  #faults: CountedFault[] = [];

  /** Replaces all faults; counts begin at 0. */
  arm(faults: readonly ArmedFault[]): void {
    this.#faults = faults.map((fault) => ({ ...fault, met: 0 }));
  }

  list(): readonly CountedFault[] {
    return this.#faults;
  }

  /** The fault that meets this request, counted. */
  take(subject: FaultSubject): SimulatedFaultKind | undefined {
    const at = this.#faults.findIndex((fault) => suits(fault, subject));
    const fault = this.#faults[at];
    if (fault === undefined) return undefined;
    const left = fault.requests === undefined ? undefined : fault.requests - 1;
    this.#faults[at] = { ...fault, requests: left, met: fault.met + 1 };
    return fault.kind;
  }
}

function suits({ kind, requests, method, endpoint }: CountedFault, subject: FaultSubject): boolean {
  if (requests === 0) return false;
  if (method !== undefined && method.toUpperCase() !== subject.method) return false;
  if (endpoint !== undefined && endpoint.toLowerCase() !== subject.endpoint.toLowerCase()) return false;
  // An answer is lost after a write; a read changes nothing that could be in doubt.
  return kind !== "lost-answer" || subject.method !== "GET";
}
