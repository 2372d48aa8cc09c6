import type { ReplayOutcomeShape, ReplayResult } from "../../../../src/contract/rejected-requests.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ChangeList } from "../../objects/change-list.tsx";

/** The answer of each profile to a request, and what the request would change. */
export function ReplayOutcomes({ result: { sent, items } }: { readonly result: ReplayResult }) {
  const { t } = useTexts("rejected-requests", "scim-tokens");
  return (
    <div className="replay-results" role="status">
      <p>{t(sent ? "replay.sent" : "replay.tried")}</p>
      <table className="facts">
        <thead>
          <tr>
            <th scope="col">{t("profile")}</th>
            <th scope="col">{t("outcome")}</th>
            <th scope="col">{t("outcome.effect")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.profile}>
              <th scope="row">{t(`scim-tokens:profile.${item.profile}`)}</th>
              <td>
                <span className={item.accepted ? "badge badge-success" : "badge badge-failure"}>
                  {t(item.accepted ? "outcome.accepted" : "outcome.rejected")}
                </span>{" "}
                <code translate="no">
                  {item.status} {item.scimType}
                </code>
                {item.detail !== null && <p className="soft">{item.detail}</p>}
              </td>
              <td>
                <Effect outcome={item} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Effect({ outcome: { accepted, effect, changes } }: { readonly outcome: ReplayOutcomeShape }) {
  const { t } = useTexts("rejected-requests");
  if (!accepted) return "–";
  return (
    <>
      {t(`effect.${effect}`)}
      <ChangeList changes={changes} />
    </>
  );
}
