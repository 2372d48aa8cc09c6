import { afterAll, expect, test } from "vitest";
import { EXIT } from "../../../src/cli/exit.ts";
import { buildNodeWorld } from "../../../src/cli/node-world.ts";
import { buildProgram } from "../../../src/cli/program.ts";
import type { World } from "../../../src/cli/world.ts";
import { adminToken } from "../../../src/commands/admin-token.ts";
import { demo } from "../../../src/commands/demo/demo.ts";
import { init } from "../../../src/commands/init.ts";
import { replayCycle } from "../../../src/commands/replay/replay-cycle.ts";
import { resetPerson } from "../../../src/commands/reset-person.ts";
import { serve } from "../../../src/commands/serve.ts";
import { simulateWebex } from "../../../src/commands/simulate-webex.ts";
import { verifyAudit } from "../../../src/commands/verify-audit.ts";
import { verifyAuditFile } from "../../../src/commands/verify-audit-file.ts";
import { WebexClient } from "../simulators/webex-client.ts";

const occupant = await WebexClient.start();
afterAll(() => occupant.simulator.stop());

async function simulate(argv: readonly string[], env: World["env"]) {
  let text = "";
  const sink = { write: (part: string) => (text += part) };
  const world: World = { ...buildNodeWorld("0.0.0", env), stdout: sink, stderr: sink };
  const program = buildProgram(world, {
    init,
    resetPerson,
    verifyAudit,
    verifyAuditFile,
    replayCycle,
    adminToken,
    serve,
    demo,
    simulateWebex,
  });
  return { exit: await program.run(["simulate", "webex", ...argv]), text };
}

test.each([
  ["en", "Another program uses port"],
  ["fr", "Un autre programme utilise le port"],
])("a port that is taken is named, in the reader's language: %s", async (language, expected) => {
  const { port } = new URL(occupant.simulator.url);
  const { exit, text } = await simulate(["--port", port], { MUSTER_LANG: language });
  expect(exit).toBe(EXIT.failed);
  expect(text).toContain(expected);
});

test("a variable for the token that is not set is wrong usage", async () => {
  const { exit, text } = await simulate(["--token-env", "WEBEX_TOKEN"], { MUSTER_LANG: "en" });
  expect(exit).toBe(EXIT.usage);
  expect(text).toContain("The variable WEBEX_TOKEN, which --token-env names, is not set or is empty.");
});
