/** The error codes of signing in with an identity provider, and of the providers themselves. */
export const IDENTITY_ERROR_CODES = [
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
  /** {name} */
  "identity-provider.secret-unreadable",
] as const;
