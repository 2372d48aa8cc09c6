import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Writes a file that only this user can read. It is put in its place when it is whole. */
export async function saveFile(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
  const draft = `${path}.${process.pid}.part`;
  const file = createWriteStream(draft, { mode: 0o600 });
  // A path that cannot be written is reported before anything is read.
  await once(file, "open");
  try {
    await pipeline(Readable.from(pieces), file);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
