import type { OrgId } from "../../core/ids.ts";
import { completeSettings, type Settings } from "../../core/provisioning/settings.ts";
import type { MailLanguage } from "../../ports/mailer.ts";
import type { NoticeRow } from "../../ports/notice-tables.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";

/** An address that gets notices, and its language. */
export interface Recipient {
  readonly address: string;
  readonly language: MailLanguage;
}

/**
 * The addresses that a notice goes to: that of its application, and for an import, which belongs to the organization,
 * those of all its applications. Only applications whose settings ask for notices count.
 */
export async function findRecipients(
  deps: Deps,
  { org, kind, subject }: NoticeRow,
): Promise<readonly Recipient[]> {
  const isWanted = ({ notifyOnFailure }: Settings) => notifyOnFailure;
  const all = await findAddresses(deps, org, isWanted);
  const chosen =
    kind === "import.failed" ? all : all.filter(({ apps }) => apps.some(({ id }) => id === subject));
  return chosen.map(({ address, language }) => ({ address, language }));
}

/** The addresses of an organization's applications, each once, with the applications that name it. */
export async function findAddresses(
  { store }: Pick<Deps, "store">,
  org: OrgId,
  isWanted: (settings: Settings) => boolean,
): Promise<readonly (Recipient & { readonly apps: readonly ApplicationRow[] })[]> {
  const found = new Map<string, Recipient & { readonly apps: ApplicationRow[] }>();
  for await (const rows of readEachPage(store, "application", { org })) {
    for (const row of rows) {
      const settings = completeSettings(row.settings);
      const { notifyAddress: address, notifyLanguage: language } = settings;
      if (address === null || !isWanted(settings)) continue;
      const known = found.get(address.toLowerCase());
      if (known === undefined) found.set(address.toLowerCase(), { address, language, apps: [row] });
      else known.apps.push(row);
    }
  }
  return [...found.values()];
}
