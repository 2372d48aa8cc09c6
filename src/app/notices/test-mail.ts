import type { AppId, OrgId } from "../../core/ids.ts";
import { completeSettings } from "../../core/provisioning/settings.ts";
import type { MailBlock, MailLanguage, MailOutcome, MailPort } from "../../ports/mailer.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";

/** The result of a test message. */
export interface TestedMail {
  readonly to: string;
  readonly mail: MailPort;
  readonly outcome: MailOutcome;
}

interface TestMail {
  /** The address of the console. */
  readonly baseUrl: string;
  readonly signal: AbortSignal;
}

/** Sends a test message to an address, at once and once. */
export function testMail(
  deps: Deps,
  input: TestMail & { readonly to: string; readonly language: MailLanguage },
): Promise<TestedMail | Refusal> {
  return send(deps, { ...input, url: input.baseUrl, more: [] });
}

/**
 * Sends a test message to the address for messages of an application. The address is a setting, so that tests could be
 * sent to any mailbox: `waitSeconds` counts each of them and says how long the next one has to wait.
 */
export async function testNotice(
  deps: Deps,
  input: TestMail & {
    readonly org: OrgId;
    readonly app: AppId;
    /** That of the application's setting when left out. */
    readonly language?: MailLanguage | undefined;
    readonly waitSeconds: () => number | undefined;
  },
): Promise<TestedMail | Refusal | { readonly kind: "too-many"; readonly seconds: number }> {
  const { org, app, baseUrl } = input;
  const row = await deps.store.get("application", { org, id: app });
  if (row === undefined) return refuse("not-found", "app.not-found", { app });
  const mail = getMail(deps);
  if (isRefusal(mail)) return mail;
  const { notifyAddress: to, notifyLanguage } = completeSettings(row.settings);
  if (to === null) return refuse("conflict", "mail.no-address", { app: row.name });
  const seconds = input.waitSeconds();
  if (seconds !== undefined) return { kind: "too-many", seconds };
  const url = `${baseUrl}/organizations/${org}/applications/${app}`;
  const line: MailBlock = { kind: "line", phrase: { code: "mail.test-app", params: { app: row.name } } };
  const { language = notifyLanguage } = input;
  return send(deps, { ...input, language, to, url, more: [line] });
}

/** The way out for mail, or the refusal of an installation without one. */
export function getMail({ mail }: Deps): MailPort | Refusal {
  return mail ?? refuse("conflict", "mail.not-configured");
}

interface Sent extends TestMail {
  readonly to: string;
  readonly language: MailLanguage;
  readonly url: string;
  readonly more: readonly MailBlock[];
}

async function send(deps: Deps, input: Sent): Promise<TestedMail | Refusal> {
  const { to, url, more, language, signal } = input;
  const mail = getMail(deps);
  if (isRefusal(mail)) return mail;
  const written = mail.write(
    {
      subject: { code: "mail.test-subject", params: {} },
      blocks: [
        { kind: "line", phrase: { code: "mail.test", params: {} } },
        ...more,
        { kind: "link", phrase: { code: "mail.open-console", params: {} }, url },
      ],
    },
    language,
  );
  const outcome = await mail.send({ ...written, id: deps.env.newId(), to }, signal);
  return { to, mail, outcome };
}
