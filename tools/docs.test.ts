import { existsSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { EXIT } from "../src/cli/exit.ts";
import { buildProgram } from "../src/cli/program.ts";
import { CONFIG_CODES } from "../src/connectors/scim/config.ts";
import { DEFAULT_GROUP_MAPPING, DEFAULT_USER_MAPPING } from "../src/connectors/scim/defaults.ts";
import { FAULT_CODES } from "../src/connectors/scim/faults.ts";
import { QUIRKS } from "../src/connectors/scim/quirks.ts";
import { ERROR_CODES } from "../src/contract/error-codes.ts";
import { PERSON_COLUMNS } from "../src/core/directory/person.ts";
import { EVENT_TYPES } from "../src/core/events/event.ts";
import type { ObjectMapping } from "../src/core/mapping/mapping.ts";
import { describeSource } from "../src/core/mapping/mapping-changes.ts";
import { PROFILE_KINDS, tolerancesOf } from "../src/core/scim/profile.ts";
import { en } from "../src/messages/en.ts";
import { createMessages, type Language } from "../src/messages/messages.ts";
import { bare, documents, filesBelow, found, read, section, tableRows, unique } from "./documents.ts";

/** What the documents say, compared with what the code does. */

const keysOf = (table: object, ...prefixes: readonly string[]) =>
  Object.keys(table)
    .map((key) => key.replace(/_(one|many|other)$/, ""))
    .filter((key) => prefixes.some((prefix) => key.startsWith(prefix)));

describe("docs/errors.md", () => {
  const documented = tableRows(read("docs/errors.md")).map(([code]) => bare(code));
  const lists: Readonly<Record<string, readonly string[]>> = {
    contract: ERROR_CODES,
    faults: Object.keys(FAULT_CODES),
    "notes of a test": Object.keys(QUIRKS),
    owners: found(/"(target\.value-[a-z-]+)"/g, "src/app/"),
    settings: Object.keys(CONFIG_CODES),
    refusals: found(/\brefuse\(\s*"[a-z-]+",\s*"([a-z-]+\.[a-z-]+)"/g, "src/app/", "src/http/"),
    files: found(/"(import\.[a-z-]+)"/g, "src/ports/", "src/sources/"),
    store: found(/"(store\.[a-z-]+)"/g, "src/store/"),
    starting: keysOf(en, "start.", "master-key."),
    cycles: found(/\bcode: "(cycle\.[a-z-]+)"/g, "src/app/"),
    holds: found(/"(hold\.[a-z-]+)"/g, "src/core/", "src/app/"),
    waiting: found(/"(pending\.[a-z-]+)"/g, "src/core/", "src/app/"),
    "answers to parts of an object": found(
      /"((?:refused|members|target)\.[a-z-]+)"/g,
      "src/app/provisioning/",
      "src/core/provisioning/",
    ),
    commands: found(/\bCliError\(\s*[\w.]+,\s*"([a-z-]+\.[a-z-]+)"/g, "src/cli/", "src/commands/"),
    mappings: keysOf(en, "mapping."),
    "configuration files": [
      ...keysOf(en, "configuration.yaml-"),
      ...found(/"(configuration\.[a-z-]+)"/g, "src/cli/", "src/files/"),
    ],
    usage: keysOf(en, "usage.").filter((code) => code !== "usage.did-you-mean"),
  };

  test.each(Object.entries(lists))("has every code: %s", (_, codes) => {
    expect(codes.length).toBeGreaterThan(2); // A check of an empty list must not pass.
    expect(unique(codes).filter((code) => !documented.includes(code))).toEqual([]);
  });

  test("has no code that is not there, and none twice", () => {
    const known = new Set([...Object.values(lists).flat(), "cli.bug"]);
    expect(documented.length).toBeGreaterThan(100);
    expect(documented.filter((code) => !known.has(code))).toEqual([]);
    expect(documented).toHaveLength(new Set(documented).size);
  });

  test.each(["docs/errors.md", "docs/fr/errors.md"])(
    "says in each row what it means and what to do: %s",
    (file) => {
      const rows = tableRows(read(file));
      expect(rows.map(([code]) => bare(code))).toEqual(documented);
      expect(rows.filter((row) => row.length !== 4 || row.includes("")).map(([code]) => code)).toEqual([]);
    },
  );
});

test("docs/configuration.md has exactly the variables of the environment that the code reads", () => {
  const rows = tableRows(read("docs/configuration.md")).map(([name]) => bare(name));
  const documented = rows.filter((name) => name.startsWith("MUSTER_"));
  const inMessages = read("src/messages/messages.ts").matchAll(/\benv\["(MUSTER_[A-Z_]+)"\]/g);
  const used = [
    ...found(/^ {2}(MUSTER_[A-Z_]+): (?:z\b|whole\()/gm, "src/commands/"),
    ...found(/\benv\["(MUSTER_[A-Z_]+)"\]/g, "src/"),
    ...[...inMessages].map(([, name = ""]) => name),
  ];
  expect(unique(used).length).toBeGreaterThan(5);
  expect(unique(documented)).toEqual(unique(used));
});

test("docs/operating.md has exactly the metrics that there are", () => {
  const documented = tableRows(section("docs/operating.md", "Watching")).map(([name]) => bare(name));
  const made = found(/\bname: "(muster_[a-z_]+)"/g, "src/");
  expect(made.length).toBeGreaterThan(0);
  expect(documented.filter((name) => name.startsWith("muster_")).sort()).toEqual(unique(made));
});

/** All commands that do something, under their full names. */
function commandsBelow(command: Command, before: readonly string[] = []): Map<string, Command> {
  const path = [...before, command.name()];
  if (command.commands.length === 0) return new Map([[path.join(" "), command]]);
  // A command with options of its own, such as plan and audit, can be called beside those below it.
  const own = before.length > 0 && command.options.length > 0 ? [[path.join(" "), command] as const] : [];
  return new Map([...own, ...command.commands.flatMap((child) => [...commandsBelow(child, path)])]);
}

async function commandsIn(language: Language): Promise<Map<string, Command>> {
  const world = {
    stdout: { write: () => true },
    stderr: { write: () => true },
    env: { MUSTER_LANG: language },
    version: "0.0.0",
    openFile: async (path: string) => Promise.reject(new Error(path)),
    now: () => 0,
    sleep: async () => {},
  };
  const nothing = async () => EXIT.done;
  const local = {
    init: nothing,
    adminToken: nothing,
    resetPerson: nothing,
    verifyAudit: nothing,
    verifyAuditFile: nothing,
    replayCycle: nothing,
    serve: nothing,
    demo: nothing,
    simulateWebex: nothing,
  };
  return commandsBelow(await buildProgram(world, local).load());
}

const commands = await commandsIn("en");

describe("the command line", () => {
  test("docs/cli.md is what the program says of itself (-u writes it anew)", async () => {
    expect(commands.size).toBeGreaterThan(20);
    await expect(await cliReference("en")).toMatchFileSnapshot("../docs/cli.md");
  });

  test("docs/fr/cli.md is what the program says of itself in French (-u writes it anew)", async () => {
    await expect(await cliReference("fr")).toMatchFileSnapshot("../docs/fr/cli.md");
  });

  test("documents use commands and options that there are", () => {
    const used = documents.flatMap((file) => usedCommands(file).map((line) => ({ file, line })));
    expect(used.length).toBeGreaterThan(30);
    const wrong = used.filter(({ line }) => !isUnderstood(line));
    expect(wrong).toEqual([]);
  });

  test("documents name options that some command has", () => {
    const known = new Set(
      [...commands.values()].flatMap(({ options }) => options.flatMap(({ long, short }) => [long, short])),
    );
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/`(--[a-z-]+)[^`]*`/g)].map(([, option = ""]) => ({ file, option })),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ option }) => option !== "--help" && !known.has(option))).toEqual([]);
  });

  test("README and ARCHITECTURE have the exit codes", () => {
    const codes = tableRows(section("README.md", "Exit codes")).map(([code]) => Number(code));
    expect(codes).toEqual(Object.values(EXIT));
    const sentence = /Exit codes\*\*: (.*)\./.exec(read("ARCHITECTURE.md"))?.[1] ?? "";
    expect([...sentence.matchAll(/(\d+) /g)].map(([, code]) => Number(code))).toEqual(Object.values(EXIT));
  });
});

const CLI_WORDS = {
  en: {
    intro: [
      "# The command line",
      "",
      "Every command with its options, written by `tools/docs.test.ts` from the program itself. `muster COMMAND --help`",
      "says the same with examples. Environment: [configuration.md](configuration.md). Exit codes: 0 done, 1 failed, 2 wrong",
      "usage, 3 held or partial, 4 refused by a target or by Muster, 130 ended by Ctrl-C, 143 ended by SIGTERM.",
    ],
    head: "| option | meaning |",
  },
  fr: {
    intro: [
      "# La ligne de commande",
      "",
      "Toutes les commandes avec leurs options, telles que le programme les décrit lui-même : `tools/docs.test.ts` écrit cette",
      "page. `muster COMMANDE --help` dit la même chose avec des exemples, en français quand `MUSTER_LANG=fr`. Environnement :",
      "[configuration.md](configuration.md). Codes de sortie : 0 fait, 1 échec, 2 mauvais usage, 3 retenu ou partiel, 4 refusé par",
      "une cible ou par Muster, 130 terminé par Ctrl-C, 143 terminé par SIGTERM.",
    ],
    head: "| option | signification |",
  },
} as const;

async function cliReference(language: Language): Promise<string> {
  const words = CLI_WORDS[language];
  const parts = [...(await commandsIn(language))].map(([name, command]) => {
    const named = command.registeredArguments.map((argument) =>
      argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
    );
    const usage = [name, ...named].join(" ");
    const options = command.options.map(({ flags, description }) => `| \`${flags}\` | ${description} |`);
    return [`## ${usage}`, "", sentenceOf(command.description()), "", words.head, "|---|---|"]
      .concat(options)
      .join("\n");
  });
  return `${[words.intro.join("\n"), ...parts].join("\n\n")}\n`;
}

function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Command lines in blocks of code and between backticks. */
function usedCommands(file: string): string[] {
  const text = read(file);
  const lines = [...text.matchAll(/^(?:\$ )?(muster [a-z].*)$/gm)].map(([, line = ""]) => line);
  const inline = [...text.matchAll(/`(muster [a-z][^`]*)`/g)].map(([, line = ""]) => line);
  return [...lines, ...inline].map((line) =>
    line
      .replaceAll(/\s+/g, " ")
      .replace(/ *#.*$/, "")
      .trim(),
  );
}

function isUnderstood(line: string): boolean {
  const words = line.split(" ");
  const name = [3, 2].map((length) => words.slice(0, length).join(" ")).find((path) => commands.has(path));
  if (name === undefined) return isGroup(words);
  const known = [
    ...(commands.get(name)?.options ?? []).flatMap(({ long, short }) => [long, short]),
    "--help",
  ];
  return words.filter((word) => /^--[a-z]/.test(word)).every((word) => known.includes(word));
}

/** `muster app` alone, as a way to speak of its commands. */
function isGroup(words: readonly string[]): boolean {
  return words.length === 2 && [...commands.keys()].some((path) => path.startsWith(`${words.join(" ")} `));
}

test("README's first screen has the two commands, and package.json what they run", () => {
  const screen = read("README.md").split("\n").slice(0, 25).join("\n");
  for (const script of ["run demo", "test"]) {
    expect(screen).toContain(`\nnpm ci --ignore-scripts && npm ${script}\n`);
    expect(JSON.parse(read("package.json")).scripts).toHaveProperty(script.replace("run ", ""));
  }
});

test("ARCHITECTURE.md prints the table of imports that the tidy test enforces", () => {
  const [, table = ""] =
    /MAY_IMPORT[^=]*= \{\n([\s\S]*?)\n\};/.exec(read("tools/tidy/imports.test.ts")) ?? [];
  const enforced = [...table.matchAll(/^ {2}(\w+): \[(.*)\],$/gm)].map(([, folder = "", list = ""]) => [
    folder,
    [...list.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name),
  ]);
  expect(enforced.length).toBeGreaterThan(5);
  const printed = tableRows(section("ARCHITECTURE.md", "Imports")).map(([folder, list = ""]) => [
    bare(folder),
    list.startsWith("nothing") ? [] : [...list.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
  ]);
  expect(printed).toEqual(enforced);
});

describe.each([
  ["docs/provisioning.md", "Mapping"],
  ["docs/fr/provisioning.md", "Correspondances"],
] as const)("%s", (file, mapping) => {
  test("has the default mappings", () => {
    const rows = tableRows(section(file, mapping)).map(([target, source]) => [bare(target), bare(source)]);
    const expected = [...mappingRows(DEFAULT_USER_MAPPING), ...mappingRows(DEFAULT_GROUP_MAPPING)];
    expect(expected.length).toBeGreaterThan(15);
    expect(rows).toEqual(expected);
  });
});

function mappingRows({ attributes }: ObjectMapping): string[][] {
  return attributes.map((attribute) => {
    return [attribute.target, describeSource({ ...attribute })];
  });
}

test.each([
  ["docs/events.md", "Event types"],
  ["docs/fr/events.md", "Types d’événements"],
])("%s has every type of events, with its name in RFC 9967", (file, heading) => {
  const rows = tableRows(section(file, heading)).map(([type, , uri]) => [bare(type), bare(uri)]);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows).toEqual(Object.entries(EVENT_TYPES).map(([type, uri]) => [type, uri ?? "–"]));
});

test.each(["docs/import.md", "docs/fr/import.md"])("%s has the columns of people and groups", (file) => {
  const rows = tableRows(section(file, "people.csv")).map(([name]) => bare(name));
  expect(rows).toEqual([...PERSON_COLUMNS, "manager"]);
  const groups = tableRows(section(file, "groups.csv")).map(([name]) => bare(name));
  expect(groups).toEqual(["groupName", "memberType", "member"]);
});

describe.each([
  ["docs/scim-clients.md", "Tolerances", "en", "yes", "no"],
  ["docs/fr/scim-clients.md", "Tolérances", "fr", "oui", "non"],
] as const)("%s", (file, heading, language, yes, no) => {
  test("has every tolerance as each profile has it", () => {
    const messages = createMessages(language);
    const modes = PROFILE_KINDS.map((kind) => Object.entries(tolerancesOf({ kind })));
    const expected = (modes[0] ?? []).map(([name], at) => [
      name,
      ...modes.map((entries) => (entries[at]?.[1] === true ? yes : no)),
      messages.text(`tolerance.${name}`),
    ]);
    expect(expected.length).toBeGreaterThan(20);
    expect(tableRows(section(file, heading)).map(([name, ...rest]) => [bare(name), ...rest])).toEqual(
      expected,
    );
  });
});

/** Lines of commands in blocks of code, without their comments. */
function commandLines(file: string): string[] {
  const blocks = [...read(file).matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = ""]) => block);
  return blocks
    .flatMap((block) => block.split("\n"))
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
}

test("the French documents have the sections, tables, codes and commands of the English ones", () => {
  const french = filesBelow("docs/fr", ".md");
  expect(french.length).toBeGreaterThan(1);
  const shape = (file: string) => ({
    headings: read(file).match(/^#{1,3} /gm)?.length,
    commands: commandLines(file),
    rows: tableRows(read(file)).length,
    codes: unique([...read(file).matchAll(/`([a-z]+\.[a-z-]+)`/g)].map(([, code = ""]) => code)),
  });
  for (const file of french) expect(shape(file), file).toEqual(shape(file.replace("docs/fr/", "docs/")));
});

/** Words in back quotes that a translation may change, because they stand for something that the reader fills in. */
const TRANSLATED = new Set(["muster COMMAND --help", "column=name", "webhook-id.webhook-timestamp.body"]);

test("the French documents have every word of code that the English ones have", () => {
  const wordsIn = (file: string) => {
    const text = read(file)
      .replaceAll(/^```.*?^```/gms, "")
      .replaceAll(/\n(?![\n|#-])/g, " ");
    return unique([...text.matchAll(/`([^`\n]+)`/g)].map(([, word = ""]) => word.replaceAll(/\s+/g, " ")));
  };
  const files = filesBelow("docs/fr", ".md");
  expect(files.length).toBeGreaterThan(5);
  const lacking = files.flatMap((file) => {
    const french = new Set(wordsIn(file));
    const english = wordsIn(file.replace("docs/fr/", "docs/"));
    return english
      .filter((word) => !french.has(word) && !TRANSLATED.has(word))
      .map((word) => `${file}: ${word}`);
  });
  expect(lacking).toEqual([]);
});

test("links between documents lead somewhere", () => {
  const links = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, to = ""]) => ({ file, to })),
  );
  const relative = links.filter(({ to }) => !/^[a-z]+:/.test(to));
  expect(relative.length).toBeGreaterThan(15);
  expect(relative.filter(({ file, to }) => !existsSync(posix.join(posix.dirname(file), to)))).toEqual([]);
});

test("each decision has its four parts, and numbers follow each other", () => {
  const files = readdirSync("docs/adr").sort();
  expect(files.length).toBeGreaterThan(5);
  expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, at) => at + 1));
  const parts = ["Context", "Decision", "Consequences", "What would change our mind"];
  for (const file of files) {
    const headings = [...read(posix.join("docs/adr", file)).matchAll(/^## (.*)$/gm)].map(([, text]) => text);
    expect(headings, file).toEqual(parts);
  }
});
