import picocolors from "picocolors";
import { expect, test } from "vitest";
import { createMessages } from "../messages/messages.ts";
import { createProgress, renderProgressLine } from "./progress.ts";

const english = createMessages("en");
const plain = picocolors.createColors(false);

function watch(isTTY: boolean) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const sink = { isTTY, columns: 100, write: (text: string) => written.push(text) };
  return { written, clock, progress: createProgress(sink, english, plain, () => clock.ms) };
}

test.each([
  [0, 0, undefined, "applying …"],
  [0, 10, undefined, "applying  0/10  0 %"],
  [999, 1_000, undefined, "applying  999/1,000  99 %"],
  [12, 10, undefined, "applying  12/10  100 %"],
  [5, 10, plain, `applying  ${"█".repeat(12)}${"░".repeat(12)} 5/10  50 %`],
])("%d of %d reads", (done, total, paint, line) => {
  expect(renderProgressLine({ label: "cli.applying", done, total }, english, paint)).toBe(line);
});

test("the time that is left stands at the end of the line", () => {
  const shown = { label: "cli.applying", done: 5, total: 10, secondsLeft: 240 } as const;
  expect(renderProgressLine(shown, english, undefined)).toBe("applying  5/10  50 %  about 4m left");
});

test("on a terminal one line is drawn over, not more often than the eye follows", () => {
  const { written, clock, progress } = watch(true);
  progress.show("cli.applying", 1, 4);
  progress.show("cli.applying", 2, 4);
  clock.ms = 100;
  progress.show("cli.applying", 3, 4);
  progress.end();
  expect(written.map((text) => /\d\/4/.exec(text)?.[0] ?? text)).toEqual(["1/4", "3/4", "\n"]);
  expect(written.filter((text) => text.startsWith("\r\u001b[2K"))).toHaveLength(2);
});

test("elsewhere a plain line every few seconds, and the last one", () => {
  const { written, clock, progress } = watch(false);
  for (let done = 0; done <= 40; done += 1) {
    clock.ms = done * 100;
    progress.show("cli.uploading", done, 40);
  }
  progress.end();
  expect(written).toEqual([
    "uploading  0/40  0 %\n",
    "uploading  30/40  75 %\n",
    "uploading  40/40  100 %\n",
  ]);
});

test("nothing shown leaves nothing behind", () => {
  const { written, progress } = watch(true);
  progress.end();
  expect(written).toEqual([]);
});
