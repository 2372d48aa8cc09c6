import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";
import { createRunner } from "./runner.ts";

/** The command line tries the expressions of mappings. */

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
  await addPeople(muster.deps, muster.org, ["ana"]);
});
afterAll(() => muster.close());

const { run, json } = createRunner(() => ({
  MUSTER_URL: muster.url,
  MUSTER_TOKEN: muster.tokens["instance-admin"],
  MUSTER_ORG: "contoso",
}));

const evaluate = (...args: string[]) => run("mapping", "eval", ...args);

test("an expression is evaluated with given values, and shows the attributes that it reads", async () => {
  const given = ["--set", "givenName=Odile", "--set", "surname=Marchand"];
  expect(await json("mapping", "eval", 'Join(" ", [givenName], [surname])', ...given)).toEqual({
    value: "Odile Marchand",
    sources: [
      { name: "givenName", value: "Odile" },
      { name: "surname", value: "Marchand" },
    ],
    nextChange: { kind: "never", at: null },
    notes: [],
  });
  expect(
    (await json("mapping", "eval", "Count([roles])", "--set", "roles=a", "--set", "roles=b")).value,
  ).toBe(2);
  expect((await json("mapping", "eval", "IsNull([title])")).value).toBe(true);
  expect((await evaluate("[title]")).stdout).toBe("(no value: the attribute would be absent)\n");
  expect((await evaluate('Split("a,b", ",")')).stdout).toBe("a\nb\n");
  const filtered = ['[emails[type eq "work"].value]', "--set", 'emails[type eq "work"].value=a=b@x.test'];
  expect((await json("mapping", "eval", ...filtered)).value).toBe("a=b@x.test");
});

test("an expression that reads the present date shows when its value can change", async () => {
  const year = 'FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", "yyyy")';
  const { value, nextChange } = await json("mapping", "eval", year);
  const at = `${Number(value) + 1}-01-01T00:00:00.000Z`;
  expect(nextChange).toEqual({ kind: "at", at });
  expect((await evaluate(year)).stdout).toBe(`${value}\n(the value can change at ${at})\n`);
  expect((await json("mapping", "eval", "Now()")).nextChange).toEqual({ kind: "restless", at: null });
  expect((await evaluate("Now()")).stdout).toContain("every minute or oftener");
});

test("an expression is evaluated for a user, whose values give way to given ones", async () => {
  const user = ["--user", "ANA@contoso.test"];
  expect((await json("mapping", "eval", "ToUpper([userPrincipalName])", ...user)).value).toBe(
    "ANA@CONTOSO.TEST",
  );
  const other = [...user, "--set", "userName=ben@contoso.test"];
  expect((await json("mapping", "eval", "[userPrincipalName]", ...other)).value).toBe("ben@contoso.test");
  const [first, second] = [
    await json("mapping", "eval", "Guid()", ...user),
    await json("mapping", "eval", "Guid()", ...user),
  ];
  expect(first.value).toBe(second.value);
  expect(await evaluate("[mail]", "--user", "nobody")).toMatchObject({ exit: 1, stdout: "" });
});

test("a misspelt attribute is noted, unless a value is given for it", async () => {
  const expression = 'Join("-", [jobTitel], [favouriteColour])';
  const user = ["--user", "ana@contoso.test"];
  expect((await json("mapping", "eval", expression, ...user)).notes).toEqual([
    { code: "mapping.name-unknown", params: { source: "jobTitel", nearest: "jobTitle" } },
    { code: "mapping.name-unknown", params: { source: "favouriteColour" } },
  ]);
  const { stdout } = await evaluate(expression, ...user, "--set", "favouriteColour=red");
  expect(stdout).toBe(
    'red\n(Users have no attribute "jobTitel", so it never gives a value. The nearest name is jobTitle.)\n',
  );
});

test("errors carry their positions and the tokens that are possible there, all at once", async () => {
  const wrong = "Append(tolower([mail]), Left([title]))";
  const { exit, stdout } = await evaluate(wrong, "--json");
  expect(exit).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    error: {
      code: "mapping.function-unknown",
      position: 7,
      expected: "ToLower",
      params: { name: "tolower" },
      message: expect.stringContaining("tolower"),
    },
    errors: [
      { position: 7, message: expect.stringContaining("tolower") },
      {
        code: "mapping.argument-count-wrong",
        position: 24,
        expected: "Left(String, NumChars)",
        message: expect.stringContaining("Left"),
      },
    ],
  });
  const lines = (await evaluate(wrong)).stdout.split("\n");
  expect(lines[0]).toBe("The expression has 2 errors.");
  expect(lines[3]).toBe(`${" ".repeat(2 + 7)}^`);
  const unclosed = JSON.parse((await evaluate("ToLower([mail]", "--json")).stdout);
  expect(unclosed.error).toMatchObject({
    code: "mapping.expression-incomplete",
    position: 14,
    expected: "), ,",
  });
});

test("input that is no expression and no value is refused by name", async () => {
  for (const pair of ["mail", "=x", "[type eq"]) {
    expect(await evaluate("[mail]", "--set", pair)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("--set"),
    });
  }
  const named = await evaluate("[mail]", "--set", "a b=1");
  expect(named).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining("a b is not the name of an attribute"),
  });
  expect(JSON.parse((await evaluate("", "--json")).stdout).error.code).toBe("mapping.expression-empty");
});

test("the functions are listed with their arguments", async () => {
  const { functions } = await json("mapping", "functions");
  expect(functions).toHaveLength(46);
  expect(functions[0]).toMatchObject({ name: "Append", signature: "Append(source, suffix)" });
  expect((await run("mapping", "functions")).stdout).toContain("Word(String, WordNumber, Delimiters)");
});
