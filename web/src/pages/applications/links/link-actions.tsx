import { useQueryClient } from "@tanstack/react-query";
import { accountLinkRoutes } from "../../../../../src/contract/account-links.ts";
import { keys } from "../../../api/keys.ts";
import { FormDialog } from "../../../forms/form-dialog.tsx";
import { TextField } from "../../../forms/text-field.tsx";
import { useTexts } from "../../../i18n/use-texts.ts";
import { DialogButton } from "../../../objects/dialog-button.tsx";
import { useConsole, useOrganization } from "../../../shell/console-context.ts";

interface LinkOf {
  readonly app: string;
  readonly objectId: string;
  readonly name: string;
}

/** The endpoint parameters of a link, and what is done after a change of it. */
function useLinkOf({ app, objectId: object }: LinkOf) {
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  return {
    client,
    params: { org, app, object },
    refresh: () => void queries.invalidateQueries({ queryKey: keys.application(org, app) }),
  };
}

/** Links the object to another account of the target. */
export function Relink({ account, ...of }: LinkOf & { readonly account: string | undefined }) {
  const { t } = useTexts("links");
  const { client, params, refresh } = useLinkOf(of);
  return (
    <DialogButton text={t("relink")} permission="provisioning:run">
      {(close) => (
        <FormDialog
          shape={accountLinkRoutes.relinkObject.body}
          heading={t("relink.heading", { name: of.name })}
          intro={account === undefined ? t("relink.first") : t("relink.text", { account })}
          action={t("relink")}
          defaults={{ accountId: "", comment: "" }}
          run={(body) => client.call(accountLinkRoutes.relinkObject, { params, body })}
          onDone={() => {
            refresh();
            close();
          }}
          onCancel={close}
        >
          {({ control }) => (
            <>
              <TextField control={control} name="accountId" label={t("relink.account")} />
              <TextField control={control} name="comment" label={t("comment")} />
            </>
          )}
        </FormDialog>
      )}
    </DialogButton>
  );
}

/** Ends the link; the account stays in the target. */
export function Unlink({ account, ...of }: LinkOf & { readonly account: string }) {
  const { t } = useTexts("links");
  const { client, params, refresh } = useLinkOf(of);
  return (
    <DialogButton text={t("unlink")} permission="provisioning:run">
      {(close) => (
        <FormDialog
          shape={accountLinkRoutes.unlinkObject.body}
          heading={t("unlink.heading", { name: of.name })}
          intro={t("unlink.text", { account })}
          action={t("unlink")}
          defaults={{ comment: "" }}
          run={(body) => client.call(accountLinkRoutes.unlinkObject, { params, body })}
          onDone={() => {
            refresh();
            close();
          }}
          onCancel={close}
        >
          {({ control }) => <TextField control={control} name="comment" label={t("comment")} />}
        </FormDialog>
      )}
    </DialogButton>
  );
}

/** Takes back the newest change of the link. */
export function UndoLink({ event, ...of }: LinkOf & { readonly event: string }) {
  const { t } = useTexts("links");
  const { client, params, refresh } = useLinkOf(of);
  return (
    <DialogButton text={t("undo")} permission="provisioning:run">
      {(close) => (
        <FormDialog
          shape={accountLinkRoutes.undoLink.body.pick({ comment: true })}
          heading={t("undo.heading", { name: of.name })}
          intro={t("undo.text")}
          action={t("undo")}
          defaults={{ comment: "" }}
          run={(body) => client.call(accountLinkRoutes.undoLink, { params, body: { ...body, event } })}
          onDone={() => {
            refresh();
            close();
          }}
          onCancel={close}
        >
          {({ control }) => <TextField control={control} name="comment" label={t("comment")} />}
        </FormDialog>
      )}
    </DialogButton>
  );
}
