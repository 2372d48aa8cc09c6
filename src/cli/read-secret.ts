const ENTER = new Set(["\r", "\n", "\u0004"]);
const INTERRUPT = "\u0003";
const ERASE = new Set(["\u007f", "\b"]);
/** No token is longer; what follows is not read. */
const LENGTH_MAX = 10_000;

/**
 * Reads one line from standard input. On a terminal it asks with the prompt and does not show what is typed; undefined
 * when the user breaks off.
 */
export async function readSecret(prompt: string): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return readLine();
  stderr.write(prompt);
  stdin.setRawMode(true);
  try {
    return await readLine();
  } finally {
    stdin.setRawMode(false);
    stderr.write("\n");
  }
}

async function readLine(): Promise<string | undefined> {
  let text = "";
  for await (const chunk of process.stdin) {
    for (const character of String(chunk)) {
      if (character === INTERRUPT) return undefined;
      if (ENTER.has(character)) return text;
      if (ERASE.has(character)) text = text.slice(0, -1);
      else text += character;
    }
    if (text.length > LENGTH_MAX) return text;
  }
  return text;
}
