import { makeCompany } from "../journeys/company.ts";
import { Installation } from "../journeys/muster.ts";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";

export const PEOPLE = 60;
export const GROUPS = 8;
export const OWNER = { name: "ada@example.com", password: "correct horse battery" } as const;

/** An installation with a company that one application has been provisioned from, and the link of its first owner. */
export interface ExampleInstallation {
  readonly muster: Installation;
  /** The path of the one-time link, with its code. */
  readonly ownerLink: string;
  readonly target: ScimTarget;
  /** A user that was deleted and is kept. */
  readonly deletedUser: string;
  stop(): Promise<void>;
}

/** Starts the compiled server on real data: imported people, a real target, a plan that was applied. */
export async function startExample(
  environment: Readonly<Record<string, string>> = {},
): Promise<ExampleInstallation> {
  const muster = new Installation(environment);
  const target: ScimTarget = await startScimmyTarget();
  muster.targetToken = target.token;
  await muster.init();
  // A test moves the clock of the server.
  await muster.serve({ MUSTER_TEST_CONTROL: "ipc" });
  const company = await makeCompany(PEOPLE, GROUPS);
  const { orgId } = muster;
  await muster.json("import", "--org", orgId, "--source", "hr", company.people, "--groups", company.groups);
  await muster.json(
    ...["app", "create", "--org", orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "Example target"],
  );
  await muster.json("app", "assign", "Example target", "--all");
  const plan = await muster.json("plan", "Example target");
  await muster.json("apply", String(plan["planId"]));
  const deletedUser = await deleteOne(muster);
  return {
    muster,
    target,
    ownerLink: new URL(muster.ownerLink).pathname + new URL(muster.ownerLink).hash,
    deletedUser,
    async stop() {
      await muster.remove();
      await target.stop();
    },
  };
}

/** Creates a user over SCIM and deletes it; the organization keeps it for a while. */
async function deleteOne(muster: Installation): Promise<string> {
  const api = { authorization: `Bearer ${muster.adminToken}`, "content-type": "application/json" };
  await fetch(`${muster.url}/api/v1/organizations/${muster.orgId}`, {
    method: "PATCH",
    headers: api,
    body: JSON.stringify({ softDeleteDays: 30 }),
  });
  const { token } = await muster.json("token", "create", "--org", muster.orgId);
  const scim = { authorization: `Bearer ${String(token)}`, "content-type": "application/scim+json" };
  const users = `${muster.url}/scim/${muster.orgId}/v2/Users`;
  const userName = "zoe.former@example.com";
  const body = JSON.stringify({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName,
    displayName: "Zoé Former",
  });
  const made = await fetch(users, { method: "POST", headers: scim, body });
  const { id } = (await made.json()) as { readonly id: string };
  await fetch(`${users}/${id}`, { method: "DELETE", headers: scim });
  return userName;
}
