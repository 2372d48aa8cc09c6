import { describe, expect, test } from "vitest";
import type { InputProblem, PersonRow, Rows } from "../../ports/source.ts";
import { readPeople } from "./people.ts";

async function* bytesOf(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

async function drain<Row>(events: Rows<Row>) {
  const rows: Row[] = [];
  const batches: number[] = [];
  let problem: InputProblem | undefined;
  for await (const event of events) {
    expect(problem).toBeUndefined(); // Nothing follows a problem.
    if (event.kind === "problem") problem = event.problem;
    else if (event.kind === "rows") {
      rows.push(...event.rows);
      batches.push(event.rows.length);
    }
  }
  return { rows, batches, problem };
}

const people = (...chunks: (string | Uint8Array)[]) => drain(readPeople(bytesOf(...chunks), "people.csv"));

function brief({ line, key, userName, values, manager }: PersonRow) {
  const said = Object.entries(values).filter(([, value]) => value !== undefined);
  return { line, key, userName, manager, ...Object.fromEntries(said) };
}

const HEADER = "userPrincipalName,displayName,objectId,accountEnabled,manager\n";
const ANA = { key: "ana@x", userName: "ana@x", userPrincipalName: "ana@x", displayName: "Ana" };

/** Headers of "Download users" as public repositories have them, of 2020 and of today. */
const ENTRA_EXPORTS = [
  "userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobile,authenticationPhoneNumber,authenticationAlternativePhoneNumber,authenticationEmail,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification",
  "userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,identityIssuer,createdDateTime",
];

test.each(ENTRA_EXPORTS)("reads an export of Entra ID as it comes: %s", async (header) => {
  const names = header.split(",");
  const row = names.map((name) => (name === "accountEnabled" ? "True" : `${name} of ana`));
  const { rows, problem } = await people(`${header}\n${row.join(",")}\n`);
  expect(problem).toBeUndefined();
  const [ana] = rows;
  const isOld = names.includes("objectId");
  expect(ana?.key).toBe(isOld ? "objectId of ana" : "id of ana");
  expect(ana?.values).toMatchObject({
    accountEnabled: "true",
    mobilePhone: isOld ? "mobile of ana" : "mobilePhone of ana",
    officeLocation: isOld ? "physicalDeliveryOfficeName of ana" : "officeLocation of ana",
    companyName: isOld ? undefined : "companyName of ana",
  });
});

test("all unknown columns are named at once", async () => {
  const { problem } = await people("userPrincipalName,shoeSize,displayName,hat\n");
  expect(problem).toMatchObject({
    code: "import.unknown-column",
    column: 2,
    params: { column: "shoeSize", columns: "shoeSize, hat" },
  });
});

test.each([1, 2, 7, 64])("a file in pieces of %d bytes reads the same", async (size) => {
  const bytes = Buffer.from("\u{FEFF}sep=;\r\nuserPrincipalName;displayName\r\nana@x;Ana\r\n;\r\n");
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  expect((await people(...pieces)).rows.map(brief)).toEqual([{ ...ANA, line: 3 }]);
});

describe("reads", () => {
  test.each<[string, string | Uint8Array, object[]]>([
    ["a header alone as nobody", HEADER, []],
    ["plain rows", "userPrincipalName,displayName\nana@x,Ana\n", [{ ...ANA, line: 2 }]],
    ["a last line without its end", "userPrincipalName,displayName\nana@x,Ana", [{ ...ANA, line: 2 }]],
    ["CR LF", "userPrincipalName,displayName\r\nana@x,Ana\r\n", [{ ...ANA, line: 2 }]],
    [
      "rows of empty cells as nothing",
      "userPrincipalName,displayName\n,\nana@x,Ana\n , \n,,,,,\n",
      [{ ...ANA, line: 3 }],
    ],
    ["semicolons", 'userPrincipalName;displayName\nana@x;"Ana"', [{ ...ANA, line: 2 }]],
    ["tabs", "userPrincipalName\tdisplayName\nana@x\tAna", [{ ...ANA, line: 2 }]],
    [
      "the separator that Excel names",
      "\u{FEFF}sep=;\r\nuserPrincipalName;displayName\r\nana@x;Ana\r\n",
      [{ ...ANA, line: 3 }],
    ],
    [
      "a comma in a value of a file with semicolons",
      "userPrincipalName;displayName\nana@x;Ana, A.",
      [{ ...ANA, displayName: "Ana, A.", line: 2 }],
    ],
    [
      "the other delimiter in quotes in a header",
      'userPrincipalName,"displayName"\nana@x,Ana',
      [{ ...ANA, line: 2 }],
    ],
    ["CR alone", "userPrincipalName,displayName\rana@x,Ana\r", [{ ...ANA, line: 2 }]],
    ["a byte order mark", "\u{FEFF}userPrincipalName,displayName\nana@x,Ana", [{ ...ANA, line: 2 }]],
    ["any case and order", " DISPLAYNAME ,userprincipalname\nAna,ana@x", [{ ...ANA, line: 2 }]],
    [
      "blank lines as nothing",
      "\n\nuserPrincipalName,displayName\n \n\nana@x,Ana\n\n",
      [{ ...ANA, line: 6 }],
    ],
    ["white space around values", "userPrincipalName,displayName\n ana@x ,\tAna ", [{ ...ANA, line: 2 }]],
    [
      "quotes, commas and line breaks in quotes, and counts the lines",
      'userPrincipalName,displayName\r\nb@x,"B ""the\r\nbest"", really\n"\r\nana@x,Ana',
      [
        {
          line: 2,
          key: "b@x",
          userName: "b@x",
          userPrincipalName: "b@x",
          displayName: 'B "the\r\nbest", really',
        },
        { ...ANA, line: 5 },
      ],
    ],
    ["objectId as the key", `${HEADER}ana@x,Ana,77,,`, [{ ...ANA, line: 2, key: "77", objectId: "77" }]],
    ["no objectId as the name", `${HEADER}ana@x,Ana,,,`, [{ ...ANA, line: 2 }]],
    ["the manager", `${HEADER}ana@x,Ana,,,b@x`, [{ ...ANA, line: 2, manager: "b@x" }]],
    ["TRUE", `${HEADER}ana@x,Ana,,TRUE,`, [{ ...ANA, line: 2, accountEnabled: "true" }]],
    ["Yes", `${HEADER}ana@x,Ana,,Yes,`, [{ ...ANA, line: 2, accountEnabled: "true" }]],
    ["1", `${HEADER}ana@x,Ana,,1,`, [{ ...ANA, line: 2, accountEnabled: "true" }]],
    ["False", `${HEADER}ana@x,Ana,,False,`, [{ ...ANA, line: 2, accountEnabled: "false" }]],
    ["no", `${HEADER}ana@x,Ana,,no,`, [{ ...ANA, line: 2, accountEnabled: "false" }]],
    ["0", `${HEADER}ana@x,Ana,,0,`, [{ ...ANA, line: 2, accountEnabled: "false" }]],
  ])("%s", async (_, text, expected) => {
    const { rows, problem } = await people(text);
    expect(problem).toBeUndefined();
    expect(rows.map(brief)).toEqual(expected.map((row) => ({ manager: undefined, ...row })));
  });

  test("in batches of 500", async () => {
    const lines = Array.from({ length: 1001 }, (_, at) => `u${at}@x,U\n`).join("");
    const { batches, rows } = await people("userPrincipalName,displayName\n", lines);
    expect(batches).toEqual([500, 500, 1]);
    expect(rows.at(-1)?.line).toBe(1002);
  });
});

const LONG = "x".repeat(4097);
const utf16 = (text: string) => Buffer.from(text, "utf16le");

describe("refuses", () => {
  test.each<[string, string | Uint8Array, string, number, number | undefined, object]>([
    ["a file of no bytes", "", "empty-file", 1, undefined, {}],
    ["a byte order mark alone", "\u{FEFF}", "empty-file", 1, undefined, {}],
    ["blank lines alone", "\r\n \n", "empty-file", 1, undefined, {}],
    [
      "an unknown column",
      "userPrincipalName,displayNmae\n",
      "unknown-column",
      1,
      2,
      { column: "displayNmae", suggestion: "displayName" },
    ],
    [
      "a column with a space",
      "userPrincipalName,display name,Office Locaton\n",
      "unknown-column",
      1,
      2,
      { suggestion: "displayName" },
    ],
    ["a column like no other", "displayName,shoeSize\n", "unknown-column", 1, 2, { column: "shoeSize" }],
    [
      "a column named twice",
      "mail,displayName,MAIL,userPrincipalName\n",
      "duplicate-column",
      1,
      3,
      { column: "mail" },
    ],
    [
      "no userPrincipalName",
      "displayName\n",
      "missing-column",
      1,
      undefined,
      { column: "userPrincipalName" },
    ],
    ["no displayName", "\nuserPrincipalName\n", "missing-column", 2, undefined, { column: "displayName" }],
    [
      "too few fields",
      `${HEADER}a@x,A,,,\nb@x,B\n`,
      "truncated-row",
      3,
      undefined,
      { expected: 5, found: 2 },
    ],
    ["too many fields", `${HEADER}a@x,A,,,,\n`, "truncated-row", 2, undefined, { expected: 5, found: 6 }],
    ["a file cut inside a row", `${HEADER}a@x,A,,,\nb@x,"B",`, "truncated-row", 3, undefined, { found: 3 }],
    [
      "a file cut inside quotes",
      `${HEADER}a@x,A,,,\nb@x,"B,,\n,`,
      "bad-quote",
      3,
      2,
      { column: "displayName" },
    ],
    ["a quote inside a field", `${HEADER}a@x,A "B" C,,,\n`, "bad-quote", 2, 2, { column: "displayName" }],
    ["text after a closing quote", `${HEADER}a@x,"A"B,,,\n`, "bad-quote", 2, 2, { column: "displayName" }],
    ["a quote that outgrows the limit", `${HEADER}a@x,"${"ab\n".repeat(200_000)}`, "bad-quote", 2, 2, {}],
    ["a broken quote in the header", 'userPrincipalName,"displayName\n', "bad-quote", 1, 2, {}],
    [
      "ISO 8859-1",
      Buffer.concat([Buffer.from(`${HEADER}a@x,Ana,,,\nb@x,Ren`), Buffer.from([0xe9]), Buffer.from(",,,\n")]),
      "encoding",
      3,
      undefined,
      { expected: "UTF-8", found: "other" },
    ],
    [
      "a file cut inside a character",
      Buffer.from(`${HEADER}é`).subarray(0, -1),
      "encoding",
      2,
      undefined,
      {},
    ],
    [
      "UTF-16 with half of a pair",
      utf16(`\u{FEFF}${HEADER}a@x,A,,,\nb@x,B\ud83d,,,\n`),
      "encoding",
      3,
      undefined,
      { expected: "UTF-8" },
    ],
    [
      "UTF-16 that ends inside a pair",
      utf16(`\u{FEFF}${HEADER}a@x,A\ud83d`),
      "encoding",
      2,
      undefined,
      { expected: "UTF-8" },
    ],
    ["UTF-16 without a mark", utf16(HEADER), "encoding", 1, undefined, { found: "UTF-16" }],
    [
      "a word for accountEnabled that says neither",
      `${HEADER}a@x,A,,true,\nb@x,B,,perhaps,\n`,
      "bad-value",
      3,
      4,
      { column: "accountEnabled", value: "perhaps" },
    ],
    ["no name in a row", `${HEADER} ,A,,,\n`, "missing-value", 2, 1, { column: "userPrincipalName" }],
    [
      "a name that cannot be seen",
      `${HEADER}\u2800,A,,,\n`,
      "missing-value",
      2,
      1,
      { column: "userPrincipalName" },
    ],
    ["a name with an empty sign", `${HEADER}a\u2800b,A,,,\n`, "bad-text", 2, 1, {}],
    ["a NUL", `${HEADER}a@x,A\0B,,,\n`, "bad-text", 2, 2, { column: "displayName", value: "A[U+0000]B" }],
    ["an escape sequence", `${HEADER}a@x,A\u001b[2JB,,,\n`, "bad-text", 2, 2, { column: "displayName" }],
    ["a name on two lines", `${HEADER}"a\nb@x",A,,,\n`, "bad-text", 2, 1, { column: "userPrincipalName" }],
    ["a long field", `${HEADER}a@x,${LONG},,,\n`, "too-long", 2, 2, { column: "displayName", limit: 4096 }],
    ["an endless line", `${HEADER}a@x,${",".repeat(600_000)}`, "too-long", 2, undefined, { limit: 524_288 }],
    ["the earlier of two problems", `${HEADER}a@x,A,,?,\nb@x,"B"B`, "bad-value", 2, 4, {}],
  ])("%s", async (_, text, code, line, column, params) => {
    const { problem } = await people(text);
    expect(problem).toMatchObject({ code: `import.${code}`, file: "people.csv", line, column, params });
    expect(problem?.column).toBe(column);
  });

  test("an earlier row before wrong bytes in the same chunk", async () => {
    const { problem } = await people(Buffer.concat([Buffer.from(`${HEADER},A,,,\n`), Buffer.from([0xff])]));
    expect(problem).toMatchObject({ code: "import.missing-value", line: 2 });
  });
});

test("wrong bytes are named whichever chunk holds the start of their line", async () => {
  const { problem, rows } = await people(`${HEADER}a@x,A,,,\nb@x,Ren`, Buffer.from([0xe9]), "é,,,\n");
  expect(problem).toMatchObject({ code: "import.encoding", line: 3 });
  expect(rows.map((row) => row.key)).not.toContain("b@x");
});

test("a CR LF cut between chunks is one line to whoever counts them", async () => {
  const header = "userPrincipalName,displayName";
  const { problem } = await people(`${header}\r`, "\na@x,A\r", "\nb@x,", Buffer.from([0xe9]), "\r\n");
  expect(problem).toMatchObject({ code: "import.encoding", line: 3 });
});

test("a row may hold the longest field in every column", async () => {
  const long = "好".repeat(4096);
  const { problem, rows } = await people(`${HEADER}${long},${long},${long},,${long}\n`);
  expect(problem).toBeUndefined();
  expect(rows).toHaveLength(1);
});

test("a character, a CR LF and the byte order mark may be cut between chunks", async () => {
  const whole = Buffer.from("\u{FEFF}userPrincipalName,displayName\r\na@x,Zoë 𝄞\r\nb@x,B\r\n");
  const { rows, problem } = await people(...Array.from(whole, (byte) => Uint8Array.of(byte)));
  expect(problem).toBeUndefined();
  expect(rows.map(({ line, values }) => [line, values.displayName])).toEqual([
    [2, "Zoë 𝄞"],
    [3, "B"],
  ]);
});

test("a reader that stops early lets go of the input, and a failing input throws", async () => {
  let isClosed = false;
  async function* endless() {
    try {
      yield Buffer.from(HEADER);
      for (;;) yield Buffer.from("a@x,A,,,\n".repeat(600));
    } finally {
      isClosed = true;
    }
  }
  for await (const event of readPeople(endless(), "people.csv")) {
    expect(event.kind).toBe("rows");
    break;
  }
  expect(isClosed).toBe(true);

  async function* failing() {
    yield Buffer.from(HEADER);
    throw new Error("the disk is gone");
  }
  await expect(drain(readPeople(failing(), "people.csv"))).rejects.toThrow("the disk is gone");
});

test("very many blank lines before the header and among the rows give way to others, and are counted", async () => {
  const blank = Array.from({ length: 20 }, () => Buffer.alloc(200_000, "\r\n"));
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 0);
  const { rows } = await people(
    ...blank,
    "userPrincipalName,displayName\nana@x.test,Ana\n",
    Buffer.alloc(20_000, ",\n"),
    "ben@x.test,Ben",
  );
  clearInterval(timer);
  expect(rows.map(({ line }) => line)).toEqual([2_000_002, 2_010_003]);
  expect(turns).toBeGreaterThan(5);
});
