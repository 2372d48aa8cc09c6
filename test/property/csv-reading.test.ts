import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PERSON_COLUMNS } from "../../src/core/directory/person.ts";
import { dropInvisible, trimInvisible, trimKey } from "../../src/core/invisible.ts";
import { foldText } from "../../src/core/scim/text.ts";
import type { PersonRow, SourceEvent } from "../../src/ports/source.ts";
import { readGroups } from "../../src/sources/csv/groups.ts";
import { readPeople } from "../../src/sources/csv/people.ts";

async function collect<Row>(events: AsyncIterable<SourceEvent<Row>>): Promise<SourceEvent<Row>[]> {
  const all: SourceEvent<Row>[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const rowsOf = (events: readonly SourceEvent<PersonRow>[]) =>
  events.flatMap((event) => (event.kind === "rows" ? event.rows : []));

/** The bytes in chunks of the given sizes, over and over. */
async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const anySizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 });
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", " ", "'", "é", "好", "a"), maxLength: 12 }),
);
/** Control characters are refused, but for tabs and line breaks; in a name those too, and signs that look like a space. */
const anyValue = anyText.map((text) => text.replaceAll(/[^\P{Cc}\t\n\r]/gu, ""));
const anyName = anyValue
  .map((text) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u2800\u{1D159}]/gu, ""))
  .filter((text) => trimInvisible(text) !== "");
const anyPerson = fc
  .record({
    values: fc.tuple(...PERSON_COLUMNS.map(() => anyValue)),
    userName: anyName,
    enabled: fc.constantFrom("", "true", "false"),
  })
  .map(({ values, userName, enabled }): Record<string, string> => {
    const named = Object.fromEntries(PERSON_COLUMNS.map((column, at) => [column, values[at] ?? ""]));
    return { ...named, userPrincipalName: userName, accountEnabled: enabled };
  });
const KEYS = ["userPrincipalName", "objectId", "mail", "employeeId"];

/** A value without what cannot be seen at its edges, and in keys nowhere. */
function readBack(column: string, value: string): string | undefined {
  const shown = trimInvisible(value);
  return (KEYS.includes(column) ? dropInvisible(trimKey(shown)) : shown) || undefined;
}

const anyOrder = fc.shuffledSubarray([...PERSON_COLUMNS], { minLength: PERSON_COLUMNS.length });
const anyStyle = fc.record({
  bom: fc.boolean(),
  quoted: fc.boolean(),
  record_delimiter: fc.constantFrom("\n", "\r\n", "\r"),
  eof: fc.boolean(),
});

test("what csv-stringify writes is read back, in any style, order and chunks", async () => {
  const isReadBack = fc.asyncProperty(
    fc.array(anyPerson, { maxLength: 8 }),
    anyOrder,
    anyStyle,
    anySizes,
    async (people, columns, style, sizes) => {
      // A lone CR or LF is quoted only where it is the record's delimiter; the other ends a line as well.
      const quoted_match = /[\r\n]/;
      const text = stringify(people, { header: true, columns, quoted_match, ...style });
      const events = await collect(readPeople(inChunks(Buffer.from(text), sizes), "people.csv"));
      expect(events.filter((event) => event.kind === "problem")).toEqual([]);
      expect(rowsOf(events).map((row) => row.values)).toEqual(
        people.map((person) =>
          Object.fromEntries(
            PERSON_COLUMNS.map((column) => [column, readBack(column, person[column] ?? "")]),
          ),
        ),
      );
    },
  );
  await fc.assert(isReadBack, { numRuns: 300 });
});

test("random bytes are refused or read, never thrown at", async () => {
  const header = Buffer.from("userPrincipalName,displayName\n");
  const isAnswered = fc.asyncProperty(
    fc.uint8Array({ maxLength: 300 }),
    anySizes,
    fc.boolean(),
    async (bytes, sizes, withHeader) => {
      const file = withHeader ? Buffer.concat([header, bytes]) : bytes;
      for (const read of [readPeople, readGroups]) {
        const events = await collect<unknown>(read(inChunks(file, sizes), "random.csv"));
        const problems = events.filter((event) => event.kind === "problem");
        expect(problems.length).toBeLessThanOrEqual(1);
        if (problems.length === 1) expect(events.at(-1)).toBe(problems[0]);
      }
    },
  );
  await fc.assert(isAnswered, { numRuns: 500 });
});

test("how a text is cut into chunks changes neither its rows nor its problem", async () => {
  const anyFile = fc
    .array(fc.constantFrom("a@x,", "A", '"', '""', ",", "\n", "\r\n", "\r", "é", "a@x,A\n"), {
      maxLength: 30,
    })
    .map((parts) => Buffer.from(`userPrincipalName,displayName\n${parts.join("")}`));
  const isSame = fc.asyncProperty(anyFile, anySizes, async (file, sizes) => {
    const whole = await collect(readPeople(inChunks(file, [file.length]), "people.csv"));
    const cut = await collect(readPeople(inChunks(file, sizes), "people.csv"));
    expect(cut.at(-1)).toEqual(whole.at(-1));
    expect(rowsOf(cut)).toEqual(rowsOf(whole));
  });
  await fc.assert(isSame, { numRuns: 500 });
});

test("characters that cannot be seen tell no two keys apart, wherever they stand", async () => {
  const anyUnseen = fc.constantFrom(
    "\u{FEFF}",
    "\u{200B}",
    "\u{200D}",
    "\u{AD}",
    "\u{202E}",
    "\u{2060}",
    "\u{E0041}",
  );
  const isSame = fc.asyncProperty(
    fc.string({
      unit: fc.constantFrom("a", "Z", "é", "ﬀ", "ς", "7", "@", "가", "ä"),
      minLength: 1,
      maxLength: 12,
    }),
    fc.array(fc.tuple(fc.nat(20), anyUnseen), { minLength: 1, maxLength: 5 }),
    async (name, unseen) => {
      const letters = [...name];
      for (const [at, character] of unseen) letters.splice(at, 0, character);
      const hidden = letters.join("");
      expect(foldText(hidden)).toBe(foldText(name));
      const text = `userPrincipalName,displayName\n${hidden},A\n`;
      const [row] = rowsOf(await collect(readPeople(inChunks(Buffer.from(text), [64]), "people.csv")));
      expect(row?.key).toBe(name);
    },
  );
  await fc.assert(isSame, { numRuns: 300 });
});
