import { expect, test } from "vitest";
import { startScimServer } from "../contract/scim/server.ts";

// The clauses ask a server that is reached as it listens; this is one behind a proxy.
test("RFC 7644 §3.2: locations follow the host that was asked, or the URL that is configured", async () => {
  const behind = await startScimServer({ publicUrl: "https://id.contoso.example/" });
  try {
    const asking = await behind.client();
    const { body } = await asking.get("/ServiceProviderConfig");
    expect(body.meta.location).toBe(`https://id.contoso.example/scim/${asking.org}/v2/ServiceProviderConfig`);
    const made = await asking.make("/Users", { userName: "ada" });
    expect(made.meta.location).toBe(`https://id.contoso.example/scim/${asking.org}/v2/Users/${made.id}`);
  } finally {
    await behind.close();
  }
});
