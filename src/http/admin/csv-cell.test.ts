import { expect, test } from "vitest";
import { writeCsvLine } from "./csv-cell.ts";

test.each([
  [["a", "", "b"], "a,,b\r\n"],
  [['say "hi"', "a,b", "line\nbreak"], '"say ""hi""","a,b","line\nbreak"\r\n'],
  [["=1+1", "+33 1", "-2", "@sum", "\tx"], "'=1+1,'+33 1,'-2,'@sum,'\tx\r\n"],
  [['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"\r\n'],
  [["\r=1"], '"\'\r=1"\r\n'],
  [["a=1", "é", " =1"], "a=1,é, =1\r\n"],
])("%j is written as %j", (values, line) => {
  expect(writeCsvLine(values)).toBe(line);
});
