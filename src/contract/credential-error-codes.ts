/** The error codes of credentials: of another form than the application sends, or due to another server. */
export const CREDENTIAL_ERROR_CODES = [
  /** {name, server}: the application, and the server that other settings would send its stored credential to. */
  "app.credential-needed",
  /** {name, server}: the same in a document. */
  "configuration.credential-needed",
  /** A credential that cannot be a bearer token. */
  "app.credential-not-a-token",
  /** A credential that cannot be a client secret. */
  "app.credential-not-a-secret",
] as const;
