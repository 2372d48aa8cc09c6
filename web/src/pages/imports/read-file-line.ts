/** More of a line says nothing more about what is wrong with it. */
const SHOWN_MAX = 500;

/** The text of a line of a file, counted from 1 as the server counts; undefined if the file has no such line. */
export async function readFileLine(
  file: Blob,
  line: number,
  lengthMax = SHOWN_MAX,
): Promise<string | undefined> {
  const shorten = (text: string) => (text.length > lengthMax ? `${text.slice(0, lengthMax)}…` : text);
  let number = 1;
  let found = "";
  for await (const text of readText(file)) {
    for (const [at, part] of text.split("\n").entries()) {
      if (at > 0 && number === line) return shorten(found.replace(/\r$/, ""));
      if (at > 0) number += 1;
      if (number === line) found += part;
    }
    if (found.length > lengthMax) break;
  }
  return number < line ? undefined : shorten(found.replace(/\r$/, ""));
}

/** The text of a file, piece by piece. */
async function* readText(file: Blob): AsyncGenerator<string> {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const decoder = new TextDecoder(encodingOf(head));
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel();
  }
}

/** The encodings that an import accepts: UTF-8, and UTF-16 with a mark. */
function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
