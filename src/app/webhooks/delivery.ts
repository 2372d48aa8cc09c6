/** Why a message was not acknowledged, as it is shown. */
export interface DeliveryFailure {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The outcome of one attempt. `interrupted`: we stopped before there was an answer. */
export type SendOutcome =
  | { readonly kind: "acknowledged"; readonly status: number; readonly exchange: string }
  | {
      readonly kind: "failed";
      readonly failure: DeliveryFailure;
      readonly status: number | null;
      /** The receiver wants nothing more (410). */
      readonly isGone: boolean;
      /** How long the receiver wants us to wait, in milliseconds. */
      readonly retryAfterMs: number | undefined;
      readonly exchange: string;
    }
  | { readonly kind: "interrupted"; readonly exchange: string };

/** When a failed message is tried again, and for how long. */
export interface RetryOptions {
  /** How long a receiver may fail before its webhook is paused. */
  readonly failingMsMax: number;
  /** How long to wait after this many failures; `share` spreads the attempts of different webhooks. */
  retryDelayMs(attempts: number, share: number, retryAfterMs: number | undefined): number;
}

/** The settings of the sender of webhooks. */
export interface DeliveryOptions extends RetryOptions {
  /** How long an answer may take. */
  readonly answerMs: number;
  /** The SCIM address of an organization, for the locations of resources. */
  scimUrl(org: string): string;
  /** Aborts what is under way. */
  readonly signal: AbortSignal;
}

/** One attempt that has ended, for metrics. */
export interface Delivered {
  readonly outcome: SendOutcome["kind"];
  readonly events: number;
  readonly ms: number;
}

/** `idle`: there is nothing to send; `changed`: the webhook was changed meanwhile, so read it again. */
export type DeliveryResult = { readonly kind: "idle" | "changed" } | ({ readonly kind: "sent" } & Delivered);
