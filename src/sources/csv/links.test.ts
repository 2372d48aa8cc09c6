import { describe, expect, test } from "vitest";
import { readCsvLinks } from "./links.ts";

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const read = (...lines: readonly string[]) => readCsvLinks(bytesOf(lines.join("\r\n")));
const rowsOf = async (...lines: readonly string[]) => {
  const file = await read(...lines);
  return file.kind === "links" ? file.rows : file;
};

describe("tables of links", () => {
  test("columns are known by their names in any spelling, and the id of the object comes first", async () => {
    expect(await read("Object ID;User Name;ACCOUNT;Type", "o1;mira;a1;Group", ";ida;a2;")).toEqual({
      kind: "links",
      format: "muster",
      rows: [
        { line: 2, type: "group", names: ["o1", "mira"], account: "a1" },
        { line: 3, type: "user", names: ["ida"], account: "a2" },
      ],
    });
  });

  test("an apostrophe goes only where an export puts it before a formula", async () => {
    expect(await rowsOf("name,account", "'=SUM(A1),'-7", "o'neil,'a", "a;'+b,x'=y")).toEqual([
      { line: 2, type: "user", names: ["=SUM(A1)", "'=SUM(A1)"], account: "-7" },
      { line: 3, type: "user", names: ["o'neil"], account: "'a" },
      { line: 4, type: "user", names: ["a;+b", "a;'+b"], account: "x'=y" },
    ]);
  });

  test("a row of another width and one without an account are reported, and the rest is read", async () => {
    expect(await rowsOf("name,account", "mira", "ida,", "joy,a3", "kim,a4,more")).toEqual([
      { line: 2, problem: "account-link.row-unreadable" },
      { line: 3, problem: "account-link.row-incomplete" },
      { line: 4, type: "user", names: ["joy"], account: "a3" },
      { line: 5, problem: "account-link.row-unreadable" },
    ]);
  });

  test("after a quote that is never closed, nothing more is read, and the line says so", async () => {
    expect(await rowsOf("name,account", "mira,a1", 'ida,"a2', "joy,a3")).toEqual([
      { line: 2, type: "user", names: ["mira"], account: "a1" },
      { line: 3, problem: "account-link.row-unreadable" },
    ]);
  });

  test("of a log the newest success counts, and a deletion ends the link", async () => {
    const log = "TimeGenerated,ProvisioningAction,ResultType,SourceIdentity,TargetIdentity";
    const identity = (id: string) => `"{""id"":""${id}"",""displayName"":""""}"`;
    const line = (at: number, action: string, result: string, source: string, target: string) =>
      [`2026-05-0${at}T00:00:00Z`, action, result, identity(source), identity(target)].join(",");
    expect(
      await rowsOf(
        log,
        line(2, "Update", "Success", "s1", "t2"),
        line(1, "Create", "Success", "s1", "t1"),
        line(3, "Update", "Failure", "s1", "t3"),
        line(1, "Create", "Success", "s2", "t4"),
        line(2, "Delete", "Success", "s2", "t4"),
      ),
    ).toEqual([{ line: 2, type: "user", names: ["s1"], account: "t2" }]);
  });

  test("a table without the columns is refused with those that it has", async () => {
    expect(await read("name,colour", "mira,red")).toEqual({
      kind: "refused",
      code: "account-link.file-columns",
      params: { columns: "name, colour" },
    });
  });
});
