import { expect } from "vitest";
import { trimEvents } from "../../../src/app/retention/trim-events.ts";
import { GROUPS, HEADER, named, PEOPLE } from "./importing.ts";
import { BOTH, type Choices, type Files, type Place } from "./repeating.ts";

/** Two imports, and something in between; `ends` is a part of the answer to the second one. */
export interface Case {
  readonly first?: Files;
  between?(place: Place): Promise<unknown>;
  readonly second?: Files;
  readonly choices?: Choices;
  readonly needsFiles: boolean;
  readonly ends: object;
}

export const UNCHANGED = { created: 0, updated: 0, restored: 0, unchanged: 6, leavers: 0, membersAdded: 0 };

async function purge(place: Place, name: string): Promise<void> {
  const id = await place.user(name);
  expect((await place.call("DELETE", `/users/${id}`)).status).toBeLessThan(300);
  expect((await place.call("DELETE", `/deleted-users/${id}`)).status).toBeLessThan(300);
}

export const CASES: Readonly<Record<string, Case>> = {
  "nothing happened in between": { needsFiles: false, ends: UNCHANGED },
  "without groups": {
    first: { people: PEOPLE },
    second: { people: PEOPLE },
    needsFiles: false,
    ends: { ...UNCHANGED, unchanged: 3 },
  },
  "leavers are accepted, and there are none": {
    choices: { acceptLeavers: 9 },
    needsFiles: false,
    ends: UNCHANGED,
  },
  "users and groups of others changed": {
    between: async ({ call, run }) => {
      await call("POST", "/users", { attributes: { userName: "zoe@contoso.test" } });
      await call("POST", "/groups", { attributes: { displayName: "Guests" } });
      await run({ people: `${HEADER}\nx1,xena@contoso.test,Xena,` }, { source: "payroll" });
    },
    needsFiles: false,
    ends: UNCHANGED,
  },
  "the files have another name": {
    choices: { fileName: "people-2026-12-01.csv" },
    needsFiles: false,
    ends: UNCHANGED,
  },
  "a note names a file that has another name now": {
    first: { people: PEOPLE, groups: `${GROUPS}\nEMEA,group,Sales` },
    choices: { fileName: "other.csv" },
    needsFiles: true,
    ends: { unchanged: 6, notes: [{ code: "import.group-ring" }] },
  },
  "a note names a file that has the same name": {
    first: { people: PEOPLE, groups: `${GROUPS}\nEMEA,group,Sales` },
    needsFiles: false,
    ends: { unchanged: 6, notes: [{ code: "import.group-ring" }] },
  },
  "an administrator changed a title": {
    between: ({ replace }) => replace("ada", { title: "Nurse" }),
    needsFiles: true,
    ends: UNCHANGED,
  },
  "an administrator deactivated a user of whom the file does not say it": {
    between: ({ replace }) => replace("ada", { active: false }),
    needsFiles: true,
    ends: { updated: 1, unchanged: 5 },
  },
  "a user was deleted": {
    between: async ({ call, user }) => call("DELETE", `/users/${await user("chidi")}`),
    needsFiles: true,
    ends: { restored: 1, unchanged: 5 },
  },
  "a user was deleted and restored": {
    between: async ({ call, user }) => {
      const id = await user("chidi");
      await call("DELETE", `/users/${id}`);
      await call("POST", `/deleted-users/${id}/restore`, {});
    },
    needsFiles: true,
    ends: { unchanged: 6 },
  },
  "a user was deleted for good": {
    between: (place) => purge(place, "chidi"),
    needsFiles: true,
    ends: { created: 1 },
  },
  "a member was taken out of a group": {
    between: async ({ patch, user }) =>
      patch("Sales", { op: "remove", path: `members[value eq "${await user("ada")}"]` }),
    needsFiles: true,
    ends: { unchanged: 6, membersAdded: 1 },
  },
  "a member of another origin was added to a group": {
    between: async ({ call, patch, user }) => {
      await call("POST", "/users", { attributes: { userName: "zoe@contoso.test" } });
      await patch("Sales", { op: "add", path: "members", value: [{ value: await user("zoe") }] });
    },
    needsFiles: true,
    ends: { unchanged: 6, membersRemoved: 1 },
  },
  "a group was deleted": {
    between: async ({ call, importing }) => {
      await call("DELETE", `/groups/${named((await importing.directory()).objects, "EMEA").id}`);
    },
    needsFiles: true,
    ends: {},
  },
  "the file of groups differs": {
    second: { people: PEOPLE, groups: `${GROUPS}\nSales,user,k3` },
    needsFiles: true,
    ends: { unchanged: 6, membersAdded: 1 },
  },
  "the file of people differs": {
    second: { people: PEOPLE.replace("Ada Nwosu", "Ada"), groups: GROUPS },
    needsFiles: true,
    ends: { updated: 1, unchanged: 5 },
  },
  "the groups are not sent this time": {
    second: { people: PEOPLE },
    needsFiles: true,
    ends: { unchanged: 3 },
  },
  "a column is read as another one": {
    choices: { columns: { mail: "userPrincipalName", userPrincipalName: "userPrincipalName" } },
    needsFiles: true,
    ends: { updated: 3 },
  },
  "a column is left out": {
    choices: { ignoredColumns: ["manager"] },
    needsFiles: true,
    ends: { updated: 2 },
  },
  "another source has the same files": {
    choices: { source: "payroll" },
    needsFiles: true,
    ends: { code: "import.user-taken" },
  },
  "leavers of the last import are held": {
    first: {
      people: [HEADER, ...Array.from({ length: 12 }, (_, n) => `k${n},u${n}@contoso.test,U ${n},`)].join(
        "\n",
      ),
    },
    between: ({ run }) => run({ people: `${HEADER}\nk0,u0@contoso.test,U 0,` }),
    second: { people: `${HEADER}\nk0,u0@contoso.test,U 0,` },
    needsFiles: true,
    ends: { leavers: 0, held: { leavers: 11 } },
  },
  "leavers of the last import are held, and accepted now": {
    first: {
      people: [HEADER, ...Array.from({ length: 12 }, (_, n) => `k${n},u${n}@contoso.test,U ${n},`)].join(
        "\n",
      ),
    },
    between: ({ run }) => run({ people: `${HEADER}\nk0,u0@contoso.test,U 0,` }),
    second: { people: `${HEADER}\nk0,u0@contoso.test,U 0,` },
    choices: { acceptLeavers: 11 },
    needsFiles: true,
    ends: { leavers: 11, held: null },
  },
  "a member of the files had left before, and is purged now": {
    between: async ({ run, call, importing }) => {
      const people = PEOPLE.split("\n").slice(0, 3).join("\n");
      await run({ people, groups: GROUPS });
      const chidi = named((await importing.directory()).objects, "chidi@contoso.test").id;
      await call("DELETE", `/deleted-users/${chidi}`);
    },
    second: { people: PEOPLE.split("\n").slice(0, 3).join("\n"), groups: GROUPS },
    needsFiles: true,
    ends: { code: "import.unknown-member" },
  },
  "a user got another name before the last import, and the name is another user's now": {
    between: async ({ run, call, replace }) => {
      await replace("ada", { userName: "ada.nwosu@contoso.test" });
      await run(BOTH);
      await call("POST", "/users", { attributes: { userName: "ada@contoso.test" } });
    },
    needsFiles: true,
    ends: { code: "import.user-taken" },
  },
  "the last import failed": {
    between: ({ run }) => run({ people: `${HEADER}\nk1,ada@contoso.test,Ada,\nk1,bo@contoso.test,Bo,` }),
    needsFiles: false,
    ends: UNCHANGED,
  },
  "the last import had other files": {
    between: ({ run }) => run({ people: PEOPLE.replace("Ada Nwosu", "Ada"), groups: GROUPS }),
    needsFiles: true,
    ends: { updated: 1, unchanged: 5 },
  },
  "the feed was trimmed": {
    between: async ({ org, deps }) => {
      const now = () => Date.now() + 400 * 86_400_000;
      const removal = { deps: { ...deps, env: { ...deps.env, now } }, left: 1_000, mayGoOn: () => true };
      expect(await trimEvents(removal, org, 30)).toBeGreaterThan(0);
    },
    needsFiles: true,
    ends: UNCHANGED,
  },
};
