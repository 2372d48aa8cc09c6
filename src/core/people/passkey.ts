const IP_ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[.*\])$/;

/**
 * True if browsers offer passkeys at an address: over TLS or on this machine (a "secure context"), and by a host name,
 * because the id of a relying party is a domain and never an IP address (WebAuthn §5.1.2).
 */
export function isPasskeyAddress({
  protocol,
  hostname,
}: {
  readonly protocol: string;
  readonly hostname: string;
}): boolean {
  if (IP_ADDRESS.test(hostname)) return false;
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  return protocol === "https:" || (protocol === "http:" && isLocal);
}

/**
 * True if an authenticator's count of uses shows that there may be a copy of it: the count did not grow. Authenticators
 * that do not count always say 0 (WebAuthn §6.1.1).
 */
export function isCopied(before: number, now: number): boolean {
  return (before > 0 || now > 0) && now <= before;
}
