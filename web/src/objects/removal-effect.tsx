import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import {
  type RemovalEffectShape,
  type RemovedThingShape,
  removalRoutes,
} from "../../../src/contract/removals.ts";
import { keys } from "../api/keys.ts";
import { useFormat } from "../i18n/use-format.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../shell/console-context.ts";
import { ErrorState } from "../states/error-state.tsx";
import { ReasonList } from "./reason-list.tsx";

interface AssignmentRemovalProps {
  readonly app: string;
  readonly query: z.input<typeof removalRoutes.tryRemoval.query>;
}

/** The effect of the end of an assignment: how many users lose their account, and how many keep it through something else. */
export function AssignmentRemoval({ app, query }: AssignmentRemovalProps) {
  const { t } = useTexts("removals");
  const { client } = useConsole();
  const org = useOrganization();
  const { data, error } = useQuery({
    queryKey: keys.removal(org, app, query),
    queryFn: ({ signal }) => client.call(removalRoutes.tryRemoval, { params: { org, app }, query, signal }),
  });
  if (error !== null) return <ErrorState of="action" error={error} />;
  if (data === undefined) return <p>{t("counting")}</p>;
  return (
    <>
      <Effect effect={data} />
      {data.user?.keeps === true && (
        <>
          <p>{t("keeps")}</p>
          <ReasonList reasons={data.user.scope} />
        </>
      )}
    </>
  );
}

interface DirectoryRemovalProps {
  readonly query: z.input<typeof removalRoutes.tryDirectoryRemoval.query>;
}

/** The effect of a change of the directory in each application, and why it would not last. */
export function DirectoryRemoval({ query }: DirectoryRemovalProps) {
  return useMay()("provisioning:read") ? <DirectoryEffect query={query} /> : null;
}

function DirectoryEffect({ query }: DirectoryRemovalProps) {
  const { t } = useTexts("removals");
  const { client } = useConsole();
  const org = useOrganization();
  const { data, error } = useQuery({
    queryKey: keys.directoryRemoval(org, query),
    queryFn: ({ signal }) =>
      client.call(removalRoutes.tryDirectoryRemoval, { params: { org }, query, signal }),
  });
  if (error !== null) return <ErrorState of="action" error={error} />;
  if (data === undefined) return <p>{t("counting")}</p>;
  return (
    <>
      <Returns returns={data.returns} />
      {data.applications.length === 0 && <p>{t("none")}</p>}
      {data.applications.map((effect) => (
        <div key={effect.appId}>
          <p>
            <strong translate="no">{effect.application}</strong>
          </p>
          <Effect effect={effect} />
        </div>
      ))}
    </>
  );
}

function Returns({ returns }: Pick<RemovedThingShape, "returns">) {
  const { t } = useTexts("removals");
  if (returns.length === 0) return null;
  return (
    <>
      <p>{t("returns")}</p>
      <ReasonList reasons={returns} />
    </>
  );
}

function Effect({ effect: { lose, keep, loseRoles } }: { readonly effect: RemovalEffectShape }) {
  const { t } = useTexts("removals");
  const { number } = useFormat();
  return (
    <ul>
      <li>{t("lose", { count: lose, shown: number(lose) })}</li>
      <li>{t("keep", { count: keep, shown: number(keep) })}</li>
      {loseRoles > 0 && <li>{t("lose-roles", { count: loseRoles, shown: number(loseRoles) })}</li>}
    </ul>
  );
}
