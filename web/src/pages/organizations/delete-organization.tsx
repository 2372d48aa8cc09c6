import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type Organization, organizationRoutes } from "../../../../src/contract/organizations.ts";
import { signInRoutes } from "../../../../src/contract/sign-in.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { QueryView } from "../../states/query-view.tsx";

interface DeleteOrganizationProps {
  readonly organization: Organization;
  onDone(): void;
  onCancel(): void;
}

/** Deletes an organization after a question that says what goes with it, and that accounts in the targets stay. */
export function DeleteOrganization({ organization, onDone, onCancel }: DeleteOrganizationProps) {
  const { t } = useTexts("organizations");
  const { client, renewSession } = useConsole();
  const queries = useQueryClient();
  const { orgId: org, name } = organization;
  return (
    <Confirm
      heading={t("delete.heading", { name })}
      text={t("delete.text")}
      action={t("delete")}
      run={() => client.call(organizationRoutes.deleteOrganization, { params: { org }, query: { name } })}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: ["organizations"] });
        // The switch of organizations shows those that the session has.
        void client.call(signInRoutes.getSession, {}).then(renewSession, () => undefined);
        onDone();
      }}
      onCancel={onCancel}
    >
      <Contents org={org} />
    </Confirm>
  );
}

const COUNTED = ["users", "groups", "applications", "tokens", "webhooks", "persons", "accounts"] as const;

/** What goes with the organization, in numbers. */
function Contents({ org }: { readonly org: string }) {
  const { t } = useTexts("organizations");
  const { client } = useConsole();
  const { number } = useFormat();
  const query = useQuery({
    queryKey: keys.organizationContents(org),
    queryFn: ({ signal }) =>
      client.call(organizationRoutes.getOrganizationContents, { params: { org }, signal }),
    staleTime: 0,
  });
  return (
    <QueryView query={query}>
      {(contents) => (
        <ul>
          {COUNTED.map((each) => (
            <li key={each}>{t(`delete.${each}`, { number: number(contents[each]) })}</li>
          ))}
        </ul>
      )}
    </QueryView>
  );
}
