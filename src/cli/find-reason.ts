/**
 * Finds the system's code of a failure, such as ECONNREFUSED, among an error and its causes; otherwise the text of the
 * innermost one. The catalogue has words for the usual codes, as `reason.ECONNREFUSED`.
 */
export function findReason(error: unknown): string {
  let reason = "";
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") return nameReason(cause.code);
    reason = cause.message;
  }
  return reason || String(error);
}

/** The many codes for an answer that is neither HTTP nor TLS are one reason. */
function nameReason(code: string): string {
  return code === "EPROTO" || code.startsWith("HPE_") ? "not-http" : code;
}
