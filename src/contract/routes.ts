import { accountLinkRoutes } from "./account-links.ts";
import { accountRoutes } from "./accounts.ts";
import { applicationRoutes } from "./applications.ts";
import { assignmentRoutes } from "./assignments.ts";
import { auditRoutes } from "./audit.ts";
import { auditChainRoutes } from "./audit-chain.ts";
import { configurationRoutes } from "./configuration.ts";
import { cycleRoutes } from "./cycles.ts";
import { definitionRoutes } from "./definitions.ts";
import { deletedUserRoutes } from "./deleted-users.ts";
import { directoryRoutes } from "./directory.ts";
import { directoryWriteRoutes } from "./directory-writes.ts";
import { errorAnswerRoutes } from "./error-answers.ts";
import { eventRoutes } from "./events.ts";
import { exchangeRoutes } from "./exchanges.ts";
import { expressionRoutes } from "./expressions.ts";
import { galleryRoutes } from "./gallery.ts";
import { historyRoutes } from "./history.ts";
import { identityProviderRoutes } from "./identity-providers.ts";
import { importRoutes } from "./imports.ts";
import { mappingRoutes } from "./mappings.ts";
import { matchRoutes } from "./matches.ts";
import { noticeRoutes } from "./notices.ts";
import { onDemandRoutes } from "./on-demand.ts";
import { organizationConfigurationRoutes } from "./organization-configuration.ts";
import { organizationRoutes } from "./organizations.ts";
import { overviewRoutes } from "./overview.ts";
import { ownPasswordRoutes } from "./own-password.ts";
import { ownProfileRoutes } from "./own-profile.ts";
import { passkeyRoutes } from "./passkeys.ts";
import { peopleRoutes } from "./people.ts";
import { planRoutes } from "./plans.ts";
import { reconcileRoutes } from "./reconcile.ts";
import { recordRoutes } from "./records.ts";
import { rejectedRequestRoutes } from "./rejected-requests.ts";
import { removalRoutes } from "./removals.ts";
import { restartRoutes } from "./restart.ts";
import { retentionRoutes } from "./retention.ts";
import { roleRoutes } from "./roles.ts";
import type { RouteSpec } from "./route.ts";
import { scopeRoutes } from "./scopes.ts";
import { secondFactorRoutes } from "./second-factor.ts";
import { selectedGroupRoutes } from "./selected-groups.ts";
import { settingRoutes } from "./settings.ts";
import { signInRoutes } from "./sign-in.ts";
import { statusRoutes } from "./status.ts";
import { streamRoutes } from "./stream.ts";
import { systemRoutes } from "./system.ts";
import { tokenRoutes } from "./tokens.ts";
import { waitingRoutes } from "./waiting.ts";
import { webhookRoutes } from "./webhooks.ts";

/** Every endpoint of the admin API. The server registers exactly these; CLI and console call through them. */
export const routes = {
  ...signInRoutes,
  ...peopleRoutes,
  ...identityProviderRoutes,
  ...secondFactorRoutes,
  ...ownPasswordRoutes,
  ...ownProfileRoutes,
  ...passkeyRoutes,
  ...organizationRoutes,
  ...retentionRoutes,
  ...errorAnswerRoutes,
  ...tokenRoutes,
  ...importRoutes,
  ...deletedUserRoutes,
  ...rejectedRequestRoutes,
  ...definitionRoutes,
  ...galleryRoutes,
  ...applicationRoutes,
  ...mappingRoutes,
  ...matchRoutes,
  ...settingRoutes,
  ...assignmentRoutes,
  ...roleRoutes,
  ...configurationRoutes,
  ...organizationConfigurationRoutes,
  ...selectedGroupRoutes,
  ...scopeRoutes,
  ...expressionRoutes,
  ...eventRoutes,
  ...webhookRoutes,
  ...noticeRoutes,
  ...planRoutes,
  ...cycleRoutes,
  ...onDemandRoutes,
  ...reconcileRoutes,
  ...restartRoutes,
  ...recordRoutes,
  ...removalRoutes,
  ...exchangeRoutes,
  ...waitingRoutes,
  ...directoryRoutes,
  ...directoryWriteRoutes,
  ...accountRoutes,
  ...accountLinkRoutes,
  ...overviewRoutes,
  ...historyRoutes,
  ...streamRoutes,
  ...auditRoutes,
  ...auditChainRoutes,
  ...statusRoutes,
  ...systemRoutes,
} as const satisfies Readonly<Record<string, RouteSpec>>;

export type Routes = typeof routes;
export type RouteId = keyof Routes;
