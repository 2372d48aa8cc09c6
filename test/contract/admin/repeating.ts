import { createHash } from "node:crypto";
import { expect } from "vitest";
import type { KeepingServer } from "./deleted-users-server.ts";
import { GROUPS, importingInto, live, named, PEOPLE } from "./importing.ts";
import type { Answer } from "./server.ts";

/** The texts of the files of a snapshot. */
export interface Files {
  readonly people: string;
  readonly groups?: string;
}
/** How a snapshot is imported. */
export interface Choices {
  readonly source?: string;
  readonly acceptLeavers?: number;
  readonly columns?: Readonly<Record<string, string>>;
  readonly ignoredColumns?: readonly string[];
  readonly fileName?: string;
}

export const BOTH: Files = { people: PEOPLE, groups: GROUPS };
const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** A new organization that keeps deleted users, and imports into it. */
export async function openPlace(muster: KeepingServer) {
  const org = await muster.newOrg();
  const { store } = muster.deps;
  await store.commit([{ op: "update", table: "organization", key: { org }, set: { soft_delete_days: 30 } }]);
  const token = await muster.token(org);
  const importing = importingInto({ call: muster.admin, deps: muster.deps }, org);
  const call = (method: string, path: string, body?: object) =>
    muster.admin(method, `/api/v1/organizations/${org}${path}`, body === undefined ? {} : { body });

  async function begin(files: Files, choices: Choices, isOffered: boolean) {
    const { source = "hr", columns = {}, ignoredColumns = [], fileName = "people.csv" } = choices;
    const { people, groups } = files;
    const offered = {
      people: { name: fileName, sha256: digest(people) },
      ...(groups === undefined ? {} : { groups: { name: "groups.csv", sha256: digest(groups) } }),
    };
    const body = { source, columns, ignoredColumns, ...(isOffered ? { files: offered } : {}) };
    const begun = await call("POST", "/imports", body);
    expect(begun.status).toBe(201);
    return begun.body as { readonly importId: string; readonly needsFiles: boolean };
  }

  async function send(
    id: string,
    { people, groups }: Files,
    fileName = "people.csv",
  ): Promise<Answer | undefined> {
    const sent = await muster.admin("PUT", importing.at(`/${id}/people?file=${fileName}`), { csv: people });
    if (sent.status !== 200) return sent;
    const second = groups === undefined ? undefined : await importing.upload(id, "groups", groups);
    return second?.status === 200 ? undefined : second;
  }

  async function run(files: Files, choices: Choices = {}, isOffered = false) {
    const { importId, needsFiles } = await begin(files, choices, isOffered);
    const refused = needsFiles ? await send(importId, files, choices.fileName) : undefined;
    const { acceptLeavers = 0 } = choices;
    const answer = refused ?? (await importing.merge(importId, { acceptLeavers }));
    return { needsFiles, answer };
  }
  const user = async (name: string) =>
    named(live((await importing.directory()).objects, "user"), `${name}@contoso.test`).id;
  /** Changes a user or a group over SCIM, which may change what a source delivers. */
  async function patch(name: string, operation: object): Promise<void> {
    const { id, type } = named((await importing.directory()).objects, name);
    const path = `/scim/${org}/v2/${type === "user" ? "Users" : "Groups"}/${id}`;
    const body = { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: [operation] };
    const headers = { "content-type": "application/scim+json" };
    expect((await muster.admin("PATCH", path, { token, headers, body })).status).toBeLessThan(300);
  }
  const replace = (name: string, value: object) => patch(`${name}@contoso.test`, { op: "replace", value });
  return { org, deps: muster.deps, importing, call, begin, send, run, user, patch, replace };
}
export type Place = Awaited<ReturnType<typeof openPlace>>;
