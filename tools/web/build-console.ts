import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import react from "@vitejs/plugin-react";
import { build, type Plugin } from "vite";
import { writeKitSheet } from "./kit-theme.ts";
import { writeTokenSheet } from "./tokens.ts";

/** Where the server finds the console. */
export const CONSOLE_FOLDER = "dist/web";

const SHEETS: Readonly<Record<string, () => string>> = {
  "virtual:tokens.css": writeTokenSheet,
  "virtual:kit-theme.css": writeKitSheet,
};

/** The stylesheets that are made of the theme when the console is built. */
function themeSheets(): Plugin {
  return {
    name: "theme-sheets",
    resolveId: (id) => (id in SHEETS ? `\0${id}` : undefined),
    load: (id) => SHEETS[id.replace("\0", "")]?.(),
  };
}

/** Files that gain from compression. The others of the build are small or compressed already. */
const COMPRESSIBLE = /\.(?:js|css|svg|html)$/;

/** Builds the console into dist/web, with a compressed copy beside each file that the server sends as it is. */
export async function buildConsole(): Promise<void> {
  // A test run has another value here, and would get the libraries as they are for development.
  process.env["NODE_ENV"] = "production";
  await build({
    configFile: false,
    root: "web",
    logLevel: "warn",
    plugins: [react(), themeSheets()],
    build: {
      outDir: join("..", CONSOLE_FOLDER),
      emptyOutDir: true,
      target: "es2022",
      manifest: true,
      // A `data:` address is not "self", so that the policy of the server would refuse it.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
    },
  });
  const files = readdirSync(CONSOLE_FOLDER, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => COMPRESSIBLE.test(name))) {
    const bytes = readFileSync(join(CONSOLE_FOLDER, file));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(join(CONSOLE_FOLDER, `${file}.br`), brotliCompressSync(bytes, { params }));
  }
}
