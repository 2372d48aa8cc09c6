import { expect, test } from "vitest";
import { recogniseClient } from "./client.ts";

test.each([
  ["Okta SCIM Client 1.0.0", "Okta", "okta"],
  ["Microsoft Entra provisioning/1.0", "Microsoft Entra ID", "entra"],
  ["azuread-scim", "Microsoft Entra ID", "entra"],
  ["authentik@2026.10", "authentik", "generic"],
  ["PingFederate 13", "Ping Identity", "generic"],
  ["muster/0.1.0", "Muster", "rfc"],
])("%s is %s", (userAgent, name, profile) => {
  expect(recogniseClient(userAgent)).toEqual({ name, profile });
});

test.each(["", "curl/8.5.0", "Apache-HttpClient/4.5.14 (Java/21)", "Mozilla/5.0"])(
  "%j is nobody",
  (userAgent) => {
    expect(recogniseClient(userAgent)).toBeUndefined();
  },
);
