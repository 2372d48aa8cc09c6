import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useTexts } from "../i18n/use-texts.ts";

interface CopyButtonProps {
  readonly text: string;
  /** Says what is copied, for people who hear the page. */
  readonly label: string;
}

type Copying = "not-yet" | "copied" | "refused";

/** Copies a text that stands beside it. Without a secure connection browsers refuse, and the button says so. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const { t } = useTexts();
  const [copying, setCopying] = useState<Copying>("not-yet");
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopying("copied");
    } catch {
      setCopying("refused");
    }
  }
  return (
    <>
      <Button iconName="copy" ariaLabel={label} onClick={() => void copy()}>
        {t(copying === "copied" ? "copy.done" : "copy")}
      </Button>
      {copying === "refused" && (
        <span role="status" className="soft">
          {t("copy.refused")}
        </span>
      )}
    </>
  );
}
