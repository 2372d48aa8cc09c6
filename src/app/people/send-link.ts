import { INSTANCE } from "../../core/ids.ts";
import type { MailLanguage, MailOutcome, Phrase } from "../../ports/mailer.ts";
import { type Deps, isRefusal, type Refusal } from "../deps.ts";
import { getMail } from "../notices/test-mail.ts";
import { formatLink, type NewOneTimeLink } from "./one-time-links.ts";
import type { PersonView } from "./people-in-reach.ts";

/** The address that a link was sent to, and how handing the mail over ended. */
export interface MailedLink {
  readonly to: string;
  readonly outcome: MailOutcome;
}

interface LinkMail {
  readonly to: string;
  /** The language of the mail for a person who has not chosen one. */
  readonly language: MailLanguage;
  /** The address of the console. */
  readonly baseUrl: string;
  readonly signal: AbortSignal;
}

/**
 * Sends a link that was just created, at once and once. It is not a notice of the outbox, because the link is a secret that
 * is stored nowhere; when the mail is refused, the caller still has the link.
 */
export async function sendLink(
  deps: Deps,
  { row: person }: Pick<PersonView, "row">,
  link: Pick<NewOneTimeLink, "row" | "code">,
  { to, language, baseUrl, signal }: LinkMail,
): Promise<MailedLink | Refusal> {
  const mail = getMail(deps);
  if (isRefusal(mail)) return mail;
  const { org, purpose, expires } = link.row;
  const organization = org === INSTANCE ? undefined : await deps.store.get("organization", { org });
  const say = (code: string, params: Phrase["params"] = {}) => ({ code: `link-mail.${code}`, params });
  const params = { name: person.name, organization: organization?.name ?? "" };
  const kind = purpose === "reset" ? "reset" : "invitation";
  const isForInstance = kind === "invitation" && organization === undefined;
  const written = mail.write(
    {
      subject: say(`subject-${kind}`),
      blocks: [
        { kind: "line", phrase: say(isForInstance ? "invitation-instance" : kind, params) },
        { kind: "link", phrase: say(`open-${kind}`), url: formatLink(baseUrl, link.code) },
        { kind: "line", phrase: say("valid", { at: new Date(expires).toISOString() }) },
        { kind: "line", phrase: say("unexpected") },
      ],
    },
    readLanguage(person.language) ?? language,
  );
  return { to, outcome: await mail.send({ ...written, id: deps.env.newId(), to }, signal) };
}

/** The language that a person chose for the console. */
function readLanguage(chosen: string | null): MailLanguage | undefined {
  return chosen === "en" || chosen === "fr" ? chosen : undefined;
}
