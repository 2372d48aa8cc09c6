import Button from "@cloudscape-design/components/button";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { secondFactorRoutes } from "../../../../src/contract/second-factor.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Panel } from "../../objects/panel.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { QueryView } from "../../states/query-view.tsx";
import { AddAuthenticator } from "./add-authenticator.tsx";
import { CodeDialog } from "./code-dialog.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

type Action = "add" | "renew" | "remove";

/** The authenticator app, whose codes are asked for beside the password. */
export function SecondFactorPanel() {
  const { t } = useTexts("account");
  const { client } = useConsole();
  const queries = useQueryClient();
  const [action, setAction] = useState<Action>();
  const [codes, setCodes] = useState<readonly string[]>();
  const query = useQuery({
    queryKey: keys.secondFactor(),
    queryFn: ({ signal }) => client.call(secondFactorRoutes.getSecondFactor, { signal }),
  });
  const close = () => setAction(undefined);
  const done = (found?: readonly string[]) => {
    void queries.invalidateQueries({ queryKey: keys.secondFactor() });
    setCodes(found);
    close();
  };
  const isOn = query.data?.confirmedAt != null;
  return (
    <Panel
      heading={t("factor")}
      text={t("factor.text")}
      actions={query.data !== undefined && <Actions isOn={isOn} onAction={setAction} />}
    >
      <QueryView query={query}>
        {({ confirmedAt, recoveryCodesLeft: count }) =>
          confirmedAt === null ? (
            <p className="soft">{t("factor.off")}</p>
          ) : (
            <p>
              {t("factor.on")} <Time at={confirmedAt} />. {t("factor.codes-left", { count })}
            </p>
          )
        }
      </QueryView>
      {action === "add" && <AddAuthenticator onDone={done} onCancel={close} />}
      {action === "renew" && (
        <CodeDialog
          heading={t("factor.renew")}
          intro={t("factor.renew-text")}
          action={t("factor.renew")}
          run={(code) => client.call(secondFactorRoutes.renewRecoveryCodes, { body: { code } })}
          onDone={({ recoveryCodes }) => done(recoveryCodes)}
          onCancel={close}
        />
      )}
      {action === "remove" && (
        <CodeDialog
          heading={t("factor.remove-heading")}
          intro={t("factor.remove-text")}
          action={t("factor.remove")}
          run={(code) => client.call(secondFactorRoutes.removeAuthenticator, { body: { code } })}
          onDone={() => done()}
          onCancel={close}
        />
      )}
      {codes !== undefined && <RecoveryCodes codes={codes} onClose={() => setCodes(undefined)} />}
    </Panel>
  );
}

interface ActionsProps {
  readonly isOn: boolean;
  onAction(action: Action): void;
}

function Actions({ isOn, onAction }: ActionsProps) {
  const { t } = useTexts("account");
  if (!isOn) return <Button onClick={() => onAction("add")}>{t("factor.add")}</Button>;
  return (
    <>
      <Button onClick={() => onAction("renew")}>{t("factor.renew")}</Button>
      <Button onClick={() => onAction("remove")}>{t("factor.remove")}</Button>
    </>
  );
}
