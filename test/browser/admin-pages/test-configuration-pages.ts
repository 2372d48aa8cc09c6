import { text } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Installation } from "../../journeys/muster.ts";
import { expectNoBarrier } from "../looks.ts";
import type { PageTrouble } from "../watched-page.ts";

/** The page of an owner who administers the instance too; page and installation are there once the tests run. */
interface ConfigurationParts {
  readonly trouble: PageTrouble;
  page(): Page;
  muster(): Installation;
}

const application = (...lines: readonly string[]) =>
  ["muster: 1", "kind: application", "name: Example target", ...lines].join("\n");

/** Adds the tests of configuration files to a group of tests that has started an installation with one application. */
export function testConfigurationPages({ trouble, page, muster }: ConfigurationParts): void {
  const dialog = () => page().getByRole("dialog");
  const field = () => page().getByLabel("Text of the file");
  const goTo = async (path: string) => {
    await page().goto(`${muster().url}${path}`);
    await field().waitFor();
  };
  const compare = async (file: string) => {
    await field().fill(file);
    await page().getByRole("button", { name: "Show the changes" }).click();
  };
  const apply = async () => {
    await page().getByRole("button", { name: "Apply exactly this" }).click();
    await dialog().getByRole("button", { name: "Apply exactly this" }).click();
  };
  const download = async () => {
    const saving = page().waitForEvent("download");
    await page().getByRole("button", { name: "Download as YAML" }).click();
    const saved = await saving;
    return [saved.suggestedFilename(), await text(await saved.createReadStream())] as const;
  };
  const organization = () => `/organizations/${muster().orgId}/configuration`;

  test("an organization is downloaded as a file, which makes no change when it is compared", async () => {
    await page().getByRole("link", { name: "Configuration file" }).click();
    await field().waitFor();
    const [name, file] = await download();
    expect(name).toMatch(/\.yaml$/);
    expect(file).toContain("kind: organization");
    expect(file).toContain("name: Example target");
    const chosen = { name: "export.yaml", mimeType: "application/yaml", buffer: Buffer.from(file) };
    await page().getByLabel("File", { exact: true }).setInputFiles(chosen);
    await page().getByRole("button", { name: "Show the changes" }).click();
    await page().getByText("No change: everything is as the configuration says.").waitFor();
    await expectNoBarrier(page());
    expect(await page().getByRole("button", { name: "Apply exactly this" }).count()).toBe(0);
  });

  test("errors of a file stand with line and column, and a secret in clear is not sent", async () => {
    await goTo(organization());
    await page().getByRole("button", { name: "Show the changes" }).click();
    await page().getByText("There is no configuration yet.").waitFor();
    await compare("muster: 1\nkind: [application\n");
    await page()
      .getByText(/^Line [23], column \d+:$/)
      .waitFor();
    trouble.expectStatuses(400);
    await compare(application("settings:", "  parkAftr: 3"));
    await page().getByText("Line 5, column 3:", { exact: true }).waitFor();
    await expectNoBarrier(page());
    trouble.expectStatuses();
    await compare(application("credential: muster-secret-in-clear"));
    await page().getByText("Line 4, column 13:", { exact: true }).waitFor();
  });

  test("changes are shown in the words of the command line, and exactly these are made", async () => {
    await goTo(organization());
    await compare(application("settings:", "  parkAfter: 9"));
    await page().getByText("settings/parkAfter").waitFor();
    await page().getByText(/ → 9$/).waitFor();
    await muster().json("app", "settings", "Example target", "--set", "parkAfter=8");
    await apply();
    await page().getByText("Nothing was applied", { exact: false }).waitFor();
    await page().getByText("8 → 9").waitFor();
    await page().getByRole("button", { name: "Apply exactly this" }).click();
    await dialog().getByRole("heading", { name: "Make this 1 change?" }).waitFor();
    await expectNoBarrier(page());
    await dialog().getByRole("button", { name: "Apply exactly this" }).click();
    await page().getByText("1 change was made.", { exact: false }).waitFor();
    await page().getByRole("button", { name: "Show the changes" }).click();
    await page().getByText("No change: everything is as the configuration says.").waitFor();
  });

  test("deletions need the switch, and say how many accounts they concern", async () => {
    const [first] = (await muster().json("org", "list"))["items"] as readonly { readonly name: string }[];
    const file = `muster: 1\nkind: organization\nname: ${first?.name}\napplications: []\n`;
    await goTo(organization());
    await compare(file);
    await page().getByText("No change: everything is as the configuration says.").waitFor();
    await page().getByText("Delete entries that the file leaves out").click();
    await page().getByLabel("Largest number of deletions").waitFor();
    await page().getByRole("button", { name: "Show the changes" }).click();
    await page()
      .getByText(/^\d+ linked accounts$/)
      .waitFor();
    await page().getByRole("button", { name: "Apply exactly this" }).click();
    await dialog()
      .getByText(/Linked accounts that deletions concern: [1-9]/)
      .waitFor();
    await dialog().getByRole("button", { name: "Cancel" }).click();
  });

  test("an application has its own file, and the value of a reference is typed", async () => {
    const { items } = await muster().json("app", "list");
    const [{ appId = "" } = {}] = items as readonly { readonly appId?: string }[];
    await goTo(`/organizations/${muster().orgId}/applications/${appId}/configuration`);
    const [name, file] = await download();
    expect([name, file.includes("kind: organization")]).toEqual(["Example-target.yaml", false]);
    trouble.expectStatuses(400);
    await compare(application("credential: $env:ROTATED"));
    await page().getByText("Line 4, column 13:", { exact: true }).waitFor();
    trouble.expectStatuses();
    await page().getByLabel("$env:ROTATED").fill("another-credential");
    await page().getByRole("button", { name: "Show the changes" }).click();
    await page().getByRole("status").getByText("credential", { exact: true }).waitFor();
    await expectNoBarrier(page());
  });

  test("a file of the instance creates an organization", async () => {
    await goTo("/instance/configuration");
    await compare("muster: 1\nkind: organization\nname: Fabrikam\nsoftDeleteDays: 7\n");
    await page().getByRole("heading", { name: 'New organization "Fabrikam"' }).waitFor();
    await apply();
    await page()
      .getByText(/^\d+ changes? (was|were) made\./)
      .waitFor();
    expect((await download())[1]).toContain("name: Fabrikam");
  });
}
