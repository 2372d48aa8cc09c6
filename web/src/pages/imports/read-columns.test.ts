import { expect, test } from "vitest";
import { readColumns } from "./read-columns.ts";

test.each([
  ["userPrincipalName,displayName\na,b", ["userPrincipalName", "displayName"]],
  ["E-Mail;Name, full;Locker\na;b;c", ["E-Mail", "Name, full", "Locker"]],
  ["sep=;\nmail;name\na;b", ["mail", "name"]],
  ['"E-Mail","Name, ""full""",,\n', ["E-Mail", 'Name, "full"']],
  ["mail\tname\r\n", ["mail", "name"]],
  ["", []],
])("%j has its columns", async (text, expected) => {
  expect(await readColumns(new Blob([text]))).toEqual(expected);
});
