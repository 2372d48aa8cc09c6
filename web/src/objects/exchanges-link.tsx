import { Link } from "@tanstack/react-router";
import { useTexts } from "../i18n/use-texts.ts";
import { useOrganization } from "../shell/console-context.ts";

interface ExchangesLinkProps {
  readonly app: string;
  /** The object whose exchanges are shown, or the step of a log entry. */
  readonly of: { readonly object: string } | { readonly step: string };
  /** The name of the object. */
  readonly name: string;
}

/** Leads to the requests that were sent to the target for an object, or in one step. */
export function ExchangesLink({ app, of, name }: ExchangesLinkProps) {
  const { t } = useTexts();
  const org = useOrganization();
  return (
    <Link
      to="/organizations/$org/exchanges"
      params={{ org }}
      search={{ app, ...of }}
      aria-label={t("exchanges.of", { name })}
    >
      {t("page.exchanges")}
    </Link>
  );
}
