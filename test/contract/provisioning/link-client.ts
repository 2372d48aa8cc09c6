import { expect } from "vitest";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { INSTANCE } from "../../../src/core/ids.ts";
import type { ScimServer } from "../scim/server.ts";
import type { ProvisionedDirectory } from "./provisioned-directory.ts";

/** The routes of the links of one application. */
export interface LinkClient {
  readonly path: string;
  list(query?: string): Promise<readonly LinkRow[]>;
  history(object: string): Promise<{ readonly link: LinkRow | null; readonly events: readonly LinkEvent[] }>;
  change(object: string, what: "relink" | "unlink" | "undo", body?: object): Promise<Answered>;
  upload(text: string, query?: string): Promise<Answered>;
  download(): Promise<string>;
}
export type LinkRow = Readonly<
  Record<"objectId" | "name" | "accountId" | "provenance" | "type" | "scope", string>
>;
export type LinkEvent = Readonly<Record<"eventId" | "kind" | "accountId" | "actor", string>> & {
  readonly formerAccountId: string | null;
  readonly undoable: boolean;
  readonly cause: string | null;
};
// biome-ignore lint/suspicious/noExplicitAny: answers are asserted member by member.
export type Answered = { readonly status: number; readonly body: any };

export async function openLinks(scim: ScimServer, directory: ProvisionedDirectory): Promise<LinkClient> {
  const wanted = { org: INSTANCE, kind: "instance-admin", profile: "generic", name: "links" } as const;
  const { token } = await createIntegrationToken(scim.deps, "system", { ...wanted, lifetimeDays: 1 });
  const { org, app, admin } = directory;
  const path = `/api/v1/organizations/${org}/applications/${app}`;
  const read = async (at: string) => {
    const { status, body } = await admin("GET", `${path}${at}`);
    expect([at, status, body.code]).toEqual([at, 200, undefined]);
    return body;
  };
  /** A cycle that has closed may still be cleaning up. */
  async function whileBusy(send: () => Promise<Answered>): Promise<Answered> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const answer = await send();
      if (answer.body?.code !== "engine.busy") return answer;
      await scim.deps.env.sleep(50);
    }
    throw new Error("the application stays busy");
  }
  const authorization = `Bearer ${token}`;
  return {
    path,
    list: async (query = "") => (await read(`/links${query}`)).items,
    history: (object) => read(`/links/${object}`),
    change: (object, what, body = {}) =>
      whileBusy(() => admin("POST", `${path}/links/${object}/${what}`, body)),
    upload: (text, query = "") =>
      whileBusy(async () => {
        const answer = await fetch(`${scim.url}${path}/link-file${query}`, {
          method: "POST",
          headers: { authorization, "content-type": "application/octet-stream" },
          body: text,
        });
        return { status: answer.status, body: await answer.json() };
      }),
    download: async () => {
      const answer = await fetch(`${scim.url}${path}/link-file`, { headers: { authorization } });
      expect(answer.status).toBe(200);
      return answer.text();
    },
  };
}
