/** The error codes of signing in with an identity provider or a second factor, and of the providers themselves. */
export const IDENTITY_ERROR_CODES = [
  /** {name, days}: the person has to sign in with the identity provider again. */
  "auth.token-resting",
  /** The link of the first owner, which leads to a password. */
  "link.needs-password",
  /** The browser did not begin this sign-in, or more than 10 minutes ago. */
  "sign-in.not-begun",
  /** {provider, detail} */
  "sign-in.provider-unavailable",
  /** {provider, error, detail}: in the words of the provider. */
  "sign-in.provider-refused",
  /** {provider, reason}: the check that failed. */
  "sign-in.provider-invalid",
  /** {provider}: it signed in from memory a person who had to prove again who they are. */
  "sign-in.provider-remembered",
  /** {provider}: it does not say when the person proved who they are. */
  "sign-in.provider-undated",
  /** {provider}: the person has no role here, or is disabled. */
  "sign-in.no-access",
  /** {provider}: it belongs to one organization, and the person has a role outside of it. */
  "sign-in.provider-elsewhere",
  /** {provider} */
  "sign-in.provider-bound",
  /** {provider} */
  "identity-provider.not-found",
  /** {name} */
  "identity-provider.name-taken",
  /** {name} */
  "identity-provider.changed-meanwhile",
  /** {limit} */
  "identity-provider.too-many",
  /** {issuer} */
  "identity-provider.issuer-invalid",
  /** {issuer} */
  "identity-provider.issuer-plain",
  /** {method} */
  "identity-provider.secret-missing",
  "identity-provider.secret-unused",
  "identity-provider.map-incomplete",
  /** {role} */
  "identity-provider.role-elsewhere",
  /** {name, organization}: turning the provider off, or removing it, would leave the organization without an owner. */
  "identity-provider.last-owner",
  /** {name} */
  "identity-provider.last-administrator",
  /** {name} */
  "identity-provider.secret-unreadable",
  /** The password was right, and a code of the authenticator app is needed as well. */
  "sign-in.code-needed",
  /** The code was wrong or used. */
  "sign-in.code-wrong",
  /** {name}: a role here would end the only way in which the person signs in. */
  "person.provider-elsewhere",
  /** {name} */
  "person.no-second-factor",
  /** {name} */
  "person.no-passkey",
  /** {minutes} */
  "session.too-old",
  "second-factor.exists",
  "second-factor.not-begun",
  "second-factor.wrong-code",
  "second-factor.own",
  /** The password was right, and a code of the authenticator app is needed for the change as well. */
  "second-factor.code-needed",
  "password.wrong",
  /** The person signs in with an identity provider alone. */
  "password.none",
  /** The same for each cause: an unknown passkey, a signature or challenge that does not count, a disabled person. */
  "sign-in.passkey-refused",
  /** {url}: the address of this server, at which browsers offer no passkeys. */
  "passkey.unavailable",
  "passkey.needs-password",
  /** {limit} */
  "passkey.too-many",
  "passkey.challenge-ended",
  /** {detail}: the check that failed, in the words of the library. */
  "passkey.invalid",
  "passkey.exists",
  "passkey.not-found",
  /** The call removes passkeys of others. */
  "passkey.own",
] as const;
