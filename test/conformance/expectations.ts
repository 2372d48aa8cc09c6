import { expect } from "vitest";
import type { ScimAnswer, ScimClient } from "../contract/scim/server.ts";
import { filtered, user } from "../contract/scim/server.ts";
import { ERROR_URN, LIST_URN, namesIn } from "./clause.ts";

/** The whole of an error answer (RFC 7644 §3.12): status, media type, and a body that holds nothing else. */
export function expectError(answer: ScimAnswer, status: number, scimType?: string): void {
  expect(answer.body).toEqual({
    schemas: [ERROR_URN],
    status: String(status),
    ...(scimType === undefined ? {} : { scimType }),
    detail: expect.stringMatching(/\S/),
  });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/scim+json"]);
}

/** The frame of a ListResponse with all that matches on one page; answers its resources. */
// biome-ignore lint/suspicious/noExplicitAny: checks look into bodies of every shape
export function expectList(answer: ScimAnswer, total: number): readonly any[] {
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/scim+json"]);
  expect(answer.body).toMatchObject({ schemas: [LIST_URN], totalResults: total });
  expect(answer.body.Resources).toHaveLength(total);
  return answer.body.Resources;
}

/** The state of a resource is still what it was, its version and time of change among it. */
export async function expectUntouched(
  client: ScimClient,
  path: string,
  before: Readonly<Record<string, unknown>>,
): Promise<void> {
  expect((await client.get(path)).body).toEqual(before);
}

/** Which users or groups each filter finds, by name and in any order. */
export async function expectFound(
  client: ScimClient,
  endpoint: string,
  cases: readonly (readonly [filter: string, names: string])[],
): Promise<void> {
  for (const [filter, expected] of cases) {
    const answer = await client.get(`${endpoint}?${filtered(filter)}`);
    const found = answer.status === 200 ? [...namesIn(answer)].sort().join(" ") : answer.body;
    expect([filter, found]).toEqual([filter, expected]);
  }
}

/** A filter is refused as such. */
export async function expectInvalidFilters(
  client: ScimClient,
  endpoint: string,
  filters: readonly string[],
): Promise<void> {
  for (const filter of filters) {
    const { status, body } = await client.get(`${endpoint}?${filtered(filter)}`);
    expect([filter, status, body.scimType]).toEqual([filter, 400, "invalidFilter"]);
  }
}

/** Makes users with nothing but these names; answers their ids in the same order. */
export async function makeUsers(client: ScimClient, ...names: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push((await client.make("/Users", user(name))).id);
  return ids;
}

/** The values of an element list, sorted: members, groups. */
export function valuesOf(elements: readonly { readonly value: string }[] | undefined): readonly string[] {
  return (elements ?? []).map(({ value }) => value).sort();
}
