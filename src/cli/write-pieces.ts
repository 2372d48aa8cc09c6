import type { Sink } from "./world.ts";

/** Writes each piece as it comes. The next one is read when the reader of the output has taken the one before. */
export async function writePieces(sink: Sink, pieces: AsyncIterable<string>): Promise<void> {
  for await (const piece of pieces) {
    if (sink.write(piece) !== false || sink.once === undefined) continue;
    await new Promise<void>((resolve) => sink.once?.("drain", resolve));
  }
}
