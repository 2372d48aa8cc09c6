/** The passkeys of persons. */
export const passkeys = {
  "sign-in.passkey-refused":
    "You were not signed in with this passkey. It may have been removed, or it took longer than five minutes. Try again, or sign in with your password.",
  "passkey.unavailable":
    "Browsers offer no passkeys at {{url}}: they need a host name (not an IP address) and https, or localhost. Set MUSTER_PUBLIC_URL to such an address and open the console there.",
  "passkey.needs-password":
    "You have no password, so your identity provider decides whether you may come in, and a passkey would go past it. Use the passkeys of the provider, or request a link for a password from an owner.",
  "passkey.too-many":
    "You have {{limit}} passkeys already, which is the limit. Remove one that you do not use.",
  "passkey.challenge-ended":
    "The request for this passkey has ended: it is valid once, for five minutes. Nothing was changed. Begin again.",
  "passkey.invalid":
    "The passkey was not added, because a check failed: {{detail}} Behind a proxy, MUSTER_PUBLIC_URL has to be the address that the browser shows. Otherwise try another authenticator.",
  "passkey.exists": "This passkey was added before, so nothing was changed.",
  "passkey.not-found": "You have no passkey with this id. GET /api/v1/session/passkeys lists yours.",
  "invalid.base64url": "must be base64url without padding",
  "cli.person-app": "Authenticator app since {{at}}.",
  "cli.person-no-app": "No authenticator app.",
  "cli.person-no-passkeys": "No passkeys.",
  "column.passkey": "passkey",
  "column.since": "since",
} as const;
