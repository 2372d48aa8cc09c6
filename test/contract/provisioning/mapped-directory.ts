import { expect } from "vitest";
import type { ScimServer } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

const USER_NAME = {
  target: "userName",
  kind: "direct",
  source: "userPrincipalName",
  apply: "always",
  matching: 1,
};

/** A provisioned directory whose mapping of users is set by the test. */
export interface MappedDirectory extends ProvisionedDirectory {
  /** The path of its mapping in the admin API. */
  readonly mapping: string;
  /** Maps the `userName`, by which accounts are matched, and these attributes of users. */
  map(...attributes: readonly object[]): Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into accounts of every shape
  accountOf(userName: string): Promise<any>;
}

/** Provisions a new organization into this target; into another new organization of Muster unless one is given. */
export async function mapDirectory(
  scim: ScimServer,
  target?: { readonly url: string; readonly token: string },
): Promise<MappedDirectory> {
  const own = target === undefined ? await scim.client() : undefined;
  const into = target ?? { url: own?.baseUrl ?? "", token: own?.token ?? "" };
  const directory = await provisionDirectory(scim, into);
  const mapping = `/api/v1/organizations/${directory.org}/applications/${directory.app}/mapping`;
  return {
    ...directory,
    mapping,
    async map(...attributes) {
      const answer = await directory.admin("PUT", mapping, {
        user: { attributes: [USER_NAME, ...attributes] },
      });
      expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    },
    async accountOf(userName) {
      const { body } = await directory.target.get("/Users");
      return body.Resources.find((each: { userName: string }) => each.userName === userName);
    },
  };
}
