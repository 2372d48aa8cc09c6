import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { rejectedRequestRoutes } from "../../../../src/contract/rejected-requests.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { DialogButton } from "../../objects/dialog-button.tsx";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { useLeave } from "../../shell/leaving.tsx";
import { Confirm } from "../../states/confirm.tsx";

/** Deletes a rejected request after a question, and leads back to the list. */
export function DeleteRequest({ request }: { readonly request: string }) {
  const { t } = useTexts("rejected-requests");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useLeave();
  const params = { org, request };
  return (
    <DialogButton text={t("delete")} permission="organization:write">
      {(close) => (
        <Confirm
          heading={t("delete.heading")}
          text={t("delete.text")}
          action={t("delete")}
          run={() => leave(() => client.call(rejectedRequestRoutes.deleteRejectedRequest, { params }))}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.rejectedRequestLists(org) });
            void navigate({ to: "/organizations/$org/rejected-requests", params: { org } }).then(() =>
              queries.removeQueries({ queryKey: keys.rejectedRequest(org, request) }),
            );
          }}
          onCancel={close}
        />
      )}
    </DialogButton>
  );
}
