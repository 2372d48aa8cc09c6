import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** Compiles src/ to dist/ and copies what the compiler leaves behind. Does nothing when dist/ is newer. */
function build(): void {
  if (!isStale()) return;
  rmSync("dist", { recursive: true, force: true });
  try {
    execFileSync(
      process.execPath,
      ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--noCheck"],
      {
        stdio: "inherit",
      },
    );
  } catch (error) {
    // What a failed compilation leaves looks newer than its sources, and the next build would do nothing.
    rmSync("dist", { recursive: true, force: true });
    throw error;
  }
  for (const file of filesBelow("src").filter((name) => name.endsWith(".sql"))) {
    cpSync(join("src", file), join("dist", file));
  }
  chmodSync("dist/main.js", 0o755);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" });
}

function isStale(): boolean {
  if (!existsSync("dist/main.js")) return true;
  const built = statSync("dist/main.js").mtimeMs;
  const inputs = [...filesBelow("src").map((file) => join("src", file)), "package.json", "tsconfig.json"];
  return inputs.some((file) => statSync(file).mtimeMs > built);
}

build();
