/** How much a line of the log matters; `error` is for what should never happen. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/**
 * Every line that the log can have: its code, and the levels that it is written at. A line with another code does not
 * compile, and docs/operating.md describes exactly these.
 */
export const LOG_LINES = {
  "server.started": ["info", "warn"],
  "server.stopping": ["info"],
  "server.stopped": ["info"],
  "server.incident": ["error"],
  "request.answered": ["debug"],
  "request.refused": ["info", "warn"],
  "request.failed": ["error"],
  "request.errors-not-recorded": ["warn"],
  "import.begun": ["info"],
  "import.ended": ["info", "warn"],
  "import.not-discarded": ["warn"],
  "schedule.due": ["info"],
  "schedule.refused": ["warn"],
  "schedule.failed": ["error"],
  "cycle.begun": ["info"],
  "cycle.cancel-requested": ["info"],
  "cycle.ended": ["info", "warn"],
  "cycle.not-balanced": ["error"],
  "quarantine.entered": ["warn"],
  "quarantine.left": ["info"],
  "quarantine.lane-entered": ["warn"],
  "quarantine.lane-left": ["info"],
  "engine.failed": ["error"],
  "engine.failure-not-stored": ["error"],
  "engine.progress-not-stored": ["warn"],
  "engine.not-trimmed": ["warn"],
  "engine.lease-taken-over": ["warn"],
  "engine.lease-lost": ["warn"],
  "engine.lease-not-renewed": ["error"],
  "planning.thread-ended": ["error"],
  "exchange.not-recorded": ["error"],
  "webhook.failing": ["warn"],
  "webhook.paused": ["warn"],
  "webhook.gone": ["warn"],
  "webhook.recovered": ["info"],
  "webhook.failed": ["error"],
  "webhook.former-secret-lost": ["warn"],
  "notice.failing": ["warn"],
  "notice.given-up": ["warn"],
  "notice.failed": ["error"],
  "organization.removed": ["info"],
  "organization.removal-failed": ["error"],
  "audit.sealed": ["info"],
  "audit.seal-failed": ["error"],
  "directory.purged": ["info"],
  "directory.purge-failed": ["error"],
  "retention.removed": ["info"],
  "retention.failed": ["error"],
  "scim.rejected-requests-dropped": ["warn"],
  "scim.rejected-requests-not-recorded": ["warn"],
  "token.use-not-recorded": ["warn"],
  "person.role-kept": ["warn"],
} as const satisfies Readonly<Record<string, readonly LogLevel[]>>;

/** The code of a line, its `msg`. */
export type LogCode = keyof typeof LOG_LINES;
