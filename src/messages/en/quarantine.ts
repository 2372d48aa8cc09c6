/** Failures that are retried, and operations that rest. */
export const quarantine = {
  "cli.waiting-attempts_one": "failed {{count}} time",
  "cli.waiting-attempts_other": "failed {{count}} times in a row",
  "cli.waiting-listed":
    "muster hold list {{app}} shows what waits, with the reasons, the attempts and the exchanges",
  "quarantine.rests-create":
    "no new accounts of {{types}} are created since {{since}}, because too many attempts failed; a few are tried again at {{next}}, and other operations go on",
  "quarantine.rests-update":
    "no accounts of {{types}} are changed since {{since}}, because too many attempts failed; a few are tried again at {{next}}, and other operations go on",
  "quarantine.rests-disable":
    "failed attempts to disable accounts of {{types}} are not all repeated since {{since}}, because too many failed; a few are tried again at {{next}}, and first attempts and other operations go on",
  "quarantine.rests-delete":
    "failed attempts to delete accounts of {{types}} are not all repeated since {{since}}, because too many failed; a few are tried again at {{next}}, and first attempts and other operations go on",
  "quarantine.failures-remedy":
    "One success ends this by itself. After a repair at the target or here, muster sync {{app}} tries a few at once, and muster app schedule {{app}} --on all of them with the next cycle.",
  "quarantine.credentials-remedy":
    "A test that the target answers ends this by itself: muster app test {{app}}. New credentials: muster app secret {{app}} --token-env VAR",
  "cycle.lane-rests":
    "Too many operations of one kind failed, so these rest while the others go on. muster app show names them, with the exchange that shows the last failure and the remedy.",
  "overview.resting_one":
    "Operations of {{count}} kind rest after too many failures, while the others go on: muster app show",
  "overview.resting_other":
    "Operations of {{count}} kinds rest after too many failures, while the others go on: muster app show",

  "page.quarantine.failures-remedy":
    "One success ends this by itself. After a repair at the target or here, start a cycle to try a few at once, or turn the schedule off and on again to try all of them with the next cycle.",
  "page.quarantine.credentials-remedy":
    "A test of the connection that the target answers ends this. Replace the credentials if they have expired.",
  "page.cycle.lane-rests":
    "Too many operations of one kind failed, so these rest while the others go on. The page of the application names them, with the exchange that shows the last failure and the remedy.",
  "page.overview.resting_one":
    "Operations of {{count}} kind rest after too many failures, while the others go on.",
  "page.overview.resting_other":
    "Operations of {{count}} kinds rest after too many failures, while the others go on.",
} as const;
