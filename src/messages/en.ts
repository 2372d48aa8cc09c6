import { account } from "./en/account.ts";
import { accountLinks } from "./en/account-links.ts";
import { audit } from "./en/audit.ts";
import { cli } from "./en/cli.ts";
import { configuration } from "./en/configuration.ts";
import { cycles } from "./en/cycles.ts";
import { demo } from "./en/demo.ts";
import { directory } from "./en/directory.ts";
import { errors } from "./en/errors.ts";
import { functions } from "./en/functions.ts";
import { gallery } from "./en/gallery.ts";
import { groups } from "./en/groups.ts";
import { help } from "./en/help.ts";
import { history } from "./en/history.ts";
import { identity } from "./en/identity.ts";
import { imports } from "./en/imports.ts";
import { log } from "./en/log.ts";
import { mapping } from "./en/mapping.ts";
import { matching } from "./en/matching.ts";
import { notices } from "./en/notices.ts";
import { organizations } from "./en/organizations.ts";
import { overview } from "./en/overview.ts";
import { pageTexts } from "./en/page-texts.ts";
import { passkeys } from "./en/passkeys.ts";
import { people } from "./en/people.ts";
import { plans } from "./en/plans.ts";
import { quarantine } from "./en/quarantine.ts";
import { reasons } from "./en/reasons.ts";
import { records } from "./en/records.ts";
import { removals } from "./en/removals.ts";
import { replay } from "./en/replay.ts";
import { retention } from "./en/retention.ts";
import { roles } from "./en/roles.ts";
import { schemas } from "./en/schemas.ts";
import { scim } from "./en/scim.ts";
import { scoping } from "./en/scoping.ts";
import { secondFactor } from "./en/second-factor.ts";
import { settings } from "./en/settings.ts";
import { targets } from "./en/targets.ts";
import { values } from "./en/values.ts";
import { webhooks } from "./en/webhooks.ts";

/** The English catalogue. The others have exactly its codes. */
export const en = {
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
} as const;
