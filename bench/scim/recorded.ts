/** What was answered to a request; `to` is `METHOD path`. */
export interface Recorded {
  readonly to: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A path whose answer is written anew each time, by `JSON.stringify` of what the recorded one says. */
export const SERIALISED = "/serialised";
