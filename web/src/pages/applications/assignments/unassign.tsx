import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { type assignment, assignmentRoutes } from "../../../../../src/contract/assignments.ts";
import { keys } from "../../../api/keys.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { AssignmentRemoval } from "../../../objects/removal-effect.tsx";
import { useConsole } from "../../../shell/console-context.ts";
import { Confirm } from "../../../states/confirm.tsx";

interface UnassignProps {
  readonly application: ApplicationShape;
  readonly assignment: z.output<typeof assignment>;
}

/** Removes one assignment after a question that says how many users are linked. */
export function Unassign({ application, assignment }: UnassignProps) {
  const { t } = useTexts("assignments");
  const { number } = useFormat();
  const { client } = useConsole();
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const { orgId: org, appId: app, name: appName, links } = application;
  const { subject, subjectType, role } = assignment;
  const query = {
    ...({ find: subject, removed: "assignment", type: subjectType } as const),
    ...(role === null ? {} : { role }),
    ...(subjectType === "user" ? { user: subject } : {}),
  };
  const name = subjectType === "all" ? t("everyone") : assignment.name;
  return (
    <>
      <Button variant="inline-link" ariaLabel={t("remove.of", { name })} onClick={() => setAsked(true)}>
        {t("remove")}
      </Button>
      {isAsked && (
        <Confirm
          heading={t("remove.heading", { name })}
          text={t("remove.text", { application: appName, count: links.users, shown: number(links.users) })}
          action={t("remove")}
          run={() =>
            client.call(assignmentRoutes.unassign, {
              params: { org, app, subject },
              query: role === null ? {} : { role },
            })
          }
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.application(org, app) });
            setAsked(false);
          }}
          onCancel={() => setAsked(false)}
        >
          <AssignmentRemoval app={app} query={query} />
        </Confirm>
      )}
    </>
  );
}
