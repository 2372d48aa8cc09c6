import { expect, test } from "vitest";
import { writeCsvLine } from "./csv-cell.ts";

test.each([
  [["a", "", "b"], "a,,b\r\n"],
  [['say "hi"', "a,b", "line\nbreak"], '"say ""hi""","a,b","line\nbreak"\r\n'],
  [["=1+1", "+33 1", "-2", "@sum", "\tx"], "'=1+1,'+33 1,'-2,'@sum,'\tx\r\n"],
  [['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"\r\n'],
  [["\r=1"], "\"'\r'=1\"\r\n"],
  [["a=1", "é", " =1", "a;b; =1"], "a=1,é, =1,a;b; =1\r\n"],
  [["x;=1+1", "x;-2;@sum", "x\t+3"], "x;'=1+1,x;'-2;'@sum,x\t'+3\r\n"],
  [['x;"=1'], '"x;""\'=1"\r\n'],
  [["x\n=1", "x\r\n=1"], '"x\n\'=1","x\r\n\'=1"\r\n'],
])("%j is written as %j", (values, line) => {
  expect(writeCsvLine(values)).toBe(line);
});
