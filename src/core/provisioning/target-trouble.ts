import { type Fault, isAnswerOfTarget, type Outcome } from "./fault.ts";

/**
 * True for a refusal of all that was sent for an object which does not say what is wrong with it. It may be about the
 * content, or come from a target that refuses everything for a while, as a broken deployment does.
 */
export function mayBeTrouble(fault: Fault): boolean {
  return fault.kind === "invalid" && isAnswerOfTarget(fault) && !fault.params["scimType"];
}

/**
 * The refusal as it counts after a read of something that the target has. A target that answers the same to the read,
 * which has no content, refuses everything at present: nothing is remembered, and everything is tried again. So it is
 * when the read meets a trouble of another kind. Any other answer leaves the refusal as it is.
 */
export function explainRefusal(refusal: Fault, read: Outcome<unknown>): Fault {
  if (read.ok || !mayBeTrouble(refusal)) return refusal;
  const { fault } = read;
  if (fault.code === refusal.code && fault.status === refusal.status) return createTrouble(fault);
  switch (fault.kind) {
    case "unauthenticated":
    case "session-lost":
    case "session-limit":
    case "rate-limited":
    case "unavailable":
      return fault;
    case "forbidden":
    case "not-found":
    case "already-exists":
    case "invalid":
    case "conflict":
    case "unknown-outcome":
      return refusal;
  }
}

function createTrouble(fault: Fault): Fault {
  const params = { ...fault.params, status: fault.status ?? 0 };
  return { ...fault, kind: "unavailable", code: "target.refuses-everything", params };
}
