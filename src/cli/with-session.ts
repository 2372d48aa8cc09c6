import { signInRoutes } from "../contract/sign-in.ts";
import type { Messages } from "../messages/messages.ts";
import { type Client, createClientWith } from "./client.ts";
import { CliError, EXIT } from "./exit.ts";
import { readSettings } from "./settings.ts";
import type { World } from "./world.ts";

/** The person who signs in, with a code of the authenticator app or a recovery code where there is an app. */
export interface SignInAs {
  readonly name: string;
  readonly code?: string | undefined;
}

/**
 * Signs a person in with a password that is typed or read from standard input, runs the work with the session, and signs
 * out again. The password is never an argument: command lines can be seen.
 */
export async function withSession<Result>(
  world: World,
  messages: Messages,
  { name, code }: SignInAs,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const url = readSettings(world).url.value;
  const password = await world.readSecret?.(messages.word("cli.password-prompt", { name, url }));
  if (password === undefined || password === "") throw new CliError(EXIT.usage, "usage.no-password");
  let cookie = "";
  const stranger = createClientWith(url, {}, messages, (cookies) => {
    cookie = cookies.map((each) => each.split(";", 1)[0]).join("; ");
  });
  const { csrfToken } = await stranger.call(signInRoutes.signIn, { body: { name, password, code } });
  const client = createClientWith(url, { cookie, "x-csrf-token": csrfToken }, messages);
  try {
    return await work(client);
  } finally {
    await client.call(signInRoutes.signOut, {});
  }
}
