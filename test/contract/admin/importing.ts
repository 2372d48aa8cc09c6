import { afterAll, beforeAll, beforeEach } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import type { ObjectRow } from "../../../src/ports/tables.ts";
import { type AdminServer, type Answer, startAdminServer } from "./server.ts";

export const HEADER = "objectId,userPrincipalName,displayName,manager";
export const PEOPLE = [
  HEADER,
  "k1,ada@contoso.test,Ada Nwosu,",
  "k2,bela@contoso.test,Béla Ó Conghaile,k1",
  "k3,chidi@contoso.test,千弘 Chidi,bela@contoso.test",
].join("\n");
export const GROUPS = [
  "groupName,memberType,member",
  "Sales,user,ada@contoso.test",
  "Sales,user,k2",
  "Sales,group,EMEA",
  "EMEA,user,chidi@contoso.test",
  "Nobody,,",
].join("\n");

export const live = (objects: readonly ObjectRow[], type: "user" | "group") =>
  objects.filter((row) => row.type === type && row.deleted === null);
export const named = (objects: readonly ObjectRow[], name: string) => {
  const found = objects.find(({ doc }) => doc["userName"] === name || doc["displayName"] === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

/** A server for all tests of a file, and for each an organization of its own to import into. */
export function setUpImports() {
  let muster: AdminServer;
  let org: OrgId;
  let made = 0;
  beforeAll(async () => {
    muster = await startAdminServer();
  });
  beforeEach(async () => {
    made += 1;
    org = await muster.newOrganization(`Importing ${made}`);
  });
  afterAll(() => muster.close());
  return {
    get muster() {
      return muster;
    },
    get org() {
      return org;
    },
    get importing() {
      return importingInto(muster, org);
    },
  };
}

/** Imports into one organization, over HTTP. */
export function importingInto(muster: Pick<AdminServer, "call" | "deps">, org: OrgId) {
  const at = (path: string) => `/api/v1/organizations/${org}/imports${path}`;

  async function begin(source = "hr"): Promise<string> {
    const { status, body } = await muster.call("POST", at(""), { body: { source } });
    if (status !== 201) throw new Error(`an import does not begin: ${body.code}`);
    return body.importId;
  }

  function upload(id: string, part: "people" | "groups", csv: string | Uint8Array): Promise<Answer> {
    return muster.call("PUT", at(`/${id}/${part}?file=${part}.csv`), { csv });
  }

  const merge = (id: string, body: object = {}) => muster.call("POST", at(`/${id}/merge`), { body });

  async function importAll(people: string, groups?: string, body: object = {}): Promise<Answer> {
    const id = await begin();
    const first = await upload(id, "people", people);
    if (first.status !== 200) return first;
    if (groups !== undefined) {
      const second = await upload(id, "groups", groups);
      if (second.status !== 200) return second;
    }
    return merge(id, body);
  }

  /** Everything of the organization that an import could have changed. */
  async function directory() {
    const { store } = muster.deps;
    const objects = await store.page("object", { where: { org }, limit: 1_000 });
    const memberships = await store.page("membership", { where: { org }, limit: 1_000 });
    return { objects, memberships };
  }

  async function staged(): Promise<number> {
    const { store } = muster.deps;
    const counts = await Promise.all([
      store.count("import_object", { org }),
      store.count("import_member", { org }),
      store.count("lease", { org }),
    ]);
    return counts.reduce((sum, count) => sum + count, 0);
  }

  return { at, begin, upload, merge, importAll, directory, staged };
}
