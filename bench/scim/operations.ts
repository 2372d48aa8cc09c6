import type { Call } from "./drive.ts";
import type { KnownUser } from "./fill.ts";
import { userBody } from "./people.ts";

/** Page size of the lists. */
export const LISTED = 100;

/** One of the measured requests. */
export interface Operation {
  readonly name: string;
  /** The share of the yardstick's rate that it is to reach, where there is an aim. */
  readonly aim: number | undefined;
  /** Makes the requests, one after the other: `base` is the path of the SCIM endpoint; `users` are some of `all`. */
  calls(base: string, users: readonly KnownUser[], all: readonly KnownUser[]): () => Call;
}

/** The last index that a POST made a person of; nobody is made twice, anywhere. */
let posted = 1_000_000;

/** Writes come last, so that what is read does not grow from round to round; a POST after all. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: "GET by id",
    aim: 0.6,
    calls: (base, users) => overUsers(users, ({ id }) => ({ method: "GET", path: `${base}/Users/${id}` })),
  },
  {
    name: "GET by id, all in turn",
    aim: undefined,
    calls: (base, _, all) => overUsers(all, ({ id }) => ({ method: "GET", path: `${base}/Users/${id}` })),
  },
  {
    name: '`filter=userName eq "…"`',
    aim: 0.5,
    calls: (base, users) => overUsers(users, (user) => findCall(base, user)),
  },
  {
    name: "filter, all in turn",
    aim: undefined,
    calls: (base, _, all) => overUsers(all, (user) => findCall(base, user)),
  },
  {
    name: `list of ${LISTED}`,
    aim: undefined,
    calls: (base) => () => listCall(base),
  },
  {
    name: "PATCH",
    aim: 0.4,
    calls: (base, users) =>
      overUsers(users, ({ id }, count) => patchCall(`${base}/Users/${id}`, replaceTitle(count))),
  },
  {
    name: "POST",
    aim: 0.4,
    calls: (base) => () => {
      posted += 1;
      return postCall(base, posted);
    },
  },
];

function overUsers(
  users: readonly KnownUser[],
  callFor: (user: KnownUser, count: number) => Call,
): () => Call {
  let count = 0;
  return () => {
    const user = users[count % users.length];
    if (user === undefined) throw new Error("there are no users");
    count += 1;
    return callFor(user, count);
  };
}

export function findCall(base: string, { userName }: KnownUser): Call {
  return { method: "GET", path: `${base}/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}` };
}

export function listCall(base: string, query = `startIndex=1&count=${LISTED}`): Call {
  return { method: "GET", path: `${base}/Users?${query}` };
}

export function postCall(base: string, index: number): Call {
  return { method: "POST", path: `${base}/Users`, body: JSON.stringify(userBody(index)) };
}

export function patchCall(path: string, operation: object): Call {
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
  return { method: "PATCH", path, body: JSON.stringify({ schemas, Operations: [operation] }) };
}

function replaceTitle(count: number): object {
  return { op: "replace", path: "title", value: `Title ${count}` };
}
