/** The protocol that a connector speaks; the name of a connector that is newer than this page. */
export function ConnectorName({ connector }: { readonly connector: string }) {
  return <span translate="no">{connector === "scim" ? "SCIM 2.0" : connector}</span>;
}
