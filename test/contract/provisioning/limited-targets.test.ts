import { afterAll, beforeAll, expect, test } from "vitest";
import {
  GONE,
  NO_EXTENSION,
  NO_PATCH,
  NO_PATCH_ON_GROUPS,
  type Script,
} from "../../targets/scripted-target.ts";
import { ENTERPRISE_URN, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { withScriptedTarget } from "./scripted-directory.ts";

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const clerk = (name: string) => user(name, { title: "Clerk", [ENTERPRISE_URN]: { department: "R&D" } });

test.each([
  ["no-patch", NO_PATCH],
  ["no-patch-on-groups", NO_PATCH_ON_GROUPS],
  ["no-extension", NO_EXTENSION],
] satisfies [string, Script][])(
  "%s: a leaver is disabled, a title changes, and then nothing is sent",
  (_, script) =>
    withScriptedTarget(scim, script, async ({ client, sync }, target) => {
      const held = () =>
        Object.fromEntries(
          [...target.resources.Users.values()].map(({ userName, active, title }) => [
            userName,
            [active, title],
          ]),
        );
      const writes = () => target.calls.filter(({ method }) => method !== "GET").length;
      const ada = await client.make("/Users", clerk("ada"));
      const bea = await client.make("/Users", clerk("bea"));
      await sync();
      expect(held()).toEqual({ ada: [true, "Clerk"], bea: [true, "Clerk"] });
      await client.send("DELETE", `/Users/${ada.id}`);
      await client.patch(`/Users/${bea.id}`, [{ op: "replace", path: "title", value: "Chief" }]);
      await sync();
      expect(held()).toEqual({ ada: [false, "Clerk"], bea: [true, "Chief"] });
      const sent = writes();
      await sync();
      expect(writes()).toBe(sent);
    }),
);

test("a target that answers 410 to every write has no leaver counted as disabled", () => {
  let script: Script = () => undefined;
  return withScriptedTarget(
    scim,
    (call) => script(call),
    async ({ client, sync }, target) => {
      const ada = await client.make("/Users", clerk("ada"));
      await client.make("/Users", clerk("bea"));
      expect((await sync()).counts).toMatchObject({ created: 2 });
      script = GONE;
      await client.send("DELETE", `/Users/${ada.id}`);
      expect((await sync()).counts).toEqual({ evaluated: 1, failed: 1 });
      script = () => undefined;
      expect([...target.resources.Users.values()].map(({ active }) => active)).toEqual([true, true]);
    },
  );
});
