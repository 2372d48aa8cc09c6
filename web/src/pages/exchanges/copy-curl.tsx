import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { RecordedExchangeShape } from "../../../../src/contract/exchanges.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { BodyText } from "../../objects/body-text.tsx";
import { toCurlCommand } from "./curl-command.ts";
import { headersOf, textOf } from "./exchange-content.ts";

/** Copies the request as a command line; a browser that does not allow it shows the command to select. */
export function CopyCurl({ exchange }: { readonly exchange: RecordedExchangeShape }) {
  const { t } = useTexts("exchanges");
  const [copying, setCopying] = useState<"not-yet" | "copied" | "refused">("not-yet");
  const { method, url, request } = exchange;
  if (request === null) return null;
  const command = toCurlCommand({ method, url, headers: headersOf(request), body: textOf(request["body"]) });
  async function copy() {
    try {
      await navigator.clipboard.writeText(command);
      setCopying("copied");
    } catch {
      setCopying("refused");
    }
  }
  return (
    <div className="exchange-copy">
      <Button onClick={() => void copy()}>{t(copying === "copied" ? "curl.copied" : "curl.copy")}</Button>
      <p className="soft" role="status">
        {copying === "copied" ? t("curl.note") : copying === "refused" ? t("curl.refused") : ""}
      </p>
      {copying === "refused" && <BodyText label={t("curl.copy")} text={command} />}
    </div>
  );
}
