/** For how many days after a sign-in with a provider personal tokens work, as an administrator may set it. */
export const TOKEN_DAYS = { min: 1, max: 365, default: 30 } as const;

const DAY_MS = 86_400_000;

/** A sign-in with an identity provider, and for how long the provider lets personal tokens work after it. */
export interface ProviderSignIn {
  readonly at: number;
  readonly tokenDays: number;
}

/** The moment from which personal tokens are at rest until the next sign-in, and the days that decided it. */
export interface TokenRest {
  readonly from: number;
  readonly days: number;
}

/**
 * When the personal tokens of a person come to rest who signs in with identity providers alone: the provider says at each
 * sign-in whether the person may still come in, and nothing else would end a token after the person has left. The
 * latest moment of all providers counts. Without any provider the tokens rest from the beginning.
 */
export function findTokenRest(signIns: readonly ProviderSignIn[]): TokenRest {
  return signIns
    .map(({ at, tokenDays }): TokenRest => ({ from: at + tokenDays * DAY_MS, days: tokenDays }))
    .reduce((latest, each) => (each.from > latest.from ? each : latest), {
      from: 0,
      days: TOKEN_DAYS.default,
    });
}
