/**
 * Deviations that SCIM targets show and this connector tolerates. Each has the note code under which
 * discovery reports it, what is done about it, and when it was last seen; a quirk without a date is folklore.
 */
export const QUIRKS = {
  "scim.no-service-provider-config": {
    what: "No ServiceProviderConfig, or one that is not SCIM: defaults are used.",
    seen: "goauthentik/authentik#4915, 2026-11",
  },
  "scim.service-provider-config-partial": {
    what: "ServiceProviderConfig lacks required members: defaults stand for them.",
    seen: "goauthentik/authentik#25056, 2026-11",
  },
  "scim.number-as-text": {
    what: 'Numbers travel as text (`"200"`): read as numbers.',
    seen: "gateways in front of Java servers, 2026-11",
  },
  "scim.patch-denied": {
    what: "ServiceProviderConfig says that PATCH is not supported: accounts are read, merged and written whole (PUT), and PATCH is tried where that is refused.",
    seen: "thunder-id/thunderid#5110, 2026-11",
  },
  "scim.no-resource-types": {
    what: "No ResourceTypes: users and groups are expected at /Users and /Groups.",
    seen: "Entra ID's guide for targets makes it optional, 2026-11",
  },
  "scim.no-groups": {
    what: "ResourceTypes lists no groups: groups cannot be provisioned.",
    seen: "user-only targets, 2026-11",
  },
  "scim.no-schemas": {
    what: "No Schemas: attributes are sent as RFC 7643 defines them.",
    seen: "Entra ID's guide for targets makes it optional, 2026-11",
  },
  "scim.filter-ignored": {
    what: "A filter is accepted and not applied: every account found is compared here, and a match that cannot be proven is a fault.",
    seen: "minimal servers, 2026-11",
  },
} as const;

export type NoteCode = keyof typeof QUIRKS;
