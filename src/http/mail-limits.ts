import { RateLimiter, type RateLimits } from "./rate-limit.ts";

/** Test messages of an organization: enough to try settings, and too few to fill the mailbox of a stranger. */
const TEST_RATE: RateLimits = { requestsPerSecond: 1 / 60, requestBurst: 5 };
/** Links that one caller sends: a department is invited at once, and thousands of strangers are not. */
const SENDER_RATE: RateLimits = { requestsPerSecond: 1 / 60, requestBurst: 50 };
/** Links to one address. A person needs one, and a second when the first was lost. */
const RECIPIENT_RATE: RateLimits = { requestsPerSecond: 1 / 600, requestBurst: 3 };

/** Limits the messages that callers send to addresses of their choice. Of one process, as `RateLimiter` is. */
export class MailLimits {
  readonly #tests: RateLimiter;
  readonly #senders: RateLimiter;
  readonly #recipients: RateLimiter;

  constructor(now: () => number) {
    this.#tests = new RateLimiter(TEST_RATE, now);
    this.#senders = new RateLimiter(SENDER_RATE, now);
    this.#recipients = new RateLimiter(RECIPIENT_RATE, now);
  }

  /** Counts a test message of an organization; the seconds to wait when it has sent too many. */
  takeTest(org: string): number | undefined {
    return this.#tests.take(org);
  }

  /** Counts a link that a caller sends to an address; the seconds to wait when either has had too many. */
  takeLink(sender: string, address: string): number | undefined {
    return this.#recipients.take(address.toLowerCase()) ?? this.#senders.take(sender);
  }
}
