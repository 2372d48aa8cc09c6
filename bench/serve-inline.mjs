// `muster serve` with plans that are computed in the thread of the requests, to compare with.
import process from "node:process";
import { configurationOf, startInstance } from "../dist/commands/instance.js";
import { createMessages } from "../dist/messages/messages.js";

const [directory] = process.argv.slice(2);
const configuration = configurationOf({
  world: { env: process.env },
  output: { messages: createMessages("en") },
});
const listening = { directory, host: "127.0.0.1", port: 0, version: "0.0.0", planning: "inline" };
const running = await startInstance(listening, configuration);
process.stdout.write(`${JSON.stringify({ url: running.url })}\n`);
process.once("SIGTERM", () => void running.close());
