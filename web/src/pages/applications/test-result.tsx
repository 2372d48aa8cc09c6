import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { type ApplicationShape, applicationRoutes } from "../../../../src/contract/applications.ts";
import type { FaultShape } from "../../../../src/contract/fault.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ReasonList } from "../../objects/reason-list.tsx";
import type { Reason } from "../../objects/use-reason-texts.ts";
import { useConsole } from "../../shell/console-context.ts";

export type ConnectionTest = z.output<typeof applicationRoutes.testApplication.response>;

/** Tests the connection of an application, and keeps the answer for the page of its first steps. */
export function useConnectionTest({ orgId: org, appId: app }: ApplicationShape) {
  const { client } = useConsole();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.call(applicationRoutes.testApplication, { params: { org, app } }),
    onSuccess: (result) => {
      queries.setQueryData(keys.connectionTest(org, app), result);
      return queries.invalidateQueries({ queryKey: keys.applicationItself(org, app) });
    },
  });
}

/** True if the target accepted the address and the credentials, and nothing else keeps it from being used. */
export function isUsable({ authorized, fault }: ConnectionTest): boolean {
  return authorized && fault === null;
}

/** Which system refused, and why; the texts are those of the command line. */
export function describeFault(fault: FaultShape): readonly Reason[] {
  return [{ code: `refused-by.${fault.refusedBy ?? "unknown"}`, params: {} }, fault];
}

/** Whether several changes travel in one request, in the words of the command line. */
function describeBulk(bulk: ConnectionTest["bulk"]): readonly Reason[] {
  if (bulk === null) return [];
  const { state, operationsMax, bytesMax, status } = bulk;
  const params = { most: operationsMax ?? 0, bytes: bytesMax ?? 0, status: status ?? 0 };
  return [{ code: `bulk-use.${state}`, params }];
}

/** The answer to a test: accepted, or which system refused, why, and what to do about it. */
export function TestResult({ result }: { readonly result: ConnectionTest }) {
  const { t } = useTexts("applications");
  const { fault, notes, refused, bulk } = result;
  return (
    <>
      <p>{t(isUsable(result) ? "test.ok" : "test.failed")}</p>
      <ReasonList
        reasons={[...(fault === null ? [] : describeFault(fault)), ...describeBulk(bulk), ...notes]}
      />
      {refused.length > 0 && (
        <>
          <p>{t("test.refused")}</p>
          <ul className="reasons">
            {refused.map(({ path, status }) => (
              <li key={`${path} ${status}`}>
                <code>{path}</code> {status}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
