import { describe, expect, test } from "vitest";
import type { PersonRow } from "../../ports/source.ts";
import { readPeople } from "./people.ts";

async function people(text: string | readonly Uint8Array[]) {
  async function* bytes() {
    if (typeof text === "string") yield Buffer.from(text);
    else yield* text;
  }
  const rows: PersonRow[] = [];
  const events = [];
  for await (const event of readPeople(bytes(), "people.csv")) {
    events.push(event);
    if (event.kind === "rows") rows.push(...event.rows);
  }
  const problem = events.flatMap((event) => (event.kind === "problem" ? [event.problem] : []))[0];
  return { rows, problem };
}

const HEADER = "userPrincipalName,displayName,objectId,accountEnabled,manager\n";

/** What Excel in English, German and French, LibreOffice and Google Sheets write into cells. */
test.each([
  ...["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#ERROR!"],
  ...["#BEZUG!", "#NV", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#NOM?", "#VALEUR!", "#NOMBRE!", "#NUL!"],
  ...["#NOM\u{A0}?", "#REF\u{202F}!", "Err:502", "Err\u{A0}:508", "#¡REF!", "########"],
  ...["#BESCHA\u{308}FTIGT!", "#DATEN_ABRUFEN", "#EN_ATTENTE", "Fehler:502", "Erreur : 502"],
  ...["\u{200B}#REF!", "\u{200E}#REF!", "#\u{AD}NV", "E\u{2060}rr:502"],
])("a cell with the spreadsheet error %s is refused with row and column", async (cell) => {
  for (const row of [`${cell},Ana,7,,`, `ana@x,${cell},7,,`, `ana@x,Ana,${cell},,`]) {
    const { problem } = await people(`${HEADER}b@x,Bo,,,\n${row}\n`);
    const column = row.split(",").indexOf(cell) + 1;
    expect(problem).toMatchObject({ code: "import.spreadsheet-error", line: 3, column });
  }
});

test.each([
  ...["4.47701E+11", "4,47701E+11", "4E+11", "-1.2E-05", " 4.47701e+11 ", "447.7E+9", "447,7E+9"],
  ...["\u{200B}4.47701E+11", "\u{200E}447.7E+9", "4.47701\u{AD}E+11"],
])("a number that a spreadsheet rounded is refused with row and column: %s", async (cell) => {
  const { problem } = await people(`${HEADER}ana@x,Ana,"${cell}",,\n`);
  expect(problem).toMatchObject({ code: "import.rounded-number", line: 2, column: 3 });
});

test.each(["#1 support", "# Sales", "E+1", "1E5", "447701", "+44 7700 900123", "#hash", "N/A"])(
  "a cell that only looks like damage is read: %s",
  async (cell) => {
    const { rows, problem } = await people(`${HEADER}ana@x,"${cell}",7,,\n`);
    expect(problem).toBeUndefined();
    expect(rows[0]?.values.displayName).toBe(cell);
  },
);

describe("characters that cannot be seen", () => {
  test.each(["\u{FEFF}", "\u{200B}", "\u{AD}", "\u{200E}", "\u{2060}", "\u{A0}"])(
    "hide no column, and leave none in keys",
    async (unseen) => {
      const header = `"${unseen}userPrincipalName","display${unseen === "\u{A0}" ? "" : unseen}Name${unseen}",objectId`;
      const { rows, problem } = await people(
        `${header}\n${unseen}ana@x,Ana${unseen},${unseen}7\n${unseen},${unseen},\n`,
      );
      expect(problem).toBeUndefined();
      expect(rows).toMatchObject([{ key: "7", userName: "ana@x", values: { displayName: "Ana" } }]);
    },
  );

  test("are shown in messages", async () => {
    const { problem } = await people(`${HEADER}a@x,A,,per\u{200B}haps,\n`);
    expect(problem?.params).toMatchObject({ value: "per[U+200B]haps" });
    const header = await people("userPrincipalName,display\u{200B}Nmae,x\n");
    expect(header.problem?.params).toMatchObject({ column: "display[U+200B]Nmae" });
  });

  test("that scripts need stay in names", async () => {
    const { rows } = await people(`${HEADER}a@x,می‌خواهم,,,\n`);
    expect(rows[0]?.values.displayName).toBe("می‌خواهم");
  });
});

test.each([1, 3, 4096])("reads what Excel calls Unicode text, in pieces of %d bytes", async (size) => {
  const text = "\u{FEFF}userPrincipalName\tdisplayName\r\nana@x\tZoë 千弘 𝄞\r\n";
  for (const bytes of [Buffer.from(text, "utf16le"), Buffer.from(text, "utf16le").swap16()]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    const { rows, problem } = await people(pieces);
    expect(problem).toBeUndefined();
    expect(rows).toMatchObject([{ line: 2, userName: "ana@x", values: { displayName: "Zoë 千弘 𝄞" } }]);
  }
});

describe("a column without a name", () => {
  test.each(["userPrincipalName,displayName,,", "userPrincipalName,,displayName,\u{200B}"])(
    "is left out while its cells are empty: %s",
    async (header) => {
      const row = header.replace("userPrincipalName", "ana@x").replace("displayName", "Ana");
      const { rows, problem } = await people(`${header}\n${row}\n${row.replace("ana", "bo")} \n`);
      expect(problem).toBeUndefined();
      expect(rows.map(({ userName }) => userName)).toEqual(["ana@x", "bo@x"]);
    },
  );

  test("is refused at the first value in it, which is not quoted", async () => {
    const { problem } = await people("userPrincipalName,displayName,,\na@x,A,,\nb@x,B,,secret\n");
    expect(problem).toEqual({
      code: "import.nameless-column",
      file: "people.csv",
      line: 3,
      column: 4,
      params: {},
    });
  });
});

test.each([
  ["an archive", "504b030414000600"],
  ["a compound file", "d0cf11e0a1b11ae1"],
])("a workbook that is %s is refused as a workbook", async (_name, start) => {
  const bytes = [Buffer.from(start.slice(0, 4), "hex"), Buffer.from(`${start.slice(4)}0000`, "hex")];
  expect((await people(bytes)).problem).toMatchObject({ code: "import.workbook", line: 1 });
});
