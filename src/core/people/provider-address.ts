/** Why a text cannot be the issuer of a provider. */
export type IssuerProblem = "identity-provider.issuer-invalid" | "identity-provider.issuer-plain";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks the issuer of a provider: an https address without user-info, query and fragment (OpenID Connect Core §16.15).
 * Without TLS, another computer could answer in the provider's place, so that http is for this machine alone.
 */
export function findIssuerProblem(address: {
  readonly protocol: string;
  readonly hostname: string;
  readonly extra: string;
}): IssuerProblem | undefined {
  const { protocol, hostname, extra } = address;
  if (extra !== "" || !["http:", "https:"].includes(protocol)) return "identity-provider.issuer-invalid";
  return protocol === "http:" && !LOOPBACK.test(hostname) ? "identity-provider.issuer-plain" : undefined;
}
