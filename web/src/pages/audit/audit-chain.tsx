import Button from "@cloudscape-design/components/button";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  type AuditChainShape,
  type AuditVerificationShape,
  auditChainRoutes,
} from "../../../../src/contract/audit-chain.ts";
import { keys } from "../../api/keys.ts";
import { REFRESH_MS } from "../../api/live.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Time } from "../../objects/time.tsx";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { AnswerDialog } from "../../states/answer-dialog.tsx";

/** Up to where the trail is sealed, and a button that compares it with its seals. */
export function AuditChain({ trail }: { readonly trail: "instance" | undefined }) {
  const { t } = useTexts("audit");
  const { client } = useConsole();
  const org = useOrganization();
  const isInstance = trail === "instance";
  const chain = useQuery({
    queryKey: keys.auditChain(trail ?? org),
    queryFn: ({ signal }) =>
      isInstance
        ? client.call(auditChainRoutes.showInstanceAuditChain, { signal })
        : client.call(auditChainRoutes.showAuditChain, { params: { org }, signal }),
    refetchInterval: REFRESH_MS,
  });
  const [found, setFound] = useState<AuditVerificationShape>();
  const [isAsked, setAsked] = useState(false);
  return (
    <p className="audit-chain">
      {chain.data !== undefined && <SealedUpTo chain={chain.data} />}
      <Button onClick={() => setAsked(true)}>{t("verify")}</Button>
      {isAsked && (
        <FormDialog
          heading={t("verify")}
          intro={t("verify.intro")}
          action={t("verify.action")}
          shape={auditChainRoutes.verifyAudit.query}
          defaults={{ expect: "" }}
          run={(query) =>
            isInstance
              ? client.call(auditChainRoutes.verifyInstanceAudit, { query })
              : client.call(auditChainRoutes.verifyAudit, { params: { org }, query })
          }
          onDone={(result) => {
            setAsked(false);
            setFound(result);
          }}
          onCancel={() => setAsked(false)}
        >
          {({ control }) => <TextField control={control} name="expect" label={t("verify.expect")} />}
        </FormDialog>
      )}
      {found !== undefined && (
        <AnswerDialog heading={t("verify.heading")} onClose={() => setFound(undefined)}>
          <Verified found={found} />
        </AnswerDialog>
      )}
    </p>
  );
}

function SealedUpTo({ chain: { head } }: { readonly chain: AuditChainShape }) {
  const { t } = useTexts("audit");
  const { number } = useFormat();
  if (head === null) return <span className="soft">{t("sealed.none")}</span>;
  return (
    <span className="soft">
      {t("sealed", { record: number(head.record) })} <Time at={head.at} />
    </span>
  );
}

/** The result of a comparison: the first difference, or the hash to note elsewhere. */
function Verified({ found }: { readonly found: AuditVerificationShape }) {
  const { t } = useTexts("audit");
  const { number, dateTime } = useFormat();
  const { intact, head, records, removed, unsealed, uncertified, break: first } = found;
  return (
    <>
      <p>
        <span className={intact ? "badge badge-success" : "badge badge-failure"}>
          {t(intact ? "verify.intact" : "verify.broken")}
        </span>
      </p>
      {first !== null && (
        <p>
          {t(`break.${first.kind}`, {
            record: number(first.record ?? 0),
            seal: number(first.seal ?? 0),
            id: first.id ?? "–",
            at: first.at === null ? "–" : dateTime(first.at),
          })}
        </p>
      )}
      <p>{t("verify.records", { count: records, shown: number(records) })}</p>
      {removed > 0 && <p>{t("verify.removed", { record: number(removed) })}</p>}
      {unsealed > 0 && <p>{t("verify.unsealed", { count: unsealed, shown: number(unsealed) })}</p>}
      {uncertified > 0 && (
        <p>{t("verify.uncertified", { count: uncertified, shown: number(uncertified) })}</p>
      )}
      {intact && head !== null && (
        <p>
          {t("verify.hash")}{" "}
          <code className="audit-hash" translate="no">
            {head.hash}
          </code>
        </p>
      )}
    </>
  );
}
