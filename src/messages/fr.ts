import type { en } from "./en.ts";
import { account } from "./fr/account.ts";
import { accountLinks } from "./fr/account-links.ts";
import { audit } from "./fr/audit.ts";
import { cli } from "./fr/cli.ts";
import { configuration } from "./fr/configuration.ts";
import { cycles } from "./fr/cycles.ts";
import { demo } from "./fr/demo.ts";
import { directory } from "./fr/directory.ts";
import { errors } from "./fr/errors.ts";
import { functions } from "./fr/functions.ts";
import { gallery } from "./fr/gallery.ts";
import { groups } from "./fr/groups.ts";
import { help } from "./fr/help.ts";
import { history } from "./fr/history.ts";
import { identity } from "./fr/identity.ts";
import { imports } from "./fr/imports.ts";
import { log } from "./fr/log.ts";
import { mapping } from "./fr/mapping.ts";
import { matching } from "./fr/matching.ts";
import { notices } from "./fr/notices.ts";
import { organizations } from "./fr/organizations.ts";
import { overview } from "./fr/overview.ts";
import { pageTexts } from "./fr/page-texts.ts";
import { passkeys } from "./fr/passkeys.ts";
import { people } from "./fr/people.ts";
import { plans } from "./fr/plans.ts";
import { quarantine } from "./fr/quarantine.ts";
import { reasons } from "./fr/reasons.ts";
import { records } from "./fr/records.ts";
import { removals } from "./fr/removals.ts";
import { replay } from "./fr/replay.ts";
import { retention } from "./fr/retention.ts";
import { roles } from "./fr/roles.ts";
import { schemas } from "./fr/schemas.ts";
import { scim } from "./fr/scim.ts";
import { scoping } from "./fr/scoping.ts";
import { secondFactor } from "./fr/second-factor.ts";
import { settings } from "./fr/settings.ts";
import { targets } from "./fr/targets.ts";
import { values } from "./fr/values.ts";
import { webhooks } from "./fr/webhooks.ts";
import type { Translation } from "./translation.ts";

/** The French catalogue: exactly the English codes, and a form `many` beside each pair of plural forms. */
export const fr = {
  ...account,
  ...accountLinks,
  ...audit,
  ...errors,
  ...imports,
  ...schemas,
  ...settings,
  ...targets,
  ...reasons,
  ...quarantine,
  ...mapping,
  ...matching,
  ...scoping,
  ...functions,
  ...gallery,
  ...groups,
  ...directory,
  ...notices,
  ...organizations,
  ...overview,
  ...log,
  ...records,
  ...removals,
  ...replay,
  ...retention,
  ...history,
  ...roles,
  ...cli,
  ...people,
  ...identity,
  ...secondFactor,
  ...passkeys,
  ...plans,
  ...cycles,
  ...configuration,
  ...help,
  ...demo,
  ...scim,
  ...pageTexts,
  ...values,
  ...webhooks,
} as const satisfies Translation<typeof en>;
