import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the server is compiled from; a newer file makes the build stale. */
const SERVER_INPUTS = ["src", "package.json", "tsconfig.json", "tools/bundle-server.ts"];
/** What the console is bundled from. */
const CONSOLE_INPUTS = ["web", "src/contract", "src/messages", "tools/web", "package.json", "tsconfig.json"];
const CONSOLE = "web";

/** Bundles src/ into dist/ and web/ into dist/web. Each is left alone when it is newer than its sources. */
async function build(): Promise<void> {
  if (isStale("dist/main.js", [...SERVER_INPUTS, "gallery"])) {
    await checkGallery();
    // Loading a bundler takes longer than seeing that there is nothing to do.
    const { bundleServer } = await import("./bundle-server.ts");
    removeServer();
    try {
      await bundleServer();
    } catch (error) {
      // What a failed build leaves looks newer than its sources, and the next build would do nothing.
      removeServer();
      throw error;
    }
  }
  if (!isStale("dist/web/index.html", CONSOLE_INPUTS)) return;
  const { buildConsole } = await import("./web/build-console.ts");
  try {
    await buildConsole();
  } catch (error) {
    rmSync("dist/web", { recursive: true, force: true });
    throw error;
  }
}

/**
 * Reads every template, because one that is not valid must not reach an administrator. The connector has the last word on
 * the settings, which it sees with the examples filled in.
 */
async function checkGallery(): Promise<void> {
  const { openGallery } = await import("../src/platform/gallery/open-gallery.ts");
  const { fillTemplate } = await import("../src/core/gallery/fill-template.ts");
  const { scimConnector } = await import("../src/connectors/scim/index.ts");
  const { createRegexPort } = await import("../src/platform/regex.ts");
  const gallery = openGallery();
  const places = gallery.listBroken().flatMap((template) => template.places);
  const regex = createRegexPort();
  for (const template of gallery.list()) {
    const examples = Object.fromEntries(template.parameters.map(({ name, example }) => [name, example]));
    const filled = fillTemplate(template, examples, regex);
    const isTaken = filled.ok && scimConnector.parseConfig(filled.config).ok;
    if (template.connector === scimConnector.name && isTaken) continue;
    places.push(`gallery/${template.id}/template.yaml: the connector refuses the settings`);
  }
  if (places.length > 0) throw new Error(`The gallery is not valid:\n${places.join("\n")}`);
}

function removeServer(): void {
  if (!existsSync("dist")) return;
  for (const entry of readdirSync("dist").filter((name) => name !== CONSOLE)) {
    rmSync(join("dist", entry), { recursive: true, force: true });
  }
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" }).map((file) => join(path, file));
}

function isStale(output: string, inputs: readonly string[]): boolean {
  if (!existsSync(output)) return true;
  const built = statSync(output).mtimeMs;
  return inputs.flatMap(filesBelow).some((file) => statSync(file).mtimeMs > built);
}

await build();
