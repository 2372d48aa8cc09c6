import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMessages } from "../messages/messages.ts";
import { type Client, createClient } from "./client.ts";
import { CliError, EXIT } from "./exit.ts";
import { findOrganization, type OrgChoice, type OrgUse, resolveOrg } from "./resolve-org.ts";

const idOf = (n: number) => `0190a1b2-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** What the server answers: names of organizations, or a refusal. */
let names: readonly string[] = [];
let isRefused = false;
let calls = 0;
let client: Client;
const server = createServer((request, response) => {
  calls += 1;
  expect(request.url).toBe("/api/v1/organizations");
  response.writeHead(isRefused ? 403 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(isRefused ? REFUSAL : { items: names.map(organizationOf) }));
});

const REFUSAL = {
  type: "about:blank",
  title: "Forbidden",
  status: 403,
  code: "auth.forbidden",
  detail: "no",
  trackingId: idOf(0),
};

function organizationOf(name: string, at: number) {
  return {
    orgId: idOf(at + 1),
    name,
    scimUrl: "http://127.0.0.1/scim",
    createdAt: "2026-01-31T08:00:00.000Z",
    users: 1,
    groups: 0,
    softDeleteDays: 0,
  };
}

beforeEach(async () => {
  [names, isRefused, calls] = [[], false, 0];
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  client = createClient(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    "token",
    createMessages("en"),
  );
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function resolve(use: OrgUse, choice: Partial<OrgChoice> = {}) {
  return resolveOrg(use, {
    given: undefined,
    setting: undefined,
    isNeedless: false,
    client: () => client,
    ...choice,
  });
}

async function failureOf(work: Promise<unknown>): Promise<CliError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CliError) return error;
  throw new Error(`no CliError: ${error}`);
}

describe("an organization by its name or id", () => {
  test("an id is not looked up, and its letters become small", async () => {
    const id = "0190A1B2-0000-7000-8000-00000000000C";
    expect(await findOrganization(() => client, id)).toBe(id.toLowerCase());
    expect(calls).toBe(0);
  });

  test.each(["Contoso", "contoso", "  CONTOSO "])("a name without regard to case: %j", async (find) => {
    names = ["Fabrikam", "Contoso"];
    expect(await findOrganization(() => client, find)).toBe(idOf(2));
  });

  test("an unknown name is wrong usage that says which there are, ten at most", async () => {
    names = Array.from({ length: 12 }, (_, n) => `Org ${n}`);
    const failure = await failureOf(findOrganization(() => client, "Contoso"));
    expect(failure).toMatchObject({ code: "usage.org-unknown", exit: EXIT.usage });
    expect(failure.params["list"]).toMatch(/^"Org 0", .*"Org 9", …$/);
  });

  test("an unknown name where there is no organization at all", async () => {
    const failure = await failureOf(findOrganization(() => client, "Contoso"));
    expect(failure.params).toEqual({ find: "Contoso", list: "-" });
  });

  test("a name that two share is wrong usage that gives their ids", async () => {
    names = ["Contoso", "CONTOSO"];
    const failure = await failureOf(findOrganization(() => client, "contoso"));
    expect(failure).toMatchObject({
      code: "usage.org-ambiguous",
      params: { list: `${idOf(1)}, ${idOf(2)}` },
    });
  });
});

describe("which organization a command works in", () => {
  const setting = { value: "Fabrikam", from: "environment" } as const;

  test("the option goes before the setting, and is read also where none is needed", async () => {
    names = ["Contoso", "Fabrikam"];
    expect(await resolve("one", { given: "Contoso", setting })).toBe(idOf(1));
    expect(await resolve("narrow", { given: "Contoso", isNeedless: true })).toBe(idOf(1));
  });

  test("the setting is used where an organization is needed", async () => {
    names = ["Contoso", "Fabrikam"];
    expect(await resolve("one", { setting })).toBe(idOf(2));
    expect(await resolve("narrow", { setting })).toBe(idOf(2));
  });

  test("nothing is asked of the server where none is needed", async () => {
    expect(await resolve("owner", { isNeedless: true, setting })).toBeUndefined();
    expect(await resolve("narrow")).toBeUndefined();
    expect(calls).toBe(0);
  });

  test.each<OrgUse>(["one", "owner", "of-token"])("else it is the only one there is: %s", async (use) => {
    names = ["Contoso"];
    expect(await resolve(use)).toBe(idOf(1));
  });

  test("several, and none chosen, is wrong usage that names them", async () => {
    names = ["Contoso", "Fabrikam"];
    expect(await failureOf(resolve("one"))).toMatchObject({
      code: "usage.org-missing",
      exit: EXIT.usage,
      params: { list: '"Contoso", "Fabrikam"' },
    });
  });

  test("none at all is wrong usage", async () => {
    expect(await failureOf(resolve("one"))).toMatchObject({ code: "usage.org-none", exit: EXIT.usage });
  });

  test("a token that may not list organizations leaves the choice to the server, for events alone", async () => {
    isRefused = true;
    expect(await resolve("of-token")).toBeUndefined();
    expect(await failureOf(resolve("one"))).toMatchObject({ code: "auth.forbidden", exit: EXIT.refused });
  });

  test("for events, too, several organizations must be told apart", async () => {
    names = ["Contoso", "Fabrikam"];
    expect((await failureOf(resolve("of-token"))).code).toBe("usage.org-missing");
  });
});
